using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// What ways cost. Where only caps are to be counted every arc costs nothing and every lot more gains something; else costs and prices
/// are those of the flow, so that no arc that crosses no full cap has a reduced cost below zero.
/// </summary>
internal sealed class WayCosts
{
    private readonly Residual _residual;
    private readonly long[] _nothing;

    public WayCosts(Residual residual, bool areCounted)
    {
        (_residual, AreCounted) = (residual, areCounted);
        (Potential, Negated) = (new long[residual.Count], new long[residual.Count]);
        _nothing = areCounted ? [] : new long[residual.Market.Slots.Count];
        if (!areCounted)
            return;
        var (tree, market) = (residual.Solver.Tree, residual.Market);
        for (var slot = 0; slot < market.Slots.Count; slot++)
            Potential[slot] = tree.Potential[tree.FirstSlot + slot];

        // What has no cap has the price of what is above it.
        for (var country = 0; country < market.Countries.Length; country++)
            Potential[residual.FirstCountry + country] = tree.Potential[tree.CountryHub[country]];
        for (var supplier = 0; supplier < market.Suppliers.Length; supplier++)
        {
            var hub = tree.SupplierHub[supplier] is not HubTree.Root and var own ? own : tree.CountryHub[residual.CountryOf(supplier)];
            Potential[residual.FirstSupplier + supplier] = tree.Potential[hub];
        }
        var root = tree.Potential[HubTree.Root];
        for (var node = 0; node < Potential.Length; node++)
        {
            Potential[node] -= root;
            Negated[node] = -Potential[node];
        }
    }

    public bool AreCounted { get; }

    /// <summary>The price of a lot at each node; the source's is zero.</summary>
    public long[] Potential { get; }

    public long[] Negated { get; }

    /// <summary>What a part pays at each slot of its form.</summary>
    public ReadOnlySpan<long> OfPart(int part) => AreCounted
        ? _residual.Market.Costs.Cost(_residual.Parts.Profile[part])
        : _nothing.AsSpan(0, _residual.Market.Slots.Length(_residual.Parts.Form[part]));

    /// <summary>What a lot gains by being matched at all.</summary>
    public long Gain(int part) => AreCounted ? _residual.Parts.UnmatchedCost[part] : 1;
}
