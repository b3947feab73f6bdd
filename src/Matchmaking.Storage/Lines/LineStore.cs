namespace Matchmaking.Storage.Lines;

/// <summary>A demand line or a supply offer.</summary>
public sealed record LineRow
{
    public required string Id { get; init; }
    public required string RoundId { get; init; }
    public required string ParticipantId { get; init; }

    /// <summary><c>demand</c> or <c>offer</c>.</summary>
    public required string Side { get; init; }

    public required long Version { get; init; }
    public required string State { get; init; }
    public required string Material { get; init; }
    public required string Stage { get; init; }
    public required string Form { get; init; }
    public required long Year { get; init; }
    public required long QuantityKg { get; init; }
    public string? Reference { get; init; }

    /// <summary>What the company said, as JSON.</summary>
    public required string Document { get; init; }

    /// <summary>Which of its claims the operator has confirmed, as a JSON array.</summary>
    public required string Confirmed { get; init; }

    /// <summary>Why the operator excluded it.</summary>
    public string? StateReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What no two lines of a company on one side of a round have in common: a reference in use, or else the id.</summary>
    internal string OwnKey => Reference is null || State == "withdrawn" ? Id : "=" + Reference;
}

/// <summary>Demand lines and supply offers of rounds.</summary>
public static class LineStore
{
    private const string Columns = """
        id, round_id, participant_id, side, version, state, material, stage, form, year, quantity_kg, reference, document, confirmed,
        state_reason, created_at, changed_at
        """;

    // A value rather than "not this side", so that an index leads to it.
    private const string OtherSide = "CASE @Side WHEN 'demand' THEN 'offer' ELSE 'demand' END";

    // The index has one reference once on a side; the company's writes in a round come one after another, so this sees the other side's.
    private const string SelectSameKey = $"""
        SELECT 1 FROM lines same
        WHERE same.participant_id = @ParticipantId AND same.round_id = @RoundId AND same.side = {OtherSide} AND same.own_key = @OwnKey
        """;

    // The round's window and the company's side are in the statement, so closing and submitting cannot race.
    private const string Insert = $"""
        INSERT INTO lines ({Columns}, own_key)
        SELECT @Id, @RoundId, @ParticipantId, @Side, @Version, @State, @Material, @Stage, @Form, @Year, @QuantityKg, @Reference, @Document,
            @Confirmed, @StateReason, @CreatedAt, @ChangedAt, @OwnKey
        FROM rounds
        WHERE id = @RoundId AND state = @window
          AND NOT EXISTS (SELECT 1 FROM lines WHERE round_id = @RoundId AND participant_id = @ParticipantId AND material = @Material
              AND stage = @Stage AND side = {OtherSide} AND state <> 'withdrawn')
          AND NOT EXISTS ({SelectSameKey})
        """;

    private const string Update = $"""
        UPDATE lines SET version = version + 1, state = @State, material = @Material, stage = @Stage, form = @Form, year = @Year,
            quantity_kg = @QuantityKg, reference = @Reference, document = @Document, confirmed = @Confirmed, state_reason = @StateReason,
            changed_at = @ChangedAt, own_key = @OwnKey
        WHERE id = @Id AND version = @Version
          AND EXISTS (SELECT 1 FROM rounds WHERE rounds.id = lines.round_id AND rounds.state = @window)
          AND NOT EXISTS (SELECT 1 FROM lines other WHERE other.round_id = @RoundId AND other.participant_id = @ParticipantId
              AND other.material = @Material AND other.stage = @Stage AND other.side = {OtherSide}
              AND other.state <> 'withdrawn')
          AND NOT EXISTS ({SelectSameKey})
        """;

    private const string SelectOne = $"SELECT {Columns} FROM lines WHERE id = @id AND round_id = @round AND side = @side";

    private const string Filters = """
        (@state IS NULL OR state = @state) AND (@material IS NULL OR material = @material) AND (@stage IS NULL OR stage = @stage)
          AND (@form IS NULL OR form = @form) AND (@reference IS NULL OR reference = @reference) AND id > @after
        """;

    private const string SelectMany = $"""
        SELECT {Columns} FROM lines
        WHERE round_id = @round AND side = @side
          AND {Filters}
        ORDER BY id
        """;

    // The company's own first: in one condition an engine would rather go through the whole round, which comes in order.
    private const string SelectManyOfOne = $"""
        SELECT {Columns} FROM lines
        WHERE id IN (SELECT id FROM lines WHERE participant_id = @participant AND round_id = @round AND side = @side)
          AND {Filters}
        ORDER BY id
        """;

    private const string SelectActive = $"SELECT {Columns} FROM lines WHERE round_id = @round AND state = 'active' ORDER BY id";

    private const string SelectSameGroup = $"""
        SELECT {Columns} FROM lines
        WHERE round_id = @RoundId AND participant_id = @ParticipantId AND side = @Side AND material = @Material AND stage = @Stage
          AND year = @Year AND id <> @Id AND state <> 'withdrawn'
        """;

    private const string SelectStanding = $"SELECT {Columns} FROM lines WHERE round_id = @round AND state <> 'withdrawn' ORDER BY id";

    private const string CountOtherSide = $"""
        SELECT COUNT(*) FROM lines
        WHERE round_id = @RoundId AND participant_id = @ParticipantId AND material = @Material AND stage = @Stage
          AND side = {OtherSide}
          AND state <> 'withdrawn'
        """;

    /// <summary>Adds a line while the round is in <paramref name="window"/> and the company is not on the other side; false where not.</summary>
    public static bool Add(WriteSession session, LineRow row, string window) =>
        session.Execute(Insert, With(row, window)) == 1;

    /// <summary>Replaces a row whose version is still the given one while the round is in <paramref name="window"/>; false where not.</summary>
    public static bool Replace(WriteSession session, LineRow row, string window) =>
        session.Execute(Update, With(row, window)) == 1;

    /// <summary>One line of a round, or null.</summary>
    public static LineRow? Find(Session session, string round, string side, string id) =>
        session.Find<LineRow>(SelectOne, new { round, side, id });

    /// <summary>Lines of one side of a round after an id; all companies' where no participant is named.</summary>
    public static IReadOnlyList<LineRow> List(
        Session session, string round, string side, string? participant, LineFilter filter, string after, int take) =>
        session.Page<LineRow>(participant is null ? SelectMany : SelectManyOfOne, new
        {
            round,
            side,
            participant,
            state = filter.State,
            material = filter.Material,
            stage = filter.Stage,
            form = filter.Form,
            reference = filter.Reference,
            after,
            take,
        });

    /// <summary>All active lines of both sides, by id.</summary>
    public static IReadOnlyList<LineRow> Active(Session session, string round) => session.Query<LineRow>(SelectActive, new { round });

    /// <summary>The company's other lines of the same side, material, stage and year that it has not withdrawn, in any order.</summary>
    public static IReadOnlyList<LineRow> SameGroup(Session session, LineRow row) => session.Query<LineRow>(SelectSameGroup, row);

    /// <summary>All lines of both sides that are not withdrawn, by id: active and excluded ones.</summary>
    public static IReadOnlyList<LineRow> Standing(Session session, string round) => session.Query<LineRow>(SelectStanding, new { round });

    /// <summary>Whether the company already is on the other side of the line's material and stage.</summary>
    public static bool OnOtherSide(Session session, LineRow row) => session.Value<long>(CountOtherSide, row) > 0;

    /// <summary>Whether a line of the company on the other side has the reference.</summary>
    public static bool ReferenceOnOtherSide(Session session, LineRow row) =>
        session.Find<long?>(SelectSameKey, new { row.ParticipantId, row.RoundId, row.Side, row.OwnKey }) is not null;

    private static object With(LineRow row, string window) => new
    {
        row.Id, row.RoundId, row.ParticipantId, row.Side, row.Version, row.State, row.Material, row.Stage, row.Form, row.Year, row.QuantityKg,
        row.Reference, row.Document, row.Confirmed, row.StateReason, row.CreatedAt, row.ChangedAt, row.OwnKey, window,
    };
}

/// <summary>Filters of a list of lines; null: any.</summary>
public sealed record LineFilter(string? State, string? Material, string? Stage, string? Form, string? Reference);
