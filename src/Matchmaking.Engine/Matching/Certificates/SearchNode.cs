using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Certificates;

/// <summary>
/// One node of the search over minimums, as the certificate tells it: either a branch on an item with the two nodes below, or a leaf with
/// its proof.
/// </summary>
internal sealed class SearchNode
{
    /// <summary>The item that is open in one node below and closed in the other; null for a leaf.</summary>
    public Item? Branch { get; set; }

    public SearchNode? Open { get; set; }

    public SearchNode? Closed { get; set; }

    /// <summary>A leaf's proof; null for a branch.</summary>
    public LeafProof? Proof { get; set; }
}

/// <summary>Why nothing below a leaf of the search is worth more than the result.</summary>
/// <param name="Prices">
/// Cumulated prices of all hubs, scaled, the root's being zero; feasibility prices where the leaf is infeasible.
/// </param>
/// <param name="IsInfeasible">Whether the prices show that no flow keeps the decisions that lead to the leaf.</param>
/// <param name="Cuts">Under basis <c>matched</c> the cuts that bring the quantity down before the prices hold; else empty.</param>
internal sealed record LeafProof(long[] Prices, bool IsInfeasible, IReadOnlyList<Cut> Cuts)
{
    /// <summary>The proof by the prices that a solver ended with.</summary>
    public static LeafProof Of(HubSolver solver, IReadOnlyList<Cut> cuts)
    {
        var root = solver.Tree.Potential[HubTree.Root];
        var prices = Array.ConvertAll(solver.Tree.Potential, potential => potential - root);
        solver.Tree.Settle(prices);
        return new LeafProof(prices, false, cuts);
    }

    /// <summary>The proof that a solver found no flow: what an overloaded hub reaches has nowhere to put it.</summary>
    public static LeafProof OfInfeasible(HubSolver solver, IReadOnlyList<Cut> cuts)
    {
        var prices = new long[solver.Tree.Count];
        var isReached = new bool[solver.Tree.Count];
        foreach (var hub in solver.Stuck)
            isReached[hub] = true;
        for (var hub = 0; hub < prices.Length; hub++)
            prices[hub] = (isReached[hub] ? 1 : 0) - (isReached[HubTree.Root] ? 1 : 0);
        solver.Tree.Settle(prices);
        return new LeafProof(prices, true, cuts);
    }
}
