using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Certificates;

/// <summary>
/// Offers and caps that, with the lines they leave uncovered, cut every way from supply to demand, so that their capacity bounds the
/// matched quantity (matching.md, section 8).
/// </summary>
/// <param name="Arcs">
/// For each hub whether the arc from its parent is in the cut: 1, or -1 where an open offer's minimum is released.
/// </param>
/// <param name="Fixed">The part of its capacity, in lots, that does not depend on the matched quantity.</param>
internal sealed record Cut(sbyte[] Arcs, long Fixed)
{
    /// <summary>The cut that stops the largest flow that a solver has just found under objective <c>volume</c>.</summary>
    public static Cut Of(HubSolver solver)
    {
        var tree = solver.Tree;
        var covered = new long[tree.Count];
        for (var hub = HubTree.Root; hub < tree.Count; hub++)
            covered[hub] = tree.IsUsed[hub] ? Math.Clamp(solver.PriceOf(hub).Major, 0, 1) : 0;
        tree.Settle(covered);
        var arcs = new sbyte[tree.Count];
        var constant = solver.Matched;
        for (var hub = HubTree.Root + 1; hub < tree.Count; hub++)
        {
            if (tree.IsUsed[hub])
                arcs[hub] = (sbyte)(covered[hub] - covered[tree.Parent[hub]]);
            if (hub < tree.Inner)
                constant -= arcs[hub] * tree.Upper[hub];
        }
        return new Cut(arcs, constant);
    }

    /// <summary>The largest quantity up to <paramref name="from"/> that the cut's own capacity admits, in lots.</summary>
    public long LargestAdmitted(long from, CapRule rule, HubTree tree)
    {
        var countries = tree.CountryHub.Count(hub => hub != HubTree.Root && Arcs[hub] > 0);
        var suppliers = tree.SupplierHub.Count(hub => hub != HubTree.Root && Arcs[hub] > 0);
        var (countryShare, supplierShare) = (countries > 0 ? rule.CountryShare : 0, suppliers > 0 ? rule.SupplierShare : 0);
        var quantity = from;

        // Without rounding the capacity is a line in the quantity; where it is flatter than the quantity itself, their crossing is
        // an upper bound. From there the capacity is followed downwards: it never falls below the largest admitted quantity.
        var slope = countries * (Int128)countryShare + suppliers * (Int128)supplierShare;
        if (slope < 10_000)
            quantity = (long)Int128.Clamp(Fixed * (Int128)10_000 / (10_000 - slope), 0, quantity);
        while (true)
        {
            var capacity = Fixed + countries * (Int128)Rounding.ShareOf(quantity, countryShare)
                + suppliers * (Int128)Rounding.ShareOf(quantity, supplierShare);
            if (capacity >= quantity)
                return quantity;
            if (capacity <= 0)
                return 0;
            quantity = (long)capacity;
        }
    }
}
