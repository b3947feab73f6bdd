using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>
/// The nodes that the search knows: root, capped countries, capped suppliers, and a slot for each offer. Every hub but the root has an arc
/// from its parent, along which supply runs down to the offers.
/// </summary>
/// <remarks>Demand lines are no nodes: they are what moves between the slots.</remarks>
internal sealed class HubTree
{
    public const int Root = 0;
    private const int Alignment = 16;

    private readonly int[] _children;
    private readonly int[] _childStart;

    public HubTree(Market market)
    {
        var diversification = market.Rules.Diversification;
        CountryHub = new int[market.Countries.Length];
        SupplierHub = new int[market.Suppliers.Length];
        var hubs = Root + 1;
        for (var country = 0; country < CountryHub.Length; country++)
            CountryHub[country] = diversification.CountryShare is not null && market.IsThirdCountry[country] ? hubs++ : Root;
        for (var supplier = 0; supplier < SupplierHub.Length; supplier++)
            SupplierHub[supplier] = diversification.SupplierShare is not null ? hubs++ : Root;
        Inner = hubs;
        FirstSlot = Aligned(hubs);
        Count = FirstSlot + market.Slots.Count;
        (Parent, IsUsed) = (new int[Count], new bool[Count]);
        (Lower, Upper, Flow, Over, Potential) = (new long[Count], new long[Count], new long[Count], new long[Count], new long[Count]);
        IsUsed.AsSpan(0, hubs).Fill(true);
        for (var supplier = 0; supplier < SupplierHub.Length; supplier++)
        {
            if (SupplierHub[supplier] != Root)
                Parent[SupplierHub[supplier]] = CountryHub[market.Suppliers[supplier].Country];
        }
        for (var slot = 0; slot < market.Slots.Count; slot++)
        {
            if (market.Slots.OfferAt[slot] is not (>= 0 and var offer))
                continue;
            var supplier = SupplierHub[market.OfferSupplier[offer]];
            IsUsed[FirstSlot + slot] = true;
            Parent[FirstSlot + slot] = supplier != Root ? supplier : CountryHub[market.OfferCountry[offer]];
            Upper[FirstSlot + slot] = market.OfferQuantity[offer];
        }
        for (var hub = Count - 1; hub > Root; hub--)
            Upper[Parent[hub]] += Upper[hub];
        Upper[Root] = 0;
        Offered = [.. Upper];
        (_childStart, _children) = ChildrenOf(Parent, IsUsed, hubs);
    }

    /// <summary>Hubs and slots, with some unused numbers between them so that vectors need no tails.</summary>
    public int Count { get; }

    /// <summary>Root, countries and suppliers; slots begin at <see cref="FirstSlot"/>.</summary>
    public int Inner { get; }

    public int FirstSlot { get; }

    /// <summary>The hub of each country; <see cref="Root"/> where it has no cap.</summary>
    public int[] CountryHub { get; }

    /// <summary>The hub of each supplier; <see cref="Root"/> where it has no cap.</summary>
    public int[] SupplierHub { get; }

    public int[] Parent { get; }

    /// <summary>Whether a number stands for a hub or an offer.</summary>
    public bool[] IsUsed { get; }

    /// <summary>The least that the arc from the parent carries, in lots.</summary>
    public long[] Lower { get; }

    /// <summary>The most that it carries.</summary>
    public long[] Upper { get; }

    /// <summary>What the offers below a hub come to.</summary>
    public long[] Offered { get; }

    /// <summary>What it carries.</summary>
    public long[] Flow { get; }

    /// <summary>What is taken from a hub beyond what reaches it: above zero it is overloaded, below zero it has room.</summary>
    public long[] Over { get; }

    /// <summary>Prices, cumulated from the root.</summary>
    public long[] Potential { get; }

    /// <summary>
    /// Brings cumulated prices to where they are certified: a cap that is no less than what is offered below it has no price, its children
    /// have it instead, and no price is below zero but that of an open offer, which counts its minimum.
    /// </summary>
    public void Settle(Span<long> prices)
    {
        for (var hub = Root + 1; hub < Count; hub++)
        {
            if (!IsUsed[hub])
                continue;
            var above = prices[Parent[hub]];
            prices[hub] = hub < Inner && Upper[hub] >= Offered[hub] ? above
                : Lower[hub] == 0 ? Math.Max(prices[hub], above)
                : prices[hub];
        }
    }

    public ReadOnlySpan<int> ChildrenOf(int inner) => _children.AsSpan(_childStart[inner].._childStart[inner + 1]);

    private static (int[] Start, int[] Children) ChildrenOf(int[] parent, bool[] isUsed, int inner)
    {
        var start = new int[inner + 1];
        for (var hub = Root + 1; hub < parent.Length; hub++)
            start[parent[hub] + 1] += isUsed[hub] ? 1 : 0;
        for (var hub = 0; hub < inner; hub++)
            start[hub + 1] += start[hub];
        var children = new int[start[inner]];
        var next = start.AsSpan(0, inner).ToArray();
        for (var hub = Root + 1; hub < parent.Length; hub++)
        {
            if (isUsed[hub])
                children[next[parent[hub]]++] = hub;
        }
        return (start, children);
    }

    private static int Aligned(int count) => (count + Alignment - 1) / Alignment * Alignment;
}
