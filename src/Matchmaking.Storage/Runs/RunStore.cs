namespace Matchmaking.Storage.Runs;

/// <summary>One solution of a round's matching problem, or the attempt at one.</summary>
public sealed record RunRow
{
    public required string Id { get; init; }
    public required string RoundId { get; init; }
    public required string Status { get; init; }
    public required string StartedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Failure { get; init; }

    public string? InputSha256 { get; init; }

    /// <summary>What the verifier found, as JSON.</summary>
    public string? Verification { get; init; }
}

/// <summary>Runs and their two documents.</summary>
public static class RunStore
{
    private const string Columns = "id, round_id, status, started_by, created_at, started_at, finished_at, failure, input_sha256, verification";

    // The round's state is in the statement, so a run cannot start on a round that has just left 'closed'.
    private const string Insert = $"""
        INSERT INTO runs ({Columns})
        SELECT @Id, @RoundId, @Status, @StartedBy, @CreatedAt, @StartedAt, @FinishedAt, @Failure, @InputSha256, @Verification
        FROM rounds WHERE id = @RoundId AND state = 'closed'
        """;

    private const string SelectOne = $"SELECT {Columns} FROM runs WHERE id = @id AND round_id = @round";

    private const string SelectMany = $"""
        SELECT {Columns} FROM runs WHERE round_id = @round AND (@status IS NULL OR status = @status) AND id > @after ORDER BY id
        """;

    private const string UpdateStarted = "UPDATE runs SET status = 'running', started_at = @now WHERE id = @id AND status = 'queued'";

    private const string UpdateFinished = """
        UPDATE runs SET status = @status, finished_at = @now, failure = @failure, input_sha256 = @inputSha256, verification = @verification
        WHERE id = @id AND status IN ('queued', 'running')
        """;

    private const string UpdateInterrupted = """
        UPDATE runs SET status = 'failed', finished_at = @now, failure = @failure WHERE status IN ('queued', 'running')
        """;

    /// <summary>Adds a run while the round is closed; false where it is not.</summary>
    public static bool Add(WriteSession session, RunRow row) => session.Execute(Insert, row) == 1;

    /// <summary>One run of a round, or null.</summary>
    public static RunRow? Find(Session session, string round, string id) => session.Find<RunRow>(SelectOne, new { round, id });

    /// <summary>A round's runs after an id.</summary>
    public static IReadOnlyList<RunRow> List(Session session, string round, string? status, string after, int take) =>
        session.Page<RunRow>(SelectMany, new { round, status, after, take });

    /// <summary>Queued to running; false where it was cancelled meanwhile.</summary>
    public static bool Start(WriteSession session, string id, DateTimeOffset now) => session.Execute(UpdateStarted, new { id, now }) == 1;

    /// <summary>Ends a run that was under way; false where it had ended.</summary>
    public static bool Finish(WriteSession session, string id, string status, DateTimeOffset now, string? failure = null, string? inputSha256 = null, string? verification = null) =>
        session.Execute(UpdateFinished, new { id, status, now, failure, inputSha256, verification }) == 1;

    /// <summary>Fails every run that was under way when the process ended.</summary>
    public static int FailInterrupted(WriteSession session, string failure, DateTimeOffset now) => session.Execute(UpdateInterrupted, new { failure, now });
}
