using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>A compatible pair, with its generalised cost and, under objective surplus, limit less cost, in cents per tonne.</summary>
public sealed record TwinPair(DemandLine Line, SupplyOffer Offer, long Cents, long Surplus);

/// <summary>Compatible pairs and what they are worth, written down from the specification in decimals.</summary>
public sealed class TwinPairs
{
    public TwinPairs(MatchingInput input)
    {
        var pairs = input.Demands.SelectMany(line => input.Offers.Select(offer => (Line: line, Offer: offer)))
            .Where(pair => FirstFailure(input, pair.Line, pair.Offer) is null).ToList();
        var dearest = pairs.GroupBy(pair => pair.Line.Form)
            .ToDictionary(form => form.Key, form => form.Max(pair => Landed(input, pair.Line, pair.Offer)));
        foreach (var (line, offer) in pairs)
        {
            // Overstating a limit gains nothing: it counts as the dearest landed price of the form.
            var limit = Math.Min(line.LimitPrice ?? 0, dearest[line.Form]);
            var cost = Cost(input, line, offer);
            All.Add(new TwinPair(line, offer, (long)(cost * 100), (long)((limit - cost) * 100)));
        }
    }

    public List<TwinPair> All { get; } = [];

    public bool Has(string line, string offer) => All.Exists(pair => pair.Line.Id == line && pair.Offer.Id == offer);

    public static string? FirstFailure(MatchingInput input, DemandLine line, SupplyOffer offer)
    {
        if (line.Form != offer.Form) return "form";
        if (line.MinPurity != null && (offer.Purity == null || offer.Purity < line.MinPurity)) return "purity";
        if (input.Rules.EligibleOrigins != null && !input.Rules.EligibleOrigins.Contains(offer.Origin)) return "origin-not-eligible";
        if (line.ExcludedOrigins.Contains(offer.Origin)) return "origin-excluded";
        if (line.MinSustainabilityScore != null && (offer.SustainabilityScore ?? 0) < line.MinSustainabilityScore) return "sustainability";
        if (line.MaxCarbonFootprint != null && !(offer.CarbonFootprint <= line.MaxCarbonFootprint)) return "carbon-footprint";
        if (line.RecycledOnly && !offer.Recycled) return "recycled-only";
        if (line.Buyer == offer.Supplier || (line.BuyerGroup != null && line.BuyerGroup == offer.SupplierGroup)) return "same-company";
        if (input.ExcludedPairs.Contains(new ExcludedPair(line.Id, offer.Id))) return "excluded-pair";
        return line.LimitPrice != null && Landed(input, line, offer) > line.LimitPrice ? "price" : null;
    }

    public static decimal Landed(MatchingInput input, DemandLine line, SupplyOffer offer) => offer.AskPrice
        + (offer.PriceBasis == PriceBasis.ExWorks
            ? input.Rules.Freight.Where(entry => entry.From == offer.Origin && entry.To == line.Destination).Sum(entry => entry.Cost)
            : 0);

    private static decimal Cost(MatchingInput input, DemandLine line, SupplyOffer offer)
    {
        var preferences = input.Rules.Preferences;
        var carbon = decimal.Round(preferences.CarbonPrice * (offer.CarbonFootprint ?? 0), 2, MidpointRounding.AwayFromZero);
        var cost = Landed(input, line, offer) + carbon;
        if (offer.Recycled) cost -= preferences.RecycledBonus;
        if (input.Rules.ExemptCountries.Contains(offer.Origin)) cost -= preferences.DomesticBonus;
        if (offer.StrategicProject) cost -= preferences.StrategicProjectBonus;
        if (line.Sme) cost -= preferences.SmeBonus;
        return cost;
    }
}
