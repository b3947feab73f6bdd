namespace Matchmaking.Storage.Pools;

/// <summary>The frozen sum of the demand of one material, stage, form and delivery period.</summary>
public sealed record PoolRow
{
    public required string RoundId { get; init; }
    public required string Material { get; init; }
    public required string Stage { get; init; }
    public required string Form { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required long Year { get; init; }

    /// <summary>The true sum, in kilograms of reference content per year.</summary>
    public required long QuantityKg { get; init; }

    /// <summary>Whether the sum may be seen.</summary>
    public required bool Shown { get; init; }

    /// <summary>Whether the sum is above the safe harbour of joint purchasing; null where the market's size is not known.</summary>
    public bool? MarketShareFlag { get; init; }
}

/// <summary>Pools, written once when offers open and never changed.</summary>
public static class PoolStore
{
    private const string Columns = "round_id, material, stage, form, year, quantity_kg, shown, market_share_flag";

    private const string Insert = $"""
        INSERT INTO pools ({Columns}) VALUES (@RoundId, @Material, @Stage, @Form, @Year, @QuantityKg, @Shown, @MarketShareFlag)
        """;

    private const string Select = $"SELECT {Columns} FROM pools WHERE round_id = @round ORDER BY material, stage, form, year";

    /// <summary>Stores a round's pools.</summary>
    public static void Add(WriteSession session, IEnumerable<PoolRow> rows) => session.BulkInsert(Insert, rows);

    /// <summary>A round's pools.</summary>
    public static IReadOnlyList<PoolRow> List(Session session, string round) => session.Query<PoolRow>(Select, new { round });
}
