namespace Matchmaking.Engine;

/// <summary>What a run is doing.</summary>
public enum SolvePhase
{
    /// <summary>Finding quantity, cost and served minimums, and what other rules would give.</summary>
    Solving,

    /// <summary>Deciding ties by lottery, and explaining what stayed open.</summary>
    Deciding,
}

/// <summary>How far a run has come.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="GroupsDone">Groups that have finished the phase.</param>
/// <param name="GroupsTotal">Groups in all.</param>
/// <param name="Nodes">Branch-and-bound nodes taken so far, over all groups.</param>
/// <param name="QuantityToPlace">Tonnes of demand in groups that have not finished the phase.</param>
public sealed record SolveProgress(SolvePhase Phase, int GroupsDone, int GroupsTotal, long Nodes, decimal QuantityToPlace);
