using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>What an instance is made to be like.</summary>
/// <param name="Minimums">Lines and offers may have minimums.</param>
/// <param name="TiedPrices">Prices, freight and preferences take few values.</param>
/// <param name="Alike">Lines and offers often repeat the one before them.</param>
/// <param name="Plain">Lines have few requirements.</param>
/// <param name="Scarce">Offers are small.</param>
/// <param name="Forms">How many product forms there are.</param>
public sealed record InstanceHabits(bool Minimums, bool TiedPrices, bool Alike, bool Plain, bool Scarce, int Forms);

/// <summary>Rules of a generated instance.</summary>
internal static class RuleGenerator
{
    public static readonly string[] Origins = ["CL", "CN", "DE", "AU"];

    private static readonly decimal[] OddShares = [0, 1, 0.3333m, 0.6667m, 0.0001m];

    public static MatchingRules Create(Random random, int seed, decimal lot, out InstanceHabits habits)
    {
        habits = new InstanceHabits(
            random.Next(2) == 0,
            random.Next(2) == 0,
            random.Next(3) == 0,
            random.Next(2) == 0,
            random.Next(2) == 0,
            random.Next(5) == 0 ? 2 : 1);
        var basis = (DiversificationBasis)random.Next(3);
        var tied = habits.TiedPrices;
        return new MatchingRules
        {
            Objective = basis != DiversificationBasis.Matched && random.Next(3) == 0 ? Objective.Surplus : Objective.Volume,
            Lot = lot,
            Seed = $"seed {seed}",
            Diversification = new Diversification
            {
                Basis = basis,
                CountryShare = random.Next(4) == 0 ? null : Share(random, basis == DiversificationBasis.Matched ? 9 : 4),
                SupplierShare = random.Next(3) > 0 ? null : Share(random, 6),
                LineCountryShare = random.Next(3) > 0 ? null : Share(random, 8),
            },
            ExemptCountries = random.Next(3) == 0 ? [] : ["DE"],
            EligibleOrigins = random.Next(6) == 0 ? ["CL", "DE", "AU"] : null,
            Preferences = tied && random.Next(2) == 0 ? new Preferences() : new Preferences
            {
                RecycledBonus = Maybe(random, 3m, 40m),
                DomesticBonus = Maybe(random, 2.5m, 25m),
                StrategicProjectBonus = Maybe(random, 1.01m),
                SmeBonus = Maybe(random, 0.5m),
                CarbonPrice = Maybe(random, 0.33m, 0.5m),
            },
            Freight = [.. Origins.SelectMany(from => new[] { "DE", "FR" }.Select(to => new Freight(from, to, tied ? 1 : random.Next(4))))],
        };
    }

    private static decimal Share(Random random, int from) =>
        random.Next(8) == 0 ? OddShares[random.Next(OddShares.Length)] : random.Next(from, 21) * 0.05m;

    private static decimal Maybe(Random random, params decimal[] values) => random.Next(2) == 0 ? 0 : values[random.Next(values.Length)];
}
