namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// Why offers sell no more, where neither compatibility nor a minimum says it: by ways to lines that are not filled (matching.md, section
/// 9).
/// </summary>
/// <remarks>
/// One search answers for all offers whose ways do not lead back through their own supplier or country. For the others these are left
/// out: first the country, which one search does for all its offers, then the supplier as well.
/// </remarks>
internal sealed class OfferCauses(Residual residual, WayCosts costs, MoveBits moves, StandIns standIns, CancellationToken cancellation)
{
    private readonly Dictionary<(int Country, int Supplier), SaleSearch> _searches = [];

    public Cause Of(int offer)
    {
        var slot = residual.Market.Slots.SlotOf[offer];
        var supplier = residual.SupplierOf(slot);
        var own = OwnCaps(supplier);
        var hasWay = false;
        foreach (var barred in BarredFor(supplier))
        {
            var search = Search(barred);
            var label = search.Labels.FirstBelow(slot, costs.Potential[slot]);
            if (label != Label.None && IsOwn(search, label, barred, supplier))
                return Cause.Of([.. own, .. search.Labels.CapsOf(label)]);
            if (label != Label.None)
                continue;

            // No way gains anything; under objective surplus it counts whether there is one at all.
            hasWay = search.Labels.Last(slot) is >= 0 and var last && IsOwn(search, last, barred, supplier);
            if (hasWay || search.Labels.Last(slot) == Label.None)
                break;
        }
        return standIns.CapFor(offer) is { } cap ? Cause.Of([cap])
            : hasWay ? Cause.NotCompetitive
            : Cause.DemandExhausted;
    }

    private static readonly (int Country, int Supplier) Nothing = (-1, -1);

    private IEnumerable<(int Country, int Supplier)> BarredFor(int supplier)
    {
        yield return Nothing;
        yield return (residual.CountryOf(supplier), -1);
        yield return (residual.CountryOf(supplier), supplier);
    }

    private bool IsOwn(SaleSearch search, int label, (int Country, int Supplier) barred, int supplier) =>
        (barred.Country >= 0 || !search.Labels.Meets(label, residual.FirstCountry + residual.CountryOf(supplier)))
        && (barred.Supplier >= 0 || !search.Labels.Meets(label, residual.FirstSupplier + supplier));

    private SaleSearch Search((int Country, int Supplier) barred)
    {
        if (_searches.TryGetValue(barred, out var search))
            return search;
        List<int> nodes = [];
        if (barred.Country >= 0)
            nodes.Add(residual.FirstCountry + barred.Country);
        if (barred.Supplier >= 0)
            nodes.Add(residual.FirstSupplier + barred.Supplier);
        _searches.Add(barred, search = new SaleSearch(residual, costs, moves, [.. nodes], cancellation));
        return search;
    }

    private List<CapName> OwnCaps(int supplier)
    {
        List<CapName> caps = [];
        if (residual.IsCountryFull(residual.CountryOf(supplier)))
            caps.Add(CapName.OfCountry(residual.Market, residual.CountryOf(supplier)));
        if (residual.IsSupplierFull(supplier))
            caps.Add(CapName.OfSupplier(residual.Market, supplier));
        return caps;
    }
}
