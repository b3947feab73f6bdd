namespace Matchmaking.Engine.Documents;

/// <summary>The rules an input keeps beyond its shape: matching.md, sections 1, 4, 5 and 11.</summary>
internal static class InputRules
{
    private static readonly JsonPath Rules = new("$.rules");
    private static readonly JsonPath Diversification = new("$.rules.diversification");
    private static readonly JsonPath Preferences = new("$.rules.preferences");

    public static IReadOnlyList<InputFault> Check(MatchingInput input)
    {
        var lotFaults = new FaultList(0);
        var lotIsGood = lotFaults.Number(Rules, "lot", input.Rules.Lot, 3, InputLimits.Tonnes);
        if (lotIsGood && input.Rules.Lot == 0)
            lotFaults.Add(Rules.Member("lot"), "must be above 0");
        var faults = new FaultList(lotIsGood ? Units.Kilograms(input.Rules.Lot) : 0);
        CheckRules(input.Rules, faults);
        CheckConsumption(input, faults);
        if (input.Demands.Count > InputLimits.Demands || input.Offers.Count > InputLimits.Offers)
            faults.Add("$", $"may hold at most {InputLimits.Demands} demands and {InputLimits.Offers} offers");
        else
        {
            LineRules.CheckDemands(input, faults);
            LineRules.CheckOffers(input, faults);
            LineRules.CheckExcludedPairs(input, faults);
        }
        FreightRules.Check(input, faults);
        return [.. lotFaults.Faults, .. faults.Faults];
    }

    private static void CheckRules(MatchingRules rules, FaultList faults)
    {
        var diversification = rules.Diversification;
        if (rules.Objective == Objective.Surplus && diversification.Basis == DiversificationBasis.Matched)
            faults.Add(Rules.Member("objective"), "surplus cannot be combined with basis matched");
        if (!Enum.IsDefined(rules.Objective))
            faults.Add(Rules.Member("objective"), "is not a known objective");
        if (!Enum.IsDefined(diversification.Basis))
            faults.Add(Diversification.Member("basis"), "is not a known basis");
        faults.Number(Diversification, "countryShare", diversification.CountryShare, 4, 1);
        faults.Number(Diversification, "supplierShare", diversification.SupplierShare, 4, 1);
        faults.Number(Diversification, "lineCountryShare", diversification.LineCountryShare, 4, 1);
        faults.Countries(Rules, "exemptCountries", rules.ExemptCountries);
        faults.Countries(Rules, "eligibleOrigins", rules.EligibleOrigins);
        var preferences = rules.Preferences;
        faults.Money(Preferences, "recycledBonus", preferences.RecycledBonus);
        faults.Money(Preferences, "domesticBonus", preferences.DomesticBonus);
        faults.Money(Preferences, "strategicProjectBonus", preferences.StrategicProjectBonus);
        faults.Money(Preferences, "smeBonus", preferences.SmeBonus);
        faults.Money(Preferences, "carbonPrice", preferences.CarbonPrice);
        faults.Number(Rules, "freightRate", rules.FreightRate, 6, InputLimits.FreightRate);
        if (rules.NodeLimit < 1)
            faults.Add(Rules.Member("nodeLimit"), "must be at least 1");
        if (rules.TimeLimitSeconds < 1)
            faults.Add(Rules.Member("timeLimitSeconds"), "must be at least 1");
        if (rules.Seed.Length > 0)
            faults.Text(Rules, "seed", rules.Seed);
    }

    private static void CheckConsumption(MatchingInput input, FaultList faults)
    {
        faults.Unique("$.consumption", input.Consumption, static entry => (entry.Material, entry.Stage, entry.Year), (entry, path) =>
        {
            LineRules.CheckGroup(path, entry.Material, entry.Stage, entry.Year, faults);
            faults.Tonnes(path, "quantity", entry.Quantity);
            LineRules.CheckCountryQuantities(path, "imports", entry.Imports, faults);
        });

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
