using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>
/// Which line can take which offer, at which price: the tests of matching.md, section 3, in their order, on figures made ready
/// once per line and per offer.
/// </summary>
internal sealed class Compatibility
{
    /// <summary>The codes of the tests; <see cref="FirstFailure"/> answers with an index into it.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        "form", "purity", "origin-not-eligible", "origin-excluded", "sustainability", "carbon-footprint", "recycled-only", "same-company",
        "excluded-pair", "price",
    ];

    /// <summary>What <see cref="FirstFailure"/> answers for a compatible pair.</summary>
    public const int Passes = -1;

    private const long NoLimit = long.MaxValue;
    private const long NoFigure = -1;

    private readonly LineFigures[] _lines;
    private readonly OfferFigures[] _offers;
    private readonly long[,] _freight;
    private readonly bool[,] _isExcludedOrigin;
    private readonly HashSet<(int Line, int Offer)> _excludedPairs = [];
    private readonly long _smeBonus;

    public Compatibility(
        MatchingRules rules, Freights freights, HashSet<(string Demand, string Offer)> excluded, MarketLine[] lines, MarketOffer[] offers)
    {
        var forms = new Numbering();
        var companies = new Numbering();
        var groups = new Numbering();
        var origins = new Numbering();
        var destinations = new Numbering();
        _smeBonus = Units.Cents(rules.Preferences.SmeBonus);
        _offers = [.. offers.Select(offer => FiguresOf(offer.Source, rules, forms, companies, groups, origins))];
        _lines = [.. lines.Select(line => FiguresOf(line.Source, forms, companies, groups, destinations))];
        _freight = new long[origins.Names.Count, destinations.Names.Count];
        for (var origin = 0; origin < origins.Names.Count; origin++)
        {
            for (var destination = 0; destination < destinations.Names.Count; destination++)
                _freight[origin, destination] = freights.Cents(origins.Names[origin], destinations.Names[destination]);
        }
        _isExcludedOrigin = new bool[lines.Length, origins.Names.Count];
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (var origin in lines[line].Source.ExcludedOrigins)
            {
                if (origins.TryFind(origin, out var number))
                    _isExcludedOrigin[line, number] = true;
            }
        }
        if (excluded.Count == 0)
            return;
        var lineNumbers = lines.Select((line, number) => (line.Source.Id, number)).ToDictionary(entry => entry.Id, entry => entry.number);
        var offerNumbers = offers.Select((offer, number) => (offer.Source.Id, number)).ToDictionary(entry => entry.Id, entry => entry.number);
        foreach (var (demand, offer) in excluded)
        {
            if (lineNumbers.TryGetValue(demand, out var lineNumber) && offerNumbers.TryGetValue(offer, out var offerNumber))
                _excludedPairs.Add((lineNumber, offerNumber));
        }
    }

    public int Lines => _lines.Length;

    public int Offers => _offers.Length;

    /// <summary>The first test that a pair fails, as an index into <see cref="Codes"/>, or <see cref="Passes"/>.</summary>
    public int FirstFailure(int line, int offer)
    {
        ref readonly var demand = ref _lines[line];
        ref readonly var supply = ref _offers[offer];
        if (demand.Form != supply.Form)
            return 0;
        if (supply.Purity < demand.MinPurity)
            return 1;
        if (!supply.IsEligible)
            return 2;
        if (_isExcludedOrigin[line, supply.Origin])
            return 3;
        if (supply.Score < demand.MinScore)
            return 4;
        if (demand.MaxFootprint != NoLimit && (supply.Footprint == NoFigure || supply.Footprint > demand.MaxFootprint))
            return 5;
        if (demand.RecycledOnly && !supply.IsRecycled)
            return 6;
        if (demand.Buyer == supply.Supplier || (demand.Group >= 0 && demand.Group == supply.Group))
            return 7;
        if (_excludedPairs.Count > 0 && _excludedPairs.Contains((line, offer)))
            return 8;
        return LandedCents(line, offer) > demand.LimitCents ? 9 : Passes;
    }

    /// <summary>Landed price in cents per tonne: the ask price, with freight where it is priced ex works.</summary>
    public long LandedCents(int line, int offer) =>
        _offers[offer].AskCents + (_offers[offer].IsExWorks ? _freight[_offers[offer].Origin, _lines[line].Destination] : 0);

    /// <summary>Generalised cost in cents per tonne; may be negative.</summary>
    public long CostCents(int line, int offer) =>
        LandedCents(line, offer) + _offers[offer].AddedCents - (_lines[line].IsSme ? _smeBonus : 0);

    private static OfferFigures FiguresOf(
        SupplyOffer offer, MatchingRules rules, Numbering forms, Numbering companies, Numbering groups, Numbering origins)
    {
        var preferences = rules.Preferences;
        var footprint = offer.CarbonFootprint is { } figure ? Units.Thousandths(figure) : NoFigure;
        var added = footprint > 0 ? Rounding.Nearest((Int128)Units.Cents(preferences.CarbonPrice) * footprint, 1_000) : 0;
        if (offer.Recycled)
            added -= Units.Cents(preferences.RecycledBonus);
        if (rules.ExemptCountries.Contains(offer.Origin))
            added -= Units.Cents(preferences.DomesticBonus);
        if (offer.StrategicProject)
            added -= Units.Cents(preferences.StrategicProjectBonus);
        return new OfferFigures(
            forms.Of(offer.Form), companies.Of(offer.Supplier), offer.SupplierGroup is { } group ? groups.Of(group) : -1, origins.Of(offer.Origin),
            offer.Purity is { } purity ? Units.Millionths(purity) : NoFigure, Units.Thousandths(offer.SustainabilityScore ?? 0), footprint,
            Units.Cents(offer.AskPrice), added, offer.PriceBasis == PriceBasis.ExWorks, offer.Recycled,
            rules.EligibleOrigins?.Contains(offer.Origin) ?? true);
    }

    private static LineFigures FiguresOf(DemandLine line, Numbering forms, Numbering companies, Numbering groups, Numbering destinations) => new(
        forms.Of(line.Form), companies.Of(line.Buyer), line.BuyerGroup is { } group ? groups.Of(group) : -1, destinations.Of(line.Destination),
        line.MinPurity is { } purity ? Units.Millionths(purity) : NoFigure, Units.Thousandths(line.MinSustainabilityScore ?? 0),
        line.MaxCarbonFootprint is { } footprint ? Units.Thousandths(footprint) : NoLimit,
        line.LimitPrice is { } limit ? Units.Cents(limit) : NoLimit, line.RecycledOnly, line.Sme);

    private readonly record struct LineFigures(
        int Form, int Buyer, int Group, int Destination, long MinPurity, long MinScore, long MaxFootprint, long LimitCents, bool RecycledOnly,
        bool IsSme);

    private readonly record struct OfferFigures(
        int Form, int Supplier, int Group, int Origin, long Purity, long Score, long Footprint, long AskCents, long AddedCents, bool IsExWorks,
        bool IsRecycled, bool IsEligible);
}
