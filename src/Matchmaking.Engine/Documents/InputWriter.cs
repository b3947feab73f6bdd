using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>Writes the canonical form of an input.</summary>
internal static class InputWriter
{
    public static void Write(Utf8JsonWriter json, MatchingInput input)
    {
        json.WriteStartObject();
        WriteRules(json, input.Rules);
        json.Array("consumption", Ordered.By(input.Consumption, static (one, other) => GroupKey.Of(one).CompareTo(GroupKey.Of(other))), WriteConsumption);
        json.Array("demands", Ordered.By(input.Demands, static line => line.Id), WriteDemand);
        json.Array("offers", Ordered.By(input.Offers, static offer => offer.Id), WriteOffer);
        var pairs = Ordered.By(input.ExcludedPairs, static pair => pair.Demand, static pair => pair.Offer);
        json.Array("excludedPairs", pairs, (writer, pair) =>
        {
            writer.WriteString("demand", pair.Demand);
            writer.WriteString("offer", pair.Offer);
        });
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, MatchingRules rules)
    {
        json.WriteStartObject("rules");
        json.WriteString("objective", Vocabulary.Objectives.Spell(rules.Objective));
        json.Number("lot", rules.Lot);
        json.WriteStartObject("diversification");
        json.WriteString("basis", Vocabulary.Bases.Spell(rules.Diversification.Basis));
        json.Number("countryShare", rules.Diversification.CountryShare);
        json.Number("supplierShare", rules.Diversification.SupplierShare);
        json.Number("lineCountryShare", rules.Diversification.LineCountryShare);
        json.WriteEndObject();
        json.Texts("exemptCountries", rules.ExemptCountries);
        json.Texts("eligibleOrigins", rules.EligibleOrigins);
        json.WriteStartObject("preferences");
        json.Number("recycledBonus", rules.Preferences.RecycledBonus);
        json.Number("domesticBonus", rules.Preferences.DomesticBonus);
        json.Number("strategicProjectBonus", rules.Preferences.StrategicProjectBonus);
        json.Number("smeBonus", rules.Preferences.SmeBonus);
        json.Number("carbonPrice", rules.Preferences.CarbonPrice);
        json.WriteEndObject();
        json.Number("freightRate", rules.FreightRate);
        json.Array("freight", Ordered.By(rules.Freight, static freight => freight.From, static freight => freight.To), (writer, freight) =>
        {
            writer.WriteString("from", freight.From);
            writer.WriteString("to", freight.To);
            writer.Number("cost", freight.Cost);
        });
        json.WriteNumber("nodeLimit", rules.NodeLimit);
        json.WriteNumber("timeLimitSeconds", rules.TimeLimitSeconds);
        json.WriteString("seed", rules.Seed);
        json.WriteEndObject();
    }

    private static void WriteConsumption(Utf8JsonWriter json, UnionConsumption entry)
    {
        json.WriteString("material", entry.Material);
        json.WriteString("stage", entry.Stage);
        json.WriteNumber("year", entry.Year);
        json.Number("quantity", entry.Quantity);
        WriteCountryQuantities(json, "imports", entry.Imports);
    }

    private static void WriteDemand(Utf8JsonWriter json, DemandLine line)
    {
        json.WriteString("id", line.Id);
        json.WriteString("buyer", line.Buyer);
        json.WriteString("buyerGroup", line.BuyerGroup);
        json.WriteBoolean("sme", line.Sme);
        json.WriteString("material", line.Material);
        json.WriteString("stage", line.Stage);
        json.WriteString("form", line.Form);
        json.WriteNumber("year", line.Year);
        json.Number("quantity", line.Quantity);
        json.Number("minimumQuantity", line.MinimumQuantity);
        json.Number("limitPrice", line.LimitPrice);
        json.Number("minPurity", line.MinPurity);
        json.Texts("excludedOrigins", line.ExcludedOrigins);
        json.Number("minSustainabilityScore", line.MinSustainabilityScore);
        json.Number("maxCarbonFootprint", line.MaxCarbonFootprint);
        json.WriteBoolean("recycledOnly", line.RecycledOnly);
        json.WriteString("destination", line.Destination);
        WriteCountryQuantities(json, "existingSupply", line.ExistingSupply);
    }

    private static void WriteOffer(Utf8JsonWriter json, SupplyOffer offer)
    {
        json.WriteString("id", offer.Id);
        json.WriteString("supplier", offer.Supplier);
        json.WriteString("supplierGroup", offer.SupplierGroup);
        json.WriteString("material", offer.Material);
        json.WriteString("stage", offer.Stage);
        json.WriteString("form", offer.Form);
        json.WriteNumber("year", offer.Year);
        json.Number("quantity", offer.Quantity);
        json.Number("minimumOrder", offer.MinimumOrder);
        json.Number("askPrice", offer.AskPrice);
        json.WriteString("priceBasis", Vocabulary.PriceBases.Spell(offer.PriceBasis));
        json.WriteString("origin", offer.Origin);
        json.Number("purity", offer.Purity);
        json.Number("sustainabilityScore", offer.SustainabilityScore);
        json.Number("carbonFootprint", offer.CarbonFootprint);
        json.WriteBoolean("recycled", offer.Recycled);
        json.WriteBoolean("strategicProject", offer.StrategicProject);
    }

    private static void WriteCountryQuantities(Utf8JsonWriter json, string name, IReadOnlyList<CountryQuantity> quantities) =>
        json.Array(name, Ordered.By(quantities, static entry => entry.Country), (writer, entry) =>
        {
            writer.WriteString("country", entry.Country);
            writer.Number("quantity", entry.Quantity);
        });
}
