namespace Matchmaking.Engine.Documents;

/// <summary>The rules an input keeps beyond its shape: matching.md, sections 1, 4 and 11.</summary>
internal static class InputRules
{
    public static IReadOnlyList<InputFault> Check(MatchingInput input)
    {
        var rules = input.Rules;
        var lotFaults = new FaultList(0);
        var lotIsGood = lotFaults.Number("$.rules.lot", rules.Lot, 3, InputLimits.Tonnes);
        if (lotIsGood && rules.Lot == 0)
            lotFaults.Add("$.rules.lot", "must be above 0");
        var faults = new FaultList(lotIsGood ? Units.Kilograms(rules.Lot) : 0);
        CheckRules(rules, faults);
        CheckConsumption(input, faults);
        var sizes = input.Demands.Count <= InputLimits.Entries && input.Offers.Count <= InputLimits.Entries;
        if (!sizes)
            faults.Add("$", $"may hold at most {InputLimits.Entries} demands and as many offers");
        else
        {
            LineRules.CheckDemands(input.Demands, faults);
            LineRules.CheckOffers(input.Offers, rules.Preferences.CarbonPrice, faults);
            LineRules.CheckExcludedPairs(input, faults);
        }
        FreightRules.Check(input, faults);
        return [.. lotFaults.Faults, .. faults.Faults];
    }

    private static void CheckRules(MatchingRules rules, FaultList faults)
    {
        var diversification = rules.Diversification;
        if (rules.Objective == Objective.Surplus)
        {
            if (diversification.Basis == DiversificationBasis.Matched)
                faults.Add("$.rules.objective", "surplus cannot be combined with basis matched");
            else
                faults.AddUnsupported("$.rules.objective", "surplus is not supported yet");
        }
        if (!Enum.IsDefined(rules.Objective))
            faults.Add("$.rules.objective", "is not a known objective");
        if (!Enum.IsDefined(diversification.Basis))
            faults.Add("$.rules.diversification.basis", "is not a known basis");
        faults.Number("$.rules.diversification.countryShare", diversification.CountryShare, 4, 1);
        faults.Number("$.rules.diversification.supplierShare", diversification.SupplierShare, 4, 1);
        if (faults.Number("$.rules.diversification.lineCountryShare", diversification.LineCountryShare, 4, 1)
            && diversification.LineCountryShare is not null)
            faults.AddUnsupported("$.rules.diversification.lineCountryShare", "a line cap is not supported yet");
        faults.Countries("$.rules.exemptCountries", rules.ExemptCountries);
        faults.Countries("$.rules.eligibleOrigins", rules.EligibleOrigins);
        var preferences = rules.Preferences;
        faults.Money("$.rules.preferences.recycledBonus", preferences.RecycledBonus);
        faults.Money("$.rules.preferences.domesticBonus", preferences.DomesticBonus);
        faults.Money("$.rules.preferences.strategicProjectBonus", preferences.StrategicProjectBonus);
        faults.Money("$.rules.preferences.smeBonus", preferences.SmeBonus);
        faults.Money("$.rules.preferences.carbonPrice", preferences.CarbonPrice);
        faults.Number("$.rules.freightRate", rules.FreightRate, 6, InputLimits.FreightRate);
        if (rules.NodeLimit < 1)
            faults.Add("$.rules.nodeLimit", "must be at least 1");
        if (rules.TimeLimitSeconds < 1)
            faults.Add("$.rules.timeLimitSeconds", "must be at least 1");
        if (rules.Seed.Length > 0)
            faults.Text("$.rules.seed", rules.Seed);
    }

    private static void CheckConsumption(MatchingInput input, FaultList faults)
    {
        faults.Unique(input.Consumption, at => $"$.consumption[{at}]", (entry, path) =>
        {
            LineRules.CheckGroup(path, entry.Material, entry.Stage, entry.Year, faults);
            faults.Tonnes($"{path}.quantity", entry.Quantity);
            faults.Unique(entry.Imports, at => $"{path}.imports[{at}]", (import, at) =>
            {
                faults.Country($"{at}.country", import.Country);
                faults.Tonnes($"{at}.quantity", import.Quantity);
            }, import => import.Country);
            faults.Total($"{path}.imports", entry.Imports.Where(import => import is not null).Select(import => import.Quantity));
        }, entry => (entry.Material, entry.Stage, entry.Year));

        if (input.Rules.Diversification.Basis != DiversificationBasis.Consumption)
            return;
        var known = input.Consumption.Where(entry => entry is not null).Select(entry => (entry.Material, entry.Stage, entry.Year)).ToHashSet();
        for (var at = 0; at < input.Demands.Count; at++)
        {
            // One fault per group, at its first line: a second entry for a group is refused above.
            if (input.Demands[at] is { } line && known.Add((line.Material, line.Stage, line.Year)))
                faults.Add("$.consumption", $"has no entry for {line.Material}, {line.Stage}, {line.Year}, which has demand ($.demands[{at}])");
        }
    }
}
