using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>
/// Small instances from a seed: every constraint, preference, basis and objective turns up, alone and together, and often not at all.
/// Half of them have few distinct prices, so that much is left for fairness to decide.
/// </summary>
public static class InstanceGenerator
{
    private static readonly decimal[] LotSizes = [0.001m, 0.5m, 1m, 2.5m];
    private static readonly string[] Materials = ["lithium", "gallium", "nickel"];

    /// <summary>One group of 1 to 5 lines and 1 to 5 offers.</summary>
    public static MatchingInput Create(int seed) => Create(new Random(seed), seed, 1, (1, 5));

    /// <summary>One group of 5 to 10 lines and as many offers, none with a minimum: more than one level of ratio is usual.</summary>
    public static MatchingInput CreateWide(int seed) => Create(new Random(2_000_000 + seed), seed, 1, (5, 10));

    /// <summary>Two or three groups in one input; now and then one of them has no lines, or no offers.</summary>
    public static MatchingInput CreateMany(int seed)
    {
        var random = new Random(1_000_000 + seed);
        return Create(random, seed, random.Next(2, 4), (1, 5));
    }

    private static MatchingInput Create(Random random, int seed, int groups, (int Least, int Most) size)
    {
        var rules = RuleGenerator.Create(random, seed, LotSizes[random.Next(LotSizes.Length)], out var habits);
        habits = habits with { Minimums = habits.Minimums && size.Least == 1 };
        var input = new MatchingInput { Rules = rules, Demands = [], Offers = [] };
        for (var group = 0; group < groups; group++)
        {
            var companies = new GroupGenerator(random, rules, habits, Materials[group], groups == 1 ? "" : $"{Materials[group]}-");
            var lines = companies.Lines(size);
            var offers = companies.Offers(size);
            var missing = groups > 1 ? random.Next(10) : -1;
            (lines, offers) = (missing == 0 ? [] : lines, missing == 1 ? [] : offers);
            if (habits.Minimums)
                GroupGenerator.KeepFewMinimums(lines, offers);
            input = input with
            {
                Demands = [.. input.Demands, .. lines],
                Offers = [.. input.Offers, .. offers],
                Consumption = (rules.Diversification.Basis == DiversificationBasis.Consumption && lines.Count > 0) || random.Next(3) > 0
                    ? [.. input.Consumption, Consumption(random, Materials[group], rules.Lot)]
                    : input.Consumption,
                ExcludedPairs = lines.Count > 0 && offers.Count > 0 && random.Next(4) == 0
                    ? [.. input.ExcludedPairs, new ExcludedPair(lines[0].Id, offers[^1].Id)]
                    : input.ExcludedPairs,
            };
        }
        return input;
    }

    // Whole kilograms that are seldom whole lots.
    private static UnionConsumption Consumption(Random random, string material, decimal lot) => new()
    {
        Material = material,
        Stage = "processing",
        Year = 2027,
        Quantity = random.Next(10, 60) * lot + random.Next(3) * 0.001m,
        Imports = random.Next(3) == 0
            ? []
            : [new CountryQuantity("CL", random.Next(8) * lot), new CountryQuantity("CN", random.Next(3) * lot + 0.001m)],
    };
}
