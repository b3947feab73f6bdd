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

    private const string SelectById = $"SELECT {Columns} FROM runs WHERE id = @id";

    private const string UpdateStarted = "UPDATE runs SET status = 'running', started_at = @now WHERE id = @id AND status = 'queued'";

    private const string UpdateLoaded = "UPDATE runs SET input_sha256 = @inputSha256 WHERE id = @id";

    private const string UpdateEnded = """
        UPDATE runs SET status = @status, finished_at = @now, failure = @failure, verification = @verification
        WHERE id = @id AND status IN ('queued', 'running')
        """;

    /// <summary>Adds a run, and its first step, while the round is closed; false where it is not.</summary>
    public static bool Add(WriteSession session, RunRow row)
    {
        if (session.Execute(Insert, row) == 0)
            return false;
        RunTaskStore.Add(session, [RunTask.Waiting(row.Id, 0, "load")]);
        return true;
    }

    /// <summary>One run of a round, or null.</summary>
    public static RunRow? Find(Session session, string round, string id) => session.Find<RunRow>(SelectOne, new { round, id });

    /// <summary>One run, or null.</summary>
    public static RunRow? Find(Session session, string id) => session.Find<RunRow>(SelectById, new { id });

    /// <summary>A round's runs after an id.</summary>
    public static IReadOnlyList<RunRow> List(Session session, string round, string? status, string after, int take) =>
        session.Page<RunRow>(SelectMany, new { round, status, after, take });

    /// <summary>Queued to running; where its first step is taken a second time, it is running already.</summary>
    public static void Start(WriteSession session, string id, DateTimeOffset now) => session.Execute(UpdateStarted, new { id, now });

    /// <summary>Says which input it has.</summary>
    public static void SetInput(WriteSession session, string id, string inputSha256) => session.Execute(UpdateLoaded, new { id, inputSha256 });

    /// <summary>
    /// Ends a run that was under way, with its steps and with what they have left behind; false where it had ended, and then to be rolled back.
    /// </summary>
    public static bool End(WriteSession session, string id, string status, DateTimeOffset now, string? failure = null, string? verification = null)
    {
        // The steps go first, as they do in every write of whoever holds one.
        RunTaskStore.Remove(session, id);
        if (session.Execute(UpdateEnded, new { id, status, now, failure, verification }) == 0)
            return false;
        DocumentStore.RemoveUnfinished(session, id);
        return true;
    }
}
