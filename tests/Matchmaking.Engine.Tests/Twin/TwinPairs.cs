using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>Compatible pairs and their costs, written down from the specification in decimals.</summary>
public sealed class TwinPairs
{
    public TwinPairs(MatchingInput input)
    {
        foreach (var line in input.Demands)
        {
            foreach (var offer in input.Offers)
            {
                if (FirstFailure(input, line, offer) is null)
                    All.Add((line, offer, (long)(Cost(input, line, offer) * 100)));
            }
        }
    }

    public List<(DemandLine Line, SupplyOffer Offer, long Cents)> All { get; } = [];

    public bool Has(string line, string offer) => All.Exists(pair => pair.Line.Id == line && pair.Offer.Id == offer);

    public static string? FirstFailure(MatchingInput input, DemandLine line, SupplyOffer offer)
    {
        if (line.Form != offer.Form) return "form";
        if (line.MinPurity != null && (offer.Purity == null || offer.Purity < line.MinPurity)) return "purity";
        if (input.Rules.EligibleOrigins != null && !input.Rules.EligibleOrigins.Contains(offer.Origin)) return "origin-not-eligible";
        if (line.ExcludedOrigins.Contains(offer.Origin)) return "origin-excluded";
        if (line.MinSustainabilityScore != null && (offer.SustainabilityScore ?? 0) < line.MinSustainabilityScore) return "sustainability";
        if (line.MaxCarbonFootprint != null && (offer.CarbonFootprint == null || offer.CarbonFootprint > line.MaxCarbonFootprint)) return "carbon-footprint";
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
        var cost = Landed(input, line, offer) + decimal.Round(preferences.CarbonPrice * (offer.CarbonFootprint ?? 0), 2, MidpointRounding.AwayFromZero);
        if (offer.Recycled) cost -= preferences.RecycledBonus;
        if (input.Rules.ExemptCountries.Contains(offer.Origin)) cost -= preferences.DomesticBonus;
        if (offer.StrategicProject) cost -= preferences.StrategicProjectBonus;
        if (line.Sme) cost -= preferences.SmeBonus;
        return cost;
    }
}
