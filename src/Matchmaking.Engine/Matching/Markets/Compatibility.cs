using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching.Markets;

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

    private readonly long[,] _freight;
    private readonly long _smeBonus;

    public Compatibility(
        MatchingRules rules, Freights freights, HashSet<(string Demand, string Offer)> excluded, DemandLine[] lines, SupplyOffer[] offers)
    {
        var forms = Numbering.Ordered(lines.Select(line => line.Form).Concat(offers.Select(offer => offer.Form)));
        var origins = Numbering.Ordered(offers.Select(offer => offer.Origin));
        var destinations = Numbering.Ordered(lines.Select(line => line.Destination));
        var suppliers = new Numbering(offers.Select(offer => offer.Supplier));
        var groups = new Numbering(offers.Select(offer => offer.SupplierGroup).OfType<string>());
        var figures = new OfferReader(rules, forms, suppliers, groups, origins);
        Offer = [.. offers.Select(figures.Read)];
        Line = new LineFigures[lines.Length];
        Chunks.ForEach(lines.Length, line => Line[line] = LineFigures.Of(lines[line], forms, suppliers, groups, destinations, origins));
        Forms = forms.Count;
        _freight = new long[origins.Count, destinations.Count];
        for (var origin = 0; origin < origins.Count; origin++)
        {
            for (var destination = 0; destination < destinations.Count; destination++)
                _freight[origin, destination] = freights.Cents(origins.Names[origin], destinations.Names[destination]);
        }
        _smeBonus = Units.Cents(rules.Preferences.SmeBonus);
        ExcludedPairs = PairsOf(excluded, lines, offers);
    }

    public int Forms { get; }

    public LineFigures[] Line { get; }

    public OfferFigures[] Offer { get; }

    /// <summary>The pairs of lines and offers that may not be matched.</summary>
    public HashSet<(int Line, int Offer)> ExcludedPairs { get; }

    public int Lines => Line.Length;

    /// <summary>What tells a line's cost row from others: form, destination, bonus.</summary>
    public (int Form, int Destination, bool IsSme) ProfileKey(int line) => (Line[line].Form, Line[line].Destination, Line[line].IsSme);

    /// <summary>The first test that a pair fails, as an index into <see cref="Codes"/>, or <see cref="Passes"/>.</summary>
    public int FirstFailure(int line, int offer)
    {
        ref readonly var demand = ref Line[line];
        ref readonly var supply = ref Offer[offer];
        if (demand.Form != supply.Form)
            return 0;
        if (supply.Purity < demand.MinPurity)
            return 1;
        if (!supply.IsEligible)
            return 2;
        if (Array.IndexOf(demand.ExcludedOrigins, supply.Origin) >= 0)
            return 3;
        if (supply.Score < demand.MinScore)
            return 4;
        if (!supply.KeepsFootprint(demand.MaxFootprint))
            return 5;
        if (demand.RecycledOnly && !supply.IsRecycled)
            return 6;
        if (demand.Buyer == supply.Supplier || (demand.Group != Numbering.Unknown && demand.Group == supply.Group))
            return 7;
        if (ExcludedPairs.Count > 0 && ExcludedPairs.Contains((line, offer)))
            return 8;
        return LandedCents(offer, demand.Destination) > demand.LimitCents ? 9 : Passes;
    }

    /// <summary>Landed price in cents per tonne: the ask price, with freight where it is priced ex works.</summary>
    public long LandedCents(int offer, int destination) =>
        Offer[offer].AskCents + (Offer[offer].IsExWorks ? _freight[Offer[offer].Origin, destination] : 0);

    /// <summary>What the generalised cost adds to the landed price, in cents per tonne: carbon cost less bonuses.</summary>
    public long AddedCents(int line, int offer) => Offer[offer].AddedCents - (Line[line].IsSme ? _smeBonus : 0);

    private static HashSet<(int, int)> PairsOf(HashSet<(string Demand, string Offer)> excluded, DemandLine[] lines, SupplyOffer[] offers)
    {
        if (excluded.Count == 0)
            return [];
        var lineNumbers = lines.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index);
        var offerNumbers = offers.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index);
        var pairs = new HashSet<(int, int)>();
        foreach (var (demand, offer) in excluded)
        {
            if (lineNumbers.TryGetValue(demand, out var lineNumber) && offerNumbers.TryGetValue(offer, out var offerNumber))
                pairs.Add((lineNumber, offerNumber));
        }
        return pairs;
    }
}
