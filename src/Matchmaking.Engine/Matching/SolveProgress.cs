using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine;

/// <summary>What a run is doing.</summary>
public enum SolvePhase
{
    /// <summary>Finding quantity, cost and served minimums.</summary>
    Solving,

    /// <summary>Choosing among best results: equal ratios, rounding by lottery, pairs.</summary>
    Deciding,

    /// <summary>Explaining what stayed open, certifying, and finding what other rules would give.</summary>
    Reporting,
}

/// <summary>How far a run has come.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="GroupsDone">Groups that have finished the phase.</param>
/// <param name="GroupsTotal">Groups in all.</param>
/// <param name="Nodes">Branch-and-bound nodes taken so far, over all groups.</param>
/// <param name="QuantityToPlace">Tonnes of demand that the phase has still to place.</param>
/// <param name="Gap">
/// How far the best results found so far may be from the best there are, over the groups whose minimums are being searched; null while
/// there is no such group, or one without a result.
/// </param>
public sealed record SolveProgress(
    SolvePhase Phase, int GroupsDone, int GroupsTotal, long Nodes, decimal QuantityToPlace, QuantityAndCost? Gap = null);
