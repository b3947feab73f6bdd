using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Inputs that differ from another in one respect.</summary>
internal static class Variations
{
    /// <summary>The same input with every array in another order.</summary>
    public static MatchingInput Shuffled(MatchingInput input, int seed)
    {
        var random = new Random(seed);
        return input with
        {
            Demands = Shuffled([.. input.Demands.Select(line => line with
            {
                ExcludedOrigins = Shuffled(line.ExcludedOrigins, random),
                ExistingSupply = Shuffled(line.ExistingSupply, random),
            })], random),
            Offers = Shuffled(input.Offers, random),
            ExcludedPairs = Shuffled(input.ExcludedPairs, random),
            Consumption = Shuffled(
                [.. input.Consumption.Select(entry => entry with { Imports = Shuffled(entry.Imports, random) })], random),
            Rules = input.Rules with
            {
                Freight = Shuffled(input.Rules.Freight, random),
                ExemptCountries = Shuffled(input.Rules.ExemptCountries, random),
                EligibleOrigins = input.Rules.EligibleOrigins is { } origins ? Shuffled(origins, random) : null,
            },
        };
    }

    /// <summary>Every tonnage times a factor.</summary>
    public static MatchingInput Scaled(MatchingInput input, decimal factor) => input with
    {
        Demands = [.. input.Demands.Select(line => line with
        {
            Quantity = line.Quantity * factor,
            MinimumQuantity = line.MinimumQuantity * factor,
            ExistingSupply = Scaled(line.ExistingSupply, factor),
        })],
        Offers = [.. input.Offers.Select(offer => offer with
        {
            Quantity = offer.Quantity * factor,
            MinimumOrder = offer.MinimumOrder * factor,
        })],
        Consumption = [.. input.Consumption.Select(entry => entry with
        {
            Quantity = entry.Quantity * factor,
            Imports = Scaled(entry.Imports, factor),
        })],
    };

    /// <summary>Lots become whole tonnages, and the lot a kilogram: what is due and what is got then differ by next to nothing.</summary>
    /// <param name="input">The input.</param>
    /// <param name="tonnes">Tonnes that a lot becomes.</param>
    public static MatchingInput InKilograms(MatchingInput input, decimal tonnes)
    {
        var lot = input.Rules.Lot;
        var whole = input with
        {
            Demands = [.. input.Demands.Select(line => line with
            {
                ExistingSupply = [.. line.ExistingSupply.Select(entry => Whole(entry, lot))],
            })],
            Consumption = [.. input.Consumption.Select(entry => entry with
            {
                Quantity = Whole(entry.Quantity, lot),
                Imports = [.. entry.Imports.Select(import => Whole(import, lot))],
            })],
        };
        return Scaled(whole, tonnes / lot) with { Rules = input.Rules with { Lot = 0.001m } };
    }

    public static MatchingInput WithoutMinimums(MatchingInput input) => input with
    {
        Demands = [.. input.Demands.Select(line => line with { MinimumQuantity = null })],
        Offers = [.. input.Offers.Select(offer => offer with { MinimumOrder = null })],
    };

    public static MatchingInput WithRule(MatchingInput input, Func<Diversification, Diversification> change) =>
        input with { Rules = input.Rules with { Diversification = change(input.Rules.Diversification) } };

    private static decimal Whole(decimal tonnes, decimal lot) => Math.Floor(tonnes / lot) * lot;

    private static CountryQuantity Whole(CountryQuantity entry, decimal lot) => entry with { Quantity = Whole(entry.Quantity, lot) };

    private static List<CountryQuantity> Scaled(IReadOnlyList<CountryQuantity> entries, decimal factor) =>
        [.. entries.Select(entry => entry with { Quantity = entry.Quantity * factor })];

    private static List<T> Shuffled<T>(IReadOnlyList<T> entries, Random random)
    {
        var shuffled = entries.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }
}
