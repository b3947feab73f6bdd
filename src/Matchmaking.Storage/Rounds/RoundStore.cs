namespace Matchmaking.Storage.Rounds;

/// <summary>A matching round.</summary>
public sealed record RoundRow
{
    public required string Id { get; init; }
    public required long Version { get; init; }
    public required string State { get; init; }
    public required string Type { get; init; }

    /// <summary>What the round says, as JSON.</summary>
    public required string Definition { get; init; }

    public required bool SecondPerson { get; init; }
    public DateTimeOffset? DemandOpensAt { get; init; }
    public DateTimeOffset? OffersOpenAt { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }
    public DateTimeOffset? PublishesAt { get; init; }
    public DateTimeOffset? AnswersUntil { get; init; }
    public required string LotterySecret { get; init; }
    public string? PublicValue { get; init; }

    /// <summary>Why it was cancelled or annulled.</summary>
    public string? StateReason { get; init; }

    public string? PublishedRunId { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>Rounds and their states.</summary>
public static class RoundStore
{
    private const string Columns = """
        id, version, state, type, definition, second_person, demand_opens_at, offers_open_at, closes_at, publishes_at, answers_until,
        lottery_secret, public_value, state_reason, published_run_id, created_by, created_at, opened_at, closed_at, published_at
        """;

    private const string SelectOne = $"SELECT {Columns} FROM rounds WHERE id = @id";

    private const string SelectMany = $"""
        SELECT {Columns} FROM rounds
        WHERE (@all = 1 OR opened_at IS NOT NULL) AND (@state IS NULL OR state = @state) AND (@type IS NULL OR type = @type) AND id > @after
        ORDER BY id
        """;

    private const string SelectDue = $"""
        SELECT {Columns} FROM rounds
        WHERE (state = 'draft' AND demand_opens_at <= @now)
           OR (state = 'demand-open' AND offers_open_at <= @now)
           OR (state = 'offers-open' AND closes_at <= @now)
           OR (state = 'published' AND answers_until <= @now)
        ORDER BY id
        """;

    private const string Insert = $"""
        INSERT INTO rounds ({Columns})
        VALUES (@Id, @Version, @State, @Type, @Definition, @SecondPerson, @DemandOpensAt, @OffersOpenAt, @ClosesAt, @PublishesAt, @AnswersUntil,
            @LotterySecret, @PublicValue, @StateReason, @PublishedRunId, @CreatedBy, @CreatedAt, @OpenedAt, @ClosedAt, @PublishedAt)
        """;

    private const string Update = """
        UPDATE rounds SET version = version + 1, state = @State, type = @Type, definition = @Definition, second_person = @SecondPerson,
            demand_opens_at = @DemandOpensAt, offers_open_at = @OffersOpenAt, closes_at = @ClosesAt, publishes_at = @PublishesAt,
            answers_until = @AnswersUntil, public_value = @PublicValue, state_reason = @StateReason, published_run_id = @PublishedRunId,
            opened_at = @OpenedAt, closed_at = @ClosedAt, published_at = @PublishedAt
        WHERE id = @Id AND version = @Version
        """;

    /// <summary>Adds a round.</summary>
    public static void Add(WriteSession session, RoundRow row) => session.Execute(Insert, row);

    /// <summary>One round, or null.</summary>
    public static RoundRow? Find(Session session, string id) => session.Find<RoundRow>(SelectOne, new { id });

    /// <summary>Rounds after an id; without <paramref name="all"/> only those that have opened.</summary>
    public static IReadOnlyList<RoundRow> List(Session session, bool all, string? state, string? type, string after, int take) =>
        session.Page<RoundRow>(SelectMany, new { all, state, type, after, take });

    /// <summary>Rounds whose timetable asks for a step.</summary>
    public static IReadOnlyList<RoundRow> Due(Session session, DateTimeOffset now) => session.Query<RoundRow>(SelectDue, new { now });

    /// <summary>Replaces a row whose version is still the given one; false where it is not.</summary>
    public static bool Replace(WriteSession session, RoundRow row) => session.Execute(Update, row) == 1;
}
