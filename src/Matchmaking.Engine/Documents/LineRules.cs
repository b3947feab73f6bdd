namespace Matchmaking.Engine.Documents;

/// <summary>The rules for single demand lines, offers and excluded pairs.</summary>
internal static class LineRules
{
    private const string Demands = "$.demands";
    private const string Offers = "$.offers";

    public static void CheckDemands(MatchingInput input, FaultList faults)
    {
        var needsLimit = input.Rules.Objective == Objective.Surplus;
        faults.Unique(Demands, input.Demands, static line => line.Id, (line, path) => CheckDemand(line, path, needsLimit, faults));
        faults.Total(Demands, input.Demands, static line => line.Quantity);
    }

    public static void CheckOffers(MatchingInput input, FaultList faults)
    {
        var carbonPrice = input.Rules.Preferences.CarbonPrice;
        faults.Unique(Offers, input.Offers, static offer => offer.Id, (offer, path) => CheckOffer(offer, path, carbonPrice, faults));
        faults.Total(Offers, input.Offers, static offer => offer.Quantity);
    }

    public static void CheckExcludedPairs(MatchingInput input, FaultList faults)
    {
        if (input.ExcludedPairs.Count == 0)
            return;
        var demands = input.Demands.Where(line => line is not null).Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        var offers = input.Offers.Where(offer => offer is not null).Select(offer => offer.Id).ToHashSet(StringComparer.Ordinal);
        faults.Unique("$.excludedPairs", input.ExcludedPairs, static pair => (pair.Demand, pair.Offer), (pair, path) =>
        {
            if (!demands.Contains(pair.Demand))
                faults.Add(path.Member("demand"), "names no demand line");
            if (!offers.Contains(pair.Offer))
                faults.Add(path.Member("offer"), "names no offer");
        });
    }

    public static void CheckGroup(JsonPath path, string material, string stage, int year, FaultList faults)
    {
        faults.Text(path, "material", material);
        if (!Vocabulary.Stages.Contains(stage))
            faults.Add(path.Member("stage"), $"must be one of {string.Join(", ", Vocabulary.Stages)}");
        if (year is < 1 or > 9999)
            faults.Add(path.Member("year"), "must be a year between 1 and 9999");
    }

    /// <summary>Quantities per country, each country once.</summary>
    public static void CheckCountryQuantities(JsonPath path, string member, IReadOnlyList<CountryQuantity> quantities, FaultList faults)
    {
        if (quantities.Count == 0)
            return;
        var list = path.Member(member);
        faults.Unique(list, quantities, static entry => entry.Country, (entry, at) =>
        {
            faults.Country(at, "country", entry.Country);
            faults.Tonnes(at, "quantity", entry.Quantity);
        });
        faults.Total(list, quantities, static entry => entry.Quantity);
    }

    private static void CheckDemand(DemandLine line, JsonPath path, bool needsLimit, FaultList faults)
    {
        faults.Text(path, "id", line.Id);
        faults.Text(path, "buyer", line.Buyer);
        faults.OptionalText(path, "buyerGroup", line.BuyerGroup);
        CheckGroup(path, line.Material, line.Stage, line.Year, faults);
        faults.Text(path, "form", line.Form);
        CheckQuantities(path, line.Quantity, "minimumQuantity", line.MinimumQuantity, faults);
        faults.Money(path, "limitPrice", line.LimitPrice);
        if (needsLimit && line.LimitPrice is null)
            faults.Add(path.Member("limitPrice"), "is needed under objective surplus");
        faults.Number(path, "minPurity", line.MinPurity, 6, 100);
        faults.Countries(path, "excludedOrigins", line.ExcludedOrigins);
        faults.Number(path, "minSustainabilityScore", line.MinSustainabilityScore, 3, InputLimits.Figure);
        faults.Number(path, "maxCarbonFootprint", line.MaxCarbonFootprint, 3, InputLimits.Figure);
        faults.Country(path, "destination", line.Destination);
        CheckCountryQuantities(path, "existingSupply", line.ExistingSupply, faults);
    }

    private static void CheckOffer(SupplyOffer offer, JsonPath path, decimal carbonPrice, FaultList faults)
    {
        faults.Text(path, "id", offer.Id);
        faults.Text(path, "supplier", offer.Supplier);
        faults.OptionalText(path, "supplierGroup", offer.SupplierGroup);
        CheckGroup(path, offer.Material, offer.Stage, offer.Year, faults);
        faults.Text(path, "form", offer.Form);
        CheckQuantities(path, offer.Quantity, "minimumOrder", offer.MinimumOrder, faults);
        faults.Money(path, "askPrice", offer.AskPrice);
        if (!Enum.IsDefined(offer.PriceBasis))
            faults.Add(path.Member("priceBasis"), "is not a known price basis");
        faults.Country(path, "origin", offer.Origin);
        faults.Number(path, "purity", offer.Purity, 6, 100);
        faults.Number(path, "sustainabilityScore", offer.SustainabilityScore, 3, InputLimits.Figure);
        if (faults.Number(path, "carbonFootprint", offer.CarbonFootprint, 3, InputLimits.Figure)
            && carbonPrice is >= 0 and <= InputLimits.EuroPerTonne
            && carbonPrice * (offer.CarbonFootprint ?? 0) > InputLimits.EuroPerTonne)
            faults.Add(path.Member("carbonFootprint"), $"times the carbon price must be at most {InputLimits.EuroPerTonne} euro per tonne");
    }

    private static void CheckQuantities(JsonPath path, decimal quantity, string minimumName, decimal? minimum, FaultList faults)
    {
        var quantityIsGood = faults.Lots(path, "quantity", quantity);
        if (faults.Lots(path, minimumName, minimum) && quantityIsGood && minimum > quantity)
            faults.Add(path.Member(minimumName), "must not be above the quantity");
    }
}
