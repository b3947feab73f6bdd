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
        _toLines = new LineSearch(_residual, LineSearch.NoSupplier);
        _toCheaper = new Lazy<CostSearch>(() => new CostSearch(_residual, network, CostSearch.NoSupplier));
    }

    /// <summary>The saturated caps that keep an offer from selling one more lot; null where demand does.</summary>
    public IReadOnlyList<CapName>? OfOffer(int offer)
    {
        var own = OwnCaps(offer);
        var node = _residual.FirstOffer + offer;
        var supplier = _residual.SupplierOf(offer);
        var toLines = UsesTwice(_toLines.Via, node, supplier) ? new LineSearch(_residual, supplier) : _toLines;
        if (toLines.IsReached(node))
            return [.. own.Union(CapChain.ToList(toLines.ChainOf(node)))];
        if (own.Count != 1)
            return null;
        var toCheaper = _toCheaper.Value;
        if (toCheaper.Cost(node) < 0 && UsesTwice(toCheaper.Via, node, supplier))
            toCheaper = new CostSearch(_residual, _network, supplier);
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

    /// <summary>
    /// Whether an onward way leads through the arc from country to supplier that the offer's own lot takes, and there is no room for two.
    /// </summary>
    private bool UsesTwice(Func<int, int> via, int node, int supplier)
    {
        var cap = _residual.Flow.Caps.Supplier[supplier];
        if (cap == NetworkSimplex.Unlimited || cap - _residual.Flow.SupplierTotal[supplier] >= 2)
            return false;
        for (var next = via(node); next >= 0; (node, next) = (next, via(next)))
        {
            if (node == _residual.CountryOf(supplier) && next == _residual.FirstSupplier + supplier)
                return true;
        }
        return false;
    }
}
