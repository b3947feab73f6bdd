using Matchmaking.Engine.Reference;

namespace Matchmaking.Engine.Documents;

/// <summary>The freight table, and whether every relation that an ex-works price needs has a freight.</summary>
internal static class FreightRules
{
    public static void Check(MatchingInput input, FaultList faults)
    {
        var rules = input.Rules;
        faults.Unique(rules.Freight, at => $"$.rules.freight[{at}]", (freight, path) =>
        {
            faults.Country($"{path}.from", freight.From);
            faults.Country($"{path}.to", freight.To);
            faults.Money($"{path}.cost", freight.Cost);
        }, freight => (freight.From, freight.To));

        if (rules.FreightRate <= 0)
            return;
        var known = rules.Freight.Where(freight => freight is not null).Select(freight => (freight.From, freight.To)).ToHashSet();
        var eligible = rules.EligibleOrigins?.ToHashSet();
        var destinations = input.Demands.Where(line => line is not null).ToLookup(
            line => (line.Material, line.Stage, line.Year, line.Form), line => line.Destination);
        for (var at = 0; at < input.Offers.Count; at++)
        {
            if (input.Offers[at] is not { PriceBasis: PriceBasis.ExWorks } offer || eligible?.Contains(offer.Origin) == false)
                continue;
            foreach (var destination in destinations[(offer.Material, offer.Stage, offer.Year, offer.Form)].Distinct())
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
}
