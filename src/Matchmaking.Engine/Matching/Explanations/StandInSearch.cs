namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>Cheapest ways for one more lot of an offer, all caps kept, that end where others give a lot less.</summary>
internal sealed class StandInSearch : BackwardSearch
{
    /// <param name="residual">What the flow leaves room for.</param>
    /// <param name="costs">Costs that are counted.</param>
    /// <param name="moves">Where lines can move.</param>
    /// <param name="ends">Countries or suppliers where ways may end.</param>
    /// <param name="barred">Nodes that no way leads through.</param>
    /// <param name="limit">Ways that cost as much, reduced, are not looked for.</param>
    /// <param name="cancellation">Stops the search.</param>
    public StandInSearch(
        Residual residual, WayCosts costs, MoveBits moves, ReadOnlySpan<int> ends, ReadOnlySpan<int> barred, long limit,
        CancellationToken cancellation)
        : base(residual, costs, moves, barred)
    {
        foreach (var end in ends)
            Touch(end, costs.Potential[end], Label.None);
        Run(cancellation, limit);
    }
}
