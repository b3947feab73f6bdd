namespace Matchmaking.Engine.Matching;

/// <summary>Ways for one more lot of an offer: to an unfilled line, else to where it makes the whole cheaper.</summary>
internal sealed class DemandPaths
{
    private readonly Residual _residual;
    private readonly LineSearch _toLines;
    private readonly Lazy<CostSearch> _toCheaper;
    private readonly Network _network;

    public DemandPaths(Market market, Network network, Flow flow)
    {
        (_network, _residual) = (network, new Residual(market, flow));
        _toLines = new LineSearch(_residual, AvoidedArcs.None);
        _toCheaper = new Lazy<CostSearch>(() => new CostSearch(_residual, network, AvoidedArcs.None));
    }

    /// <summary>The saturated caps that keep an offer from selling one more lot; null where demand does.</summary>
    public IReadOnlyList<CapName>? OfOffer(int offer)
    {
        var own = OwnCaps(offer);
        var node = _residual.FirstOffer + offer;
        var toLines = UsesOwnArcs(_toLines.Via, offer) ? new LineSearch(_residual, OwnArcs(offer)) : _toLines;
        if (toLines.IsReached(node))
            return [.. own.Union(CapChain.ToList(toLines.ChainOf(node)))];
        if (own.Count != 1)
            return null;
        var toCheaper = _toCheaper.Value;
        if (toCheaper.Cost(node) < 0 && UsesOwnArcs(toCheaper.Via, offer))
            toCheaper = new CostSearch(_residual, _network, OwnArcs(offer));
        return toCheaper.Cost(node) < 0 ? own : null;
    }

    private List<CapName> OwnCaps(int offer)
    {
        var supplier = _residual.SupplierOf(offer);
        var caps = new List<CapName>();
        if (_residual.Flow.IsCountryFull(_residual.CountryOf(supplier)))
            caps.Add(CapName.OfCountry(_residual.CountryOf(supplier)));
        if (_residual.Flow.IsSupplierFull(supplier))
            caps.Add(CapName.OfSupplier(supplier));
        return caps;
    }

    /// <summary>The arcs that an offer's own lot takes, which an onward way may not take back or take again.</summary>
    private AvoidedArcs OwnArcs(int offer)
    {
        var supplier = _residual.SupplierOf(offer);
        var cap = _residual.Flow.Caps.Supplier[supplier];
        var hasRoomForTwo = cap == NetworkSimplex.Unlimited || cap - _residual.Flow.SupplierTotal[supplier] >= 2;
        return new AvoidedArcs(offer, hasRoomForTwo ? AvoidedArcs.Nothing : supplier);
    }

    /// <summary>Whether an onward way gives the lot back at once, or leads through its country's arc to its supplier without room for two.</summary>
    private bool UsesOwnArcs(Func<int, int> via, int offer)
    {
        var (node, avoided) = (_residual.FirstOffer + offer, OwnArcs(offer));
        var supplier = _residual.FirstSupplier + _residual.SupplierOf(offer);
        if (via(node) == supplier)
            return true;
        for (var next = via(node); next >= 0; (node, next) = (next, via(next)))
        {
            if (avoided.Supplier != AvoidedArcs.Nothing && next == supplier && node == _residual.CountryOf(avoided.Supplier))
                return true;
        }
        return false;
    }
}
