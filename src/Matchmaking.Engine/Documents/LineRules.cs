namespace Matchmaking.Engine.Documents;

/// <summary>The rules for single demand lines, offers and excluded pairs.</summary>
internal static class LineRules
{
    public static void CheckDemands(IReadOnlyList<DemandLine> demands, FaultList faults)
    {
        faults.Unique(demands, at => $"$.demands[{at}]", (line, path) => CheckDemand(line, path, faults), line => line.Id);
        faults.Total("$.demands", demands.Where(line => line is not null).Select(line => line.Quantity));
    }

    public static void CheckOffers(IReadOnlyList<SupplyOffer> offers, decimal carbonPrice, FaultList faults)
    {
        faults.Unique(offers, at => $"$.offers[{at}]", (offer, path) => CheckOffer(offer, path, carbonPrice, faults), offer => offer.Id);
        faults.Total("$.offers", offers.Where(offer => offer is not null).Select(offer => offer.Quantity));
    }

    public static void CheckExcludedPairs(MatchingInput input, FaultList faults)
    {
        if (input.ExcludedPairs.Count == 0)
            return;
        var demands = input.Demands.Where(line => line is not null).Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        var offers = input.Offers.Where(offer => offer is not null).Select(offer => offer.Id).ToHashSet(StringComparer.Ordinal);
        faults.Unique(input.ExcludedPairs, at => $"$.excludedPairs[{at}]", (pair, path) =>
        {
            if (!demands.Contains(pair.Demand))
                faults.Add($"{path}.demand", "names no demand line");
            if (!offers.Contains(pair.Offer))
                faults.Add($"{path}.offer", "names no offer");
        }, pair => (pair.Demand, pair.Offer));
    }

    public static void CheckGroup(string path, string material, string stage, int year, FaultList faults)
    {
        faults.Text($"{path}.material", material);
        if (!Vocabulary.Stages.Contains(stage))
            faults.Add($"{path}.stage", $"must be one of {string.Join(", ", Vocabulary.Stages)}");
        if (year is < 1 or > 9999)
            faults.Add($"{path}.year", "must be a year between 1 and 9999");
    }

    private static void CheckDemand(DemandLine line, string path, FaultList faults)
    {
        faults.Text($"{path}.id", line.Id);
        faults.Text($"{path}.buyer", line.Buyer);
        faults.OptionalText($"{path}.buyerGroup", line.BuyerGroup);
        CheckGroup(path, line.Material, line.Stage, line.Year, faults);
        faults.Text($"{path}.form", line.Form);
        CheckQuantities(path, line.Quantity, "minimumQuantity", line.MinimumQuantity, faults);
        faults.Money($"{path}.limitPrice", line.LimitPrice);
        faults.Number($"{path}.minPurity", line.MinPurity, 6, 100);
        faults.Countries($"{path}.excludedOrigins", line.ExcludedOrigins);
        faults.Number($"{path}.minSustainabilityScore", line.MinSustainabilityScore, 3, InputLimits.Figure);
        faults.Number($"{path}.maxCarbonFootprint", line.MaxCarbonFootprint, 3, InputLimits.Figure);
        faults.Country($"{path}.destination", line.Destination);
        faults.Unique(line.ExistingSupply, at => $"{path}.existingSupply[{at}]", (supply, at) =>
        {
            faults.Country($"{at}.country", supply.Country);
            faults.Tonnes($"{at}.quantity", supply.Quantity);
        }, supply => supply.Country);
        faults.Total($"{path}.existingSupply", line.ExistingSupply.Where(supply => supply is not null).Select(supply => supply.Quantity));
    }

    private static void CheckOffer(SupplyOffer offer, string path, decimal carbonPrice, FaultList faults)
    {
        faults.Text($"{path}.id", offer.Id);
        faults.Text($"{path}.supplier", offer.Supplier);
        faults.OptionalText($"{path}.supplierGroup", offer.SupplierGroup);
        CheckGroup(path, offer.Material, offer.Stage, offer.Year, faults);
        faults.Text($"{path}.form", offer.Form);
        CheckQuantities(path, offer.Quantity, "minimumOrder", offer.MinimumOrder, faults);
        faults.Money($"{path}.askPrice", offer.AskPrice);
        if (!Enum.IsDefined(offer.PriceBasis))
            faults.Add($"{path}.priceBasis", "is not a known price basis");
        faults.Country($"{path}.origin", offer.Origin);
        faults.Number($"{path}.purity", offer.Purity, 6, 100);
        faults.Number($"{path}.sustainabilityScore", offer.SustainabilityScore, 3, InputLimits.Figure);
        if (faults.Number($"{path}.carbonFootprint", offer.CarbonFootprint, 3, InputLimits.Figure)
            && carbonPrice is >= 0 and <= InputLimits.EuroPerTonne
            && carbonPrice * (offer.CarbonFootprint ?? 0) > InputLimits.EuroPerTonne)
            faults.Add($"{path}.carbonFootprint", $"times the carbon price must be at most {InputLimits.EuroPerTonne} euro per tonne");
    }

    private static void CheckQuantities(string path, decimal quantity, string minimumName, decimal? minimum, FaultList faults)
    {
        var quantityIsGood = faults.Lots($"{path}.quantity", quantity);
        if (faults.Lots($"{path}.{minimumName}", minimum) && quantityIsGood && minimum > quantity)
            faults.Add($"{path}.{minimumName}", "must not be above the quantity");
    }
}
