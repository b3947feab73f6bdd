using Matchmaking.Engine.Reference;

namespace Matchmaking.Engine.Documents;

/// <summary>The freight table, and whether every relation that an ex-works price needs has a freight.</summary>
internal static class FreightRules
{
    public static void Check(MatchingInput input, FaultList faults)
    {
        var rules = input.Rules;
        faults.Unique("$.rules.freight", rules.Freight, static freight => (freight.From, freight.To), (freight, path) =>
        {
            faults.Country(path, "from", freight.From);
            faults.Country(path, "to", freight.To);
            faults.Money(path, "cost", freight.Cost);
        });

        if (rules.FreightRate <= 0)
            return;
        var known = rules.Freight.Where(freight => freight is not null).Select(freight => (freight.From, freight.To)).ToHashSet();
        var eligible = rules.EligibleOrigins?.ToHashSet();
        var destinations = DestinationsByForm(input.Demands);
        for (var at = 0; at < input.Offers.Count; at++)
        {
            if (input.Offers[at] is not { PriceBasis: PriceBasis.ExWorks } offer || eligible?.Contains(offer.Origin) == false)
                continue;
            if (!destinations.TryGetValue((offer.Material, offer.Stage, offer.Year, offer.Form), out var reached))
                continue;
            foreach (var destination in reached)
            {
                // Adding the relation to the known ones tells it once.
                if (!known.Add((offer.Origin, destination)))
                    continue;
                if (Distances.Kilometres(offer.Origin, destination) is not { } kilometres)
                    faults.Add($"$.offers[{at}].origin", $"has no freight to {destination}: neither in the freight table nor by distance");
                else if (kilometres * rules.FreightRate > InputLimits.EuroPerTonne)
                    faults.Add("$.rules.freightRate", $"times {kilometres} km must be at most {InputLimits.EuroPerTonne} euro per tonne");
            }
        }
    }

    // Each destination once, in the order of the lines: a market has many lines and few destinations.
    private static Dictionary<(string, string, int, string), List<string>> DestinationsByForm(IReadOnlyList<DemandLine> demands)
    {
        var byForm = new Dictionary<(string, string, int, string), List<string>>();
        var seen = new HashSet<(string, string, int, string, string)>();
        foreach (var line in demands)
        {
            if (line is null || !seen.Add((line.Material, line.Stage, line.Year, line.Form, line.Destination)))
                continue;
            var form = (line.Material, line.Stage, line.Year, line.Form);
            if (byForm.TryGetValue(form, out var known))
                known.Add(line.Destination);
            else
                byForm.Add(form, [line.Destination]);
        }
        return byForm;
    }
}
