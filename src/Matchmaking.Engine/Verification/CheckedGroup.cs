using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Reference;

namespace Matchmaking.Engine.Verification;

/// <summary>One group as the verifier reads it, straight from the input, in kilograms and cents.</summary>
internal sealed class CheckedGroup
{
    private readonly MatchingRules _rules;
    private readonly HashSet<string> _exempt;
    private readonly HashSet<string>? _eligible;
    private readonly HashSet<string>[] _excludedOrigins;
    private readonly HashSet<(string, string)> _excludedPairs;
    private readonly Dictionary<(string, string), long> _freight;
    private readonly Dictionary<(string, string), long> _quoted = [];
    private readonly int[] _formOfLine;
    private readonly int[] _formOfOffer;
    private readonly long[] _ask;
    private readonly long[] _adjustment;

    public CheckedGroup(MatchingInput input, (string Material, string Stage, int Year) key, IEnumerable<DemandLine> lines, IEnumerable<SupplyOffer> offers)
    {
        _rules = input.Rules;
        (Key, Lines, Offers) = (key, [.. lines], [.. offers]);
        Consumption = input.Consumption.SingleOrDefault(entry => (entry.Material, entry.Stage, entry.Year) == key);
        LotKilograms = Units.Kilograms(_rules.Lot);
        _exempt = [.. _rules.ExemptCountries];
        _eligible = _rules.EligibleOrigins is { } origins ? [.. origins] : null;
        _excludedOrigins = [.. Lines.Select(line => line.ExcludedOrigins.ToHashSet())];
        _excludedPairs = [.. input.ExcludedPairs.Select(pair => (pair.Demand, pair.Offer))];
        _freight = _rules.Freight.ToDictionary(entry => (entry.From, entry.To), entry => Units.Cents(entry.Cost));
        var forms = Lines.Select(line => line.Form).Concat(Offers.Select(offer => offer.Form)).Distinct()
            .Select((form, number) => (form, number)).ToDictionary(entry => entry.form, entry => entry.number);
        _formOfLine = [.. Lines.Select(line => forms[line.Form])];
        _formOfOffer = [.. Offers.Select(offer => forms[offer.Form])];
        _ask = [.. Offers.Select(offer => Units.Cents(offer.AskPrice))];
        _adjustment = [.. Offers.Select(Adjustment)];
    }

    public (string Material, string Stage, int Year) Key { get; }

    public DemandLine[] Lines { get; }

    public SupplyOffer[] Offers { get; }

    public UnionConsumption? Consumption { get; }

    public long LotKilograms { get; }

    public Diversification Rule => _rules.Diversification;

    public bool IsThirdCountry(string country) => !_exempt.Contains(country);

    /// <summary>What counts as one supplier in one country.</summary>
    public static (string Supplier, string Country) SupplierOf(SupplyOffer offer) => (offer.SupplierGroup ?? offer.Supplier, offer.Origin);

    /// <summary>Whether every test of matching.md, section 3, passes.</summary>
    public bool IsCompatible(int lineNumber, int offerNumber)
    {
        if (_formOfLine[lineNumber] != _formOfOffer[offerNumber])
            return false;
        var (line, offer) = (Lines[lineNumber], Offers[offerNumber]);
        if (line.MinPurity is { } purity && !(offer.Purity >= purity))
            return false;
        if (_eligible is not null && !_eligible.Contains(offer.Origin))
            return false;
        if (_excludedOrigins[lineNumber].Contains(offer.Origin))
            return false;
        if ((offer.SustainabilityScore ?? 0) < (line.MinSustainabilityScore ?? 0))
            return false;
        if (line.MaxCarbonFootprint is { } footprint && !(offer.CarbonFootprint <= footprint))
            return false;
        if (line.RecycledOnly && !offer.Recycled)
            return false;
        if (line.Buyer == offer.Supplier || (line.BuyerGroup is not null && line.BuyerGroup == offer.SupplierGroup))
            return false;
        if (_excludedPairs.Count > 0 && _excludedPairs.Contains((line.Id, offer.Id)))
            return false;
        return line.LimitPrice is not { } limit || Landed(lineNumber, offerNumber) <= Units.Cents(limit);
    }

    /// <summary>Landed price in cents per tonne.</summary>
    public long Landed(int line, int offer) =>
        _ask[offer] + (Offers[offer].PriceBasis == PriceBasis.ExWorks ? Freight(Offers[offer].Origin, Lines[line].Destination) : 0);

    /// <summary>Generalised cost in cents per tonne.</summary>
    public long Cost(int line, int offer) =>
        Landed(line, offer) + _adjustment[offer] - (Lines[line].Sme ? Units.Cents(_rules.Preferences.SmeBonus) : 0);

    private long Adjustment(SupplyOffer offer)
    {
        var preferences = _rules.Preferences;
        var euro = decimal.Round(preferences.CarbonPrice * (offer.CarbonFootprint ?? 0), 2, MidpointRounding.AwayFromZero);
        euro -= offer.Recycled ? preferences.RecycledBonus : 0;
        euro -= _exempt.Contains(offer.Origin) ? preferences.DomesticBonus : 0;
        euro -= offer.StrategicProject ? preferences.StrategicProjectBonus : 0;
        return Units.Cents(euro);
    }

    private long Freight(string from, string to)
    {
        if (_quoted.TryGetValue((from, to), out var quoted))
            return quoted;
        if (!_freight.TryGetValue((from, to), out var cents))
            cents = Units.Cents(decimal.Round(_rules.FreightRate * (Distances.Kilometres(from, to) ?? 0), 2, MidpointRounding.AwayFromZero));
        return _quoted[(from, to)] = cents;
    }
}
