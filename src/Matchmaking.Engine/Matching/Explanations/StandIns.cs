namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// Where no line that is not filled can be reached: a single cap that an offer's own lot crosses and without which the offer would stand
/// in for dearer ones. It is the cap of its country, of its supplier, or of the line that takes the lot.
/// </summary>
internal sealed class StandIns
{
    private const int Nothing = -1;

    private readonly Residual _residual;
    private readonly WayCosts _costs;
    private readonly MoveBits _moves;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<(int End, int Barred, int OtherBarred), StandInSearch> _searches = [];
    private readonly Dictionary<(StandInSearch Search, int Country), LineCapGains> _gains = [];
    private readonly long _limit;

    public StandIns(Residual residual, MoveBits moves, CancellationToken cancellation)
    {
        (_residual, _moves, _cancellation) = (residual, moves, cancellation);
        _costs = new WayCosts(residual, areCounted: true);

        // Crossing its own caps is worth an offer their prices; what costs more helps no offer.
        foreach (var slot in residual.Market.Slots.SlotOf)
            _limit = Math.Max(_limit, residual.CanGiveMore(slot) ? _costs.Potential[slot] : 0);
        if (residual.LineCaps.All.Length > 0)
            _limit = WaySearch.Far;
    }

    public CapName? CapFor(int offer)
    {
        var slot = _residual.Market.Slots.SlotOf[offer];
        var supplier = _residual.SupplierOf(slot);
        var country = _residual.CountryOf(supplier);
        var (isCountryFull, isSupplierFull) = (_residual.IsCountryFull(country), _residual.IsSupplierFull(supplier));
        if (isCountryFull && !isSupplierFull && IsCheaperToSource(slot, country, supplier))
            return CapName.OfCountry(_residual.Market, country);
        var isCheaper = isSupplierFull && (IsCheaperToCountry(slot, country, supplier)
            || (!isCountryFull && IsCheaperToSource(slot, country, supplier)));
        if (isCheaper)
            return CapName.OfSupplier(_residual.Market, supplier);
        if (_residual.LineCaps.All.Length == 0)
            return null;

        // Ways end below the offer's full caps, so that these keep what they carry.
        var (countryNode, supplierNode) = (_residual.FirstCountry + country, _residual.FirstSupplier + supplier);
        return isSupplierFull ? LineCapFor(offer, country, supplierNode, countryNode)
            : LineCapFor(offer, country, isCountryFull ? countryNode : Nothing, Nothing);
    }

    /// <summary>Whether some offer, of whatever country, would give its lot for this one.</summary>
    private bool IsCheaperToSource(int slot, int country, int supplier)
    {
        var (countryNode, supplierNode) = (_residual.FirstCountry + country, _residual.FirstSupplier + supplier);
        return IsCheaper(slot, Search(Nothing), countryNode, supplierNode)
            ?? IsCheaper(slot, Search(Nothing, countryNode), supplierNode, supplierNode)
            ?? IsCheaper(slot, Search(Nothing, countryNode, supplierNode), Nothing, Nothing)
            ?? false;
    }

    /// <summary>Whether an offer of another supplier of the country would.</summary>
    private bool IsCheaperToCountry(int slot, int country, int supplier)
    {
        var (countryNode, supplierNode) = (_residual.FirstCountry + country, _residual.FirstSupplier + supplier);
        return IsCheaper(slot, Search(countryNode), supplierNode, supplierNode)
            ?? IsCheaper(slot, Search(countryNode, supplierNode), Nothing, Nothing)
            ?? false;
    }

    /// <summary>Null where the way found leads through a node that it must not.</summary>
    private bool? IsCheaper(int slot, StandInSearch search, int avoided, int otherAvoided)
    {
        if (search.Labels.FirstBelow(slot, _costs.Potential[slot]) is not (>= 0 and var label))
            return false;
        return search.Labels.Meets(label, avoided) || search.Labels.Meets(label, otherAvoided) ? null : true;
    }

    private CapName? LineCapFor(int offer, int country, int end, int barred)
    {
        var search = Search(end, barred);
        if (!_gains.TryGetValue((search, country), out var gains))
            _gains.Add((search, country), gains = new LineCapGains(_residual, _costs, search, country));
        var slot = _residual.Market.Slots.SlotOf[offer];
        if (gains.First(slot) is not { } found)
            return null;
        if (!search.Labels.Meets(found.Label, slot))
            return found.Cap;

        // The way comes back to the offer itself: without that, another one may be left.
        return new LineCapGains(_residual, _costs, NewSearch(end, barred, slot), country).First(slot)?.Cap;
    }

    private StandInSearch Search(int end, int barred = Nothing, int otherBarred = Nothing)
    {
        if (!_searches.TryGetValue((end, barred, otherBarred), out var search))
            _searches.Add((end, barred, otherBarred), search = NewSearch(end, barred, otherBarred));
        return search;
    }

    private StandInSearch NewSearch(int end, int barred, int otherBarred)
    {
        int[] ends = end != Nothing ? [end] : [.. Enumerable.Range(_residual.FirstCountry, _residual.CountryTotal.Length)
            .Where(node => _residual.CountryTotal[node - _residual.FirstCountry] > 0)];
        int[] nodes = [.. new[] { barred, otherBarred }.Where(node => node != Nothing)];
        return new StandInSearch(_residual, _costs, _moves, ends, nodes, _limit, _cancellation);
    }
}
