using Matchmaking.Storage.Participants;

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

/// <summary>Where a round stands.</summary>
public sealed record RoundHead
{
    public required string Id { get; init; }
    public required long Version { get; init; }
    public required string State { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>How often a round and its lines have changed: two that are equal were taken of the same.</summary>
/// <param name="Version">The round's version.</param>
/// <param name="Changes">Writes of its lines.</param>
public sealed record RoundMark(long Version, long Changes);

/// <summary>Rounds and their states.</summary>
public static class RoundStore
{
    private const string Columns = """
        id, version, state, type, definition, second_person, demand_opens_at, offers_open_at, closes_at, publishes_at, answers_until,
        lottery_secret, public_value, state_reason, published_run_id, created_by, created_at, opened_at, closed_at, published_at
        """;

    private const string SelectOne = $"SELECT {Columns} FROM rounds WHERE id = @id";

    private const string SelectHead = "SELECT id, version, state, opened_at, closed_at FROM rounds WHERE id = @id";

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

    // A round takes as many writes at once as it has gates. Whoever enters one counts as a change; who enters or holds waits for everybody who has the same.
    private const int Gates = 16;

    private const string InsertGate = "INSERT INTO round_gates (round_id, slot, state) VALUES (@RoundId, @Slot, @State)";

    private const string UpdateGate = "UPDATE round_gates SET changes = changes + 1 WHERE round_id = @round AND slot = @slot AND state = @state";

    private const string UpdateGateOfKnown = """
        UPDATE round_gates SET changes = changes + 1
        WHERE round_id = @round AND slot = @slot AND state = @state
          AND EXISTS (SELECT 1 FROM rounds WHERE id = @round AND version = @roundVersion AND state = @state)
          AND EXISTS (SELECT 1 FROM participants WHERE id = @participant AND version = @participantVersion AND state = @participantState)
        """;

    private const string SelectMark = """
        SELECT version, (SELECT SUM(changes) FROM round_gates WHERE round_id = @id) AS changes FROM rounds WHERE id = @id
        """;

    private const string UpdateAllGates = "UPDATE round_gates SET state = state WHERE round_id = @id";

    private const string UpdateGateStates = "UPDATE round_gates SET state = @State WHERE round_id = @Id";

    /// <summary>Adds a round.</summary>
    public static void Add(WriteSession session, RoundRow row)
    {
        session.Execute(Insert, row);
        session.BulkInsert(InsertGate, Enumerable.Range(0, Gates).Select(slot => new GateRow(row.Id, slot, row.State)));
    }

    /// <summary>One round, or null.</summary>
    public static RoundRow? Find(Session session, string id) => session.Find<RoundRow>(SelectOne, new { id });

    /// <summary>One round without its definition, or null.</summary>
    public static RoundHead? FindHead(Session session, string id) => session.Find<RoundHead>(SelectHead, new { id });

    /// <summary>Rounds after an id; without <paramref name="all"/> only those that have opened.</summary>
    public static IReadOnlyList<RoundRow> List(Session session, bool all, string? state, string? type, string after, int take) =>
        session.Page<RoundRow>(SelectMany, new { all, state, type, after, take });

    /// <summary>Rounds whose timetable asks for a step.</summary>
    public static IReadOnlyList<RoundRow> Due(Session session, DateTimeOffset now) => session.Query<RoundRow>(SelectDue, new { now });

    /// <summary>
    /// One round, held until the transaction ends against everybody else who would move it on or write a line in it; null where there is none.
    /// </summary>
    public static RoundRow? Hold(WriteSession session, string id)
    {
        session.Execute(UpdateAllGates, new { id });
        return Find(session, id);
    }

    /// <summary>Where a round's changes stand, or null where there is no round.</summary>
    public static RoundMark? Mark(Session session, string id) => session.Find<RoundMark>(SelectMark, new { id });

    /// <summary>Replaces a row that is held, where its version is still the given one; false where it is not.</summary>
    public static bool Replace(WriteSession session, RoundRow row) =>
        session.Execute(Update, row) == 1 && session.Execute(UpdateGateStates, row) == Gates;

    /// <summary>
    /// Holds, until the transaction ends, what keeps the round in its state and the company's other writes in it apart; false where the round is
    /// in another state. Comes before whatever is read to decide on the write.
    /// </summary>
    public static bool Enter(WriteSession session, string round, string participant, string state) =>
        session.Execute(UpdateGate, new { round, slot = Slot(participant), state }) == 1;

    /// <summary>
    /// The same for a round and a company that were read before the transaction: false also where either has changed since.
    /// </summary>
    public static bool Enter(WriteSession session, RoundRow round, ParticipantRow participant, string state) =>
        session.Execute(UpdateGateOfKnown, new
        {
            round = round.Id,
            slot = Slot(participant.Id),
            state,
            roundVersion = round.Version,
            participant = participant.Id,
            participantVersion = participant.Version,
            participantState = participant.State,
        }) == 1;

    // Not string.GetHashCode: every instance has to choose the same gate.
    private static long Slot(string participant)
    {
        var hash = 0u;
        foreach (var character in participant)
            hash = (hash * 31) + character;
        return hash % Gates;
    }

    private sealed record GateRow(string RoundId, long Slot, string State);
}
