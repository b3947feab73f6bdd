using Matchmaking.Api.Http;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Runs;

/// <summary>States of a run.</summary>
public enum RunStatus
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Is being computed.</summary>
    Running,

    /// <summary>Has a result.</summary>
    Succeeded,

    /// <summary>Has none, and says why.</summary>
    Failed,

    /// <summary>Was stopped by hand.</summary>
    Cancelled,
}

/// <summary>How far a run has come.</summary>
public sealed record RunProgress
{
    /// <summary>What it is doing.</summary>
    public required SolvePhase Phase { get; init; }

    /// <summary>Groups that have finished the phase.</summary>
    public required int GroupsDone { get; init; }

    /// <summary>Groups of the round.</summary>
    public required int Groups { get; init; }

    /// <summary>Tonnes of demand that the phase has still to place.</summary>
    public required decimal QuantityToPlace { get; init; }

    /// <summary>Search nodes so far.</summary>
    public required long Nodes { get; init; }

    /// <summary>How far the best results found may be from the best there are; null while nothing is searched or found.</summary>
    public QuantityAndCost? Gap { get; init; }

    /// <summary>As the engine tells it.</summary>
    public static RunProgress From(SolveProgress progress) => new()
    {
        Phase = progress.Phase,
        GroupsDone = progress.GroupsDone,
        Groups = progress.GroupsTotal,
        QuantityToPlace = progress.QuantityToPlace,
        Nodes = progress.Nodes,
        Gap = progress.Gap,
    };

    /// <summary>How far a run has come, from its steps; null before its input is loaded, and after it has ended.</summary>
    /// <remarks>The phase is that of the part that is furthest behind; what is ahead of it has finished that phase.</remarks>
    public static RunProgress? Of(IReadOnlyList<RunTask> tasks)
    {
        var parts = tasks.Where(task => task.Kind == "solve").Select(task => (Task: task, Progress: Json.Read<RunProgress>(task.Progress!))).ToList();
        if (parts.Count == 0)
            return null;
        var behind = parts.Where(part => part.Task.State != "done").Select(part => part.Progress).ToList();
        var phase = behind.Count > 0 ? behind.Min(part => part.Phase) : SolvePhase.Reporting;
        var groups = parts.Sum(part => part.Progress.Groups);
        var inPhase = behind.Where(part => part.Phase == phase).ToList();
        var gaps = behind.Select(part => part.Gap).OfType<QuantityAndCost>().ToList();
        return new RunProgress
        {
            Phase = phase,
            GroupsDone = groups - inPhase.Sum(part => part.Groups - part.GroupsDone),
            Groups = groups,
            QuantityToPlace = inPhase.Sum(part => part.QuantityToPlace),
            Nodes = parts.Sum(part => part.Progress.Nodes),
            Gap = gaps.Count > 0 ? new QuantityAndCost(gaps.Sum(gap => gap.Matched), gaps.Sum(gap => gap.Cost)) : null,
        };
    }
}

/// <summary>What the verifier says of the stored result.</summary>
public sealed record RunVerification
{
    /// <summary>Whether it accepts the result.</summary>
    public required bool Accepted { get; init; }

    /// <summary>What it objects to.</summary>
    public required IReadOnlyList<Fault> Findings { get; init; }
}

/// <summary>One solution of a round's matching problem.</summary>
public sealed record RunView
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Round.</summary>
    public required string RoundId { get; init; }

    /// <summary>State.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>How far it has come, while it is running.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>Operator who started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Failure { get; init; }

    /// <summary>SHA-256 of the canonical input.</summary>
    public string? InputSha256 { get; init; }

    /// <summary>What the verifier says.</summary>
    public RunVerification? Verification { get; init; }

    /// <summary>From a row and the steps of the run.</summary>
    public static RunView From(Session session, RunRow row) => From(row, row.Status == "running" ? RunProgress.Of(RunTaskStore.OfRun(session, row.Id)) : null);

    /// <summary>From a row and, while it runs, its progress.</summary>
    public static RunView From(RunRow row, RunProgress? progress = null) => new()
    {
        Id = row.Id,
        RoundId = row.RoundId,
        Status = Enum.Parse<RunStatus>(row.Status, ignoreCase: true),
        Progress = progress,
        StartedBy = row.StartedBy,
        CreatedAt = row.CreatedAt,
        StartedAt = row.StartedAt,
        FinishedAt = row.FinishedAt,
        Failure = row.Failure,
        InputSha256 = row.InputSha256,
        Verification = row.Verification is null ? null : Json.Read<RunVerification>(row.Verification),
    };
}
