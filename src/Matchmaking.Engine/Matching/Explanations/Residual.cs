using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// What a final flow leaves room for. The nodes are slots, suppliers and countries, all of them, whether they have a cap or not; lines
/// are what moves between slots.
/// </summary>
internal sealed class Residual
{
    private const int Alignment = 16;

    private readonly CapSet _caps;
    private readonly long[] _lineTotal;
    private readonly long[] _offerTotal;
    private readonly long[] _supplierOffered;
    private readonly long[] _countryOffered;
    private readonly int[][] _slotsOfSupplier;
    private readonly int[][] _suppliersOfCountry;

    public Residual(Market market, PartTable parts, HubSolver solver, CapSet caps, long[] lineTotal, long[] offerTotal)
    {
        (Market, Parts, Solver, _caps, _lineTotal, _offerTotal) = (market, parts, solver, caps, lineTotal, offerTotal);
        FirstSupplier = market.Slots.Count;
        FirstCountry = FirstSupplier + market.Suppliers.Length;
        Count = (FirstCountry + market.Countries.Length + Alignment - 1) / Alignment * Alignment;
        (SupplierTotal, _supplierOffered) = (new long[market.Suppliers.Length], new long[market.Suppliers.Length]);
        (CountryTotal, _countryOffered) = (new long[market.Countries.Length], new long[market.Countries.Length]);
        for (var offer = 0; offer < offerTotal.Length; offer++)
        {
            SupplierTotal[market.OfferSupplier[offer]] += offerTotal[offer];
            CountryTotal[market.OfferCountry[offer]] += offerTotal[offer];
            _supplierOffered[market.OfferSupplier[offer]] += market.OfferQuantity[offer];
            _countryOffered[market.OfferCountry[offer]] += market.OfferQuantity[offer];
        }
        var offers = Enumerable.Range(0, offerTotal.Length);
        var slots = offers.ToLookup(offer => market.OfferSupplier[offer], offer => market.Slots.SlotOf[offer]);
        _slotsOfSupplier = [.. Enumerable.Range(0, market.Suppliers.Length).Select(supplier => slots[supplier].ToArray())];
        var suppliers = Enumerable.Range(0, market.Suppliers.Length).ToLookup(supplier => market.Suppliers[supplier].Country);
        _suppliersOfCountry = [.. Enumerable.Range(0, market.Countries.Length).Select(country => suppliers[country].ToArray())];
        Unfilled = UnfilledParts();
        LineCaps = new FullLineCaps(market, parts, solver.Records);
    }

    public Market Market { get; }

    public PartTable Parts { get; }

    public HubSolver Solver { get; }

    public int FirstSupplier { get; }

    public int FirstCountry { get; }

    /// <summary>Nodes, with some unused numbers so that vectors need no tails.</summary>
    public int Count { get; }

    public long[] SupplierTotal { get; }

    public long[] CountryTotal { get; }

    /// <summary>The parts with a line that could take more.</summary>
    public int[] Unfilled { get; }

    public FullLineCaps LineCaps { get; }

    public ReadOnlySpan<int> SlotsOf(int supplier) => _slotsOfSupplier[supplier];

    public ReadOnlySpan<int> SuppliersOf(int country) => _suppliersOfCountry[country];

    public int SupplierOf(int slot) => Market.OfferSupplier[Market.Slots.OfferAt[slot]];

    public int CountryOf(int supplier) => Market.Suppliers[supplier].Country;

    /// <summary>Whether a country's cap is reached.</summary>
    public bool IsCountryFull(int country) => CountryTotal[country] >= _caps.Country[country];

    /// <summary>Whether a supplier's cap is reached.</summary>
    public bool IsSupplierFull(int supplier) => SupplierTotal[supplier] >= _caps.Supplier[supplier];

    // A price may stand on the arc of a hub whose offers are sold out, as if that were a cap. It is none, but no lot can come that way
    // either.
    public bool HasCountryRoom(int country) => !IsCountryFull(country) && CountryTotal[country] < _countryOffered[country];

    public bool HasSupplierRoom(int supplier) => !IsSupplierFull(supplier) && SupplierTotal[supplier] < _supplierOffered[supplier];

    public bool CanGiveMore(int slot)
    {
        var offer = Market.Slots.OfferAt[slot];
        return _offerTotal[offer] < Market.OfferQuantity[offer] && (Market.OfferMinimum[offer] == 0 || _offerTotal[offer] > 0);
    }

    public bool CanGiveLess(int slot)
    {
        var offer = Market.Slots.OfferAt[slot];
        return _offerTotal[offer] > Market.OfferMinimum[offer];
    }

    private int[] UnfilledParts()
    {
        var unfilled = new List<int>();
        for (var part = 0; part < Parts.Count; part++)
        {
            foreach (var line in Parts.LinesOf(part))
            {
                if (_lineTotal[line] >= Market.LineQuantity[line] || (Market.LineMinimum[line] > 0 && _lineTotal[line] == 0))
                    continue;
                unfilled.Add(part);
                break;
            }
        }
        return [.. unfilled];
    }
}
