namespace Matchmaking.Engine.Matching;

/// <summary>The best result of a group under one cap rule while minimums that nobody has decided about are left aside.</summary>
internal sealed class Relaxation(Market market, Network network, CapRule rule)
{
    // Only basis `matched` has other caps from one solve to the next.
    private readonly CapSet? _fixedCaps = rule.FollowsMatched ? null : rule.At(0);

    public Market Market => market;

    public CapRule Rule => rule;

    /// <summary>
    /// The best flow that keeps the choices, or null where they cannot be kept. Under basis <c>matched</c> the quantity comes down
    /// from <paramref name="startQuantity"/>, cut by cut, until the largest flow under its own caps is no smaller than it.
    /// </summary>
    /// <param name="choices">What is decided about items with a minimum.</param>
    /// <param name="startQuantity">An upper bound on the matched quantity, in lots.</param>
    /// <param name="cuts">Where given, collects the cuts of the way down.</param>
    /// <param name="cancellation">Honoured while solving.</param>
    public Flow? Solve(Choices choices, long startQuantity, List<Cut>? cuts, CancellationToken cancellation)
    {
        if (_fixedCaps is not null)
            return network.Solve(choices, _fixedCaps, cancellation);
        for (var quantity = startQuantity; ;)
        {
            var flow = network.Solve(choices, rule.At(quantity), cancellation);
            if (flow is null || flow.Value.Quantity >= quantity)
                return flow;
            var cut = Cut.Of(market, flow);
            cuts?.Add(cut);
            var next = cut.LargestAdmitted(quantity, rule);
            if (next >= quantity)
                throw new InvalidOperationException("A cut does not lower the matched quantity.");
            quantity = next;
        }
    }
}
