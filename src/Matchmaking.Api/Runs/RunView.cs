using Matchmaking.Api.Http;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
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

    /// <summary>From a row and, while it runs, its progress.</summary>
    public static RunView From(RunRow row, RunProgress? progress) => new()
    {
        Id = row.Id,
        RoundId = row.RoundId,
        Status = Enum.Parse<RunStatus>(row.Status, ignoreCase: true),
        Progress = row.Status == "running" ? progress : null,
        StartedBy = row.StartedBy,
        CreatedAt = row.CreatedAt,
        StartedAt = row.StartedAt,
        FinishedAt = row.FinishedAt,
        Failure = row.Failure,
        InputSha256 = row.InputSha256,
        Verification = row.Verification is null ? null : Json.Read<RunVerification>(row.Verification),
    };
}
