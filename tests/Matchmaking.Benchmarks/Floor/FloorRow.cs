using System.Globalization;

namespace Matchmaking.Benchmarks.Floor;

/// <summary>A body of the bare minimum.</summary>
internal sealed record FloorLine(string? Company, string? Material, int Year, decimal Quantity, decimal? LimitPrice)
{
    /// <summary>What is wrong with it.</summary>
    public IEnumerable<string> Faults()
    {
        if (Company is not { Length: > 0 and <= 200 })
            yield return "company";
        if (Material is not { Length: > 0 and <= 200 })
            yield return "material";
        if (Year is < 2000 or > 2100)
            yield return "year";
        if (Quantity is < 0.001m or > 100_000_000 || decimal.Round(Quantity, 3) != Quantity)
            yield return "quantity";
        if (LimitPrice is < 0 or > 1_000_000_000)
            yield return "limitPrice";
    }
}

/// <summary>A row of the bare minimum.</summary>
internal sealed record FloorRow
{
    public required string Id { get; init; }
    public required string Company { get; init; }
    public required string Material { get; init; }
    public required long Year { get; init; }
    public required long QuantityKg { get; init; }
    public long? PriceCents { get; init; }
    public required string CreatedAt { get; init; }

    public static FloorRow New(FloorLine line) => new()
    {
        Id = Guid.CreateVersion7().ToString(),
        Company = line.Company!,
        Material = line.Material!,
        Year = line.Year,
        QuantityKg = (long)(line.Quantity * 1_000),
        PriceCents = (long?)(line.LimitPrice * 100),
        CreatedAt = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture),
    };
}
