namespace Matchmaking.Engine.Matching;

/// <summary>
/// Searches backwards from unfilled lines to the offers that could serve them, directly or by making room elsewhere. The root is left
/// out: a way through it would not be the offer's own.
/// </summary>
internal sealed class LineSearch : CapSearch
{
    private readonly Residual _residual;
    private readonly AvoidedArcs _avoided;

    /// <param name="residual">The network.</param>
    /// <param name="avoided">Arcs that are not to be used.</param>
    public LineSearch(Residual residual, AvoidedArcs avoided)
        : base(residual.Root)
    {
        (_residual, _avoided) = (residual, avoided);
        for (var line = 0; line < residual.Market.Lines.Length; line++)
        {
            if (residual.IsUnfilled(line))
                Reach(residual.FirstLine + line, -1);
        }
        Run(crossCaps: true);
    }

    protected override void Expand(int node)
    {
        if (node < _residual.FirstSupplier)
        {
            foreach (var supplier in _residual.SuppliersOfCountry(node))
            {
                if (_residual.Flow.SupplierTotal[supplier] > 0)
                    Reach(_residual.FirstSupplier + supplier, node);
            }
        }
        else if (node < _residual.FirstOffer)
            ExpandSupplier(node, node - _residual.FirstSupplier);
        else if (node < _residual.FirstLine)
        {
            var offer = node - _residual.FirstOffer;
            foreach (var line in _residual.LinesOfOffer(offer))
                Reach(_residual.FirstLine + line, node);
            if (_residual.CanGiveMore(offer))
                Reach(_residual.FirstSupplier + _residual.SupplierOf(offer), node);
        }
        else
        {
            var (start, end) = _residual.Market.Pairs.OfLine(node - _residual.FirstLine);
            for (var pair = start; pair < end; pair++)
                Reach(_residual.FirstOffer + _residual.Market.Pairs.Offer[pair], node);
        }
    }

    private void ExpandSupplier(int node, int supplier)
    {
        foreach (var offer in _residual.OffersOfSupplier(supplier))
        {
            if (_residual.CanGiveLess(offer) && offer != _avoided.Offer)
                Reach(_residual.FirstOffer + offer, node);
        }
        if (supplier == _avoided.Supplier)
            return;
        if (_residual.Flow.IsSupplierFull(supplier))
            Bar(CapName.OfSupplier(supplier), _residual.CountryOf(supplier), node);
        else
            Reach(_residual.CountryOf(supplier), node);
    }
}
