namespace Matchmaking.Storage.Runs;

/// <summary>A step of a run that some instance has to take, or has taken.</summary>
public sealed record RunTask
{
    public required string RunId { get; init; }
    public required long Number { get; init; }

    /// <summary><c>load</c>, <c>solve</c> or <c>finish</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The groups to solve, as JSON; null for the other kinds.</summary>
    public string? Part { get; init; }

    /// <summary><c>waiting</c>, <c>taken</c> or <c>done</c>.</summary>
    public required string State { get; init; }

    /// <summary>The instance that holds it.</summary>
    public string? Owner { get; init; }

    /// <summary>When another instance may take it over.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Grows with each lease: a holder that was given up for lost and comes back carries an old one.</summary>
    public required long Fence { get; init; }

    /// <summary>How many holders were not heard of again.</summary>
    public required long Losses { get; init; }

    /// <summary>How far it has come, as JSON.</summary>
    public string? Progress { get; init; }

    /// <summary>A step that nobody has taken yet.</summary>
    public static RunTask Waiting(string run, long number, string kind) =>
        new() { RunId = run, Number = number, Kind = kind, State = "waiting", Fence = 0, Losses = 0 };
}

/// <summary>The steps of runs, leased to instances by guarded statements.</summary>
/// <remarks>
/// An instance whose clock is ahead takes steps over too early, which costs the work that was done; a result it cannot cost, for every write of a
/// holder is guarded by its fence.
/// </remarks>
public static class RunTaskStore
{
    private const string Columns = "run_id, number, kind, part, state, owner, lease_until, fence, losses, progress";

    private const string Insert = $"""
        INSERT INTO run_tasks ({Columns}) VALUES (@RunId, @Number, @Kind, @Part, @State, @Owner, @LeaseUntil, @Fence, @Losses, @Progress)
        """;

    // The oldest run first. The result is put together when all its parts are there.
    private const string SelectOpen = $"""
        SELECT {Columns} FROM run_tasks
        WHERE state <> 'done' AND (state = 'waiting' OR lease_until < @now)
          AND (kind <> 'finish' OR NOT EXISTS (SELECT 1 FROM run_tasks other
              WHERE other.run_id = run_tasks.run_id AND other.kind = 'solve' AND other.state <> 'done'))
        ORDER BY run_id, number
        """;

    private const string SelectOfRun = $"SELECT {Columns} FROM run_tasks WHERE run_id = @run ORDER BY number";

    private const string UpdateTaken = """
        UPDATE run_tasks SET losses = losses + CASE WHEN state = 'taken' THEN 1 ELSE 0 END, state = 'taken', owner = @owner, lease_until = @until,
            fence = fence + 1
        WHERE run_id = @RunId AND number = @Number AND fence = @Fence AND state = @State
        """;

    private const string UpdateRenewed = """
        UPDATE run_tasks SET lease_until = @until, progress = COALESCE(@progress, progress)
        WHERE run_id = @RunId AND number = @Number AND fence = @Fence AND state = 'taken'
        """;

    private const string UpdateState = """
        UPDATE run_tasks SET state = @state, owner = NULL, lease_until = NULL
        WHERE run_id = @RunId AND number = @Number AND fence = @Fence AND state = 'taken'
        """;

    private const string Delete = "DELETE FROM run_tasks WHERE run_id = @run";

    /// <summary>Adds steps that wait to be taken.</summary>
    public static void Add(WriteSession session, IEnumerable<RunTask> tasks) => session.BulkInsert(Insert, tasks);

    /// <summary>Steps that can be taken now, the most urgent first.</summary>
    public static IReadOnlyList<RunTask> Open(Session session, DateTimeOffset now, int take) => session.Page<RunTask>(SelectOpen, new { now, take });

    /// <summary>The steps of a run that has not ended.</summary>
    public static IReadOnlyList<RunTask> OfRun(Session session, string run) => session.Query<RunTask>(SelectOfRun, new { run });

    /// <summary>Takes a step as it was read; null where another instance was faster.</summary>
    public static RunTask? Take(WriteSession session, RunTask task, string owner, DateTimeOffset until) =>
        session.Execute(UpdateTaken, new { task.RunId, task.Number, task.Fence, task.State, owner, until }) == 1
            ? task with
            {
                State = "taken",
                Owner = owner,
                LeaseUntil = until,
                Fence = task.Fence + 1,
                Losses = task.Losses + (task.State == "taken" ? 1 : 0),
            }
            : null;

    /// <summary>
    /// Comes first in every write of a holder: makes the lease longer and keeps, until the transaction ends, anybody from taking the step over.
    /// False where it was taken over, or the run has ended.
    /// </summary>
    public static bool Renew(WriteSession session, RunTask task, DateTimeOffset until, string? progress = null) =>
        session.Execute(UpdateRenewed, new { task.RunId, task.Number, task.Fence, until, progress }) == 1;

    /// <summary>Ends a step that is held; false where it is not.</summary>
    public static bool Complete(WriteSession session, RunTask task) => SetState(session, task, "done");

    /// <summary>Gives a step back before its lease ends; false where it is not held.</summary>
    public static bool Release(WriteSession session, RunTask task) => SetState(session, task, "waiting");

    /// <summary>Removes the steps of a run that has ended.</summary>
    public static void Remove(WriteSession session, string run) => session.Execute(Delete, new { run });

    private static bool SetState(WriteSession session, RunTask task, string state) =>
        session.Execute(UpdateState, new { task.RunId, task.Number, task.Fence, state }) == 1;
}
