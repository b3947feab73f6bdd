namespace Matchmaking.Engine.Matching;

/// <summary>Ways for one more lot from free supply to lines, other lines' totals kept.</summary>
internal sealed class SupplyPaths : CapSearch
{
    private const int Outside = -1;

    private readonly Residual _residual;

    public SupplyPaths(Market market, Flow flow, bool crossCaps = true)
        : this(new Residual(market, flow), crossCaps)
    {
    }

    private SupplyPaths(Residual residual, bool crossCaps)
        : base(residual.Root)
    {
        _residual = residual;
        for (var country = 0; country < residual.FirstSupplier; country++)
        {
            if (residual.Flow.IsCountryFull(country))
                Bar(CapName.OfCountry(country), country, Outside);
            else
                Reach(country, Outside);
        }
        Run(crossCaps);
    }

    /// <summary>The fewest saturated caps on a way to a line; null where there is no way.</summary>
    public IReadOnlyList<CapName>? ToLine(int line) =>
        IsReached(_residual.FirstLine + line) ? CapChain.ToList(ChainOf(_residual.FirstLine + line)) : null;

    public bool ReachesCountry(int country) => IsReached(country);

    public bool ReachesSupplier(int supplier) => IsReached(_residual.FirstSupplier + supplier);

    public bool ReachesOffer(int offer) => IsReached(_residual.FirstOffer + offer);

    public bool ReachesLine(int line) => IsReached(_residual.FirstLine + line);

    protected override void Expand(int node)
    {
        if (node < _residual.FirstSupplier)
            ExpandCountry(node);
        else if (node < _residual.FirstOffer)
            ExpandSupplier(node, node - _residual.FirstSupplier);
        else if (node < _residual.FirstLine)
            ExpandOffer(node, node - _residual.FirstOffer);
        else
        {
            foreach (var offer in _residual.OffersOfLine(node - _residual.FirstLine))
                Reach(_residual.FirstOffer + offer, node);
        }
    }

    private void ExpandCountry(int country)
    {
        foreach (var supplier in _residual.SuppliersOfCountry(country))
        {
            if (_residual.Flow.IsSupplierFull(supplier))
                Bar(CapName.OfSupplier(supplier), _residual.FirstSupplier + supplier, country);
            else
                Reach(_residual.FirstSupplier + supplier, country);
        }
    }

    private void ExpandSupplier(int node, int supplier)
    {
        foreach (var offer in _residual.OffersOfSupplier(supplier))
        {
            if (_residual.CanGiveMore(offer))
                Reach(_residual.FirstOffer + offer, node);
        }

        // Its country has room again where the way came from an offer that gives less.
        if (_residual.Flow.SupplierTotal[supplier] > 0)
            Reach(_residual.CountryOf(supplier), node);
    }

    private void ExpandOffer(int node, int offer)
    {
        foreach (var pair in _residual.Market.Pairs.OfOffer(offer))
        {
            var line = _residual.Market.Pairs.Line[pair];
            if (!_residual.IsClosed(line))
                Reach(_residual.FirstLine + line, node);
        }
        if (_residual.CanGiveLess(offer))
            Reach(_residual.FirstSupplier + _residual.SupplierOf(offer), node);
    }
}
