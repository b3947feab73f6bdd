using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demo;

/// <summary>What both rounds have in common.</summary>
internal static class DemoRules
{
    /// <summary>Coverage of the groups.</summary>
    public static IReadOnlyList<Coverage> Coverage(IEnumerable<DemoGroup> groups) =>
    [
        .. groups.Select(group => new Coverage
        {
            Material = group.Material,
            Stage = group.Stage,
            Periods = [new DeliveryPeriod { FirstYear = DemoScenario.FirstYear, Years = DemoScenario.Years }],
        }),
    ];

    /// <summary>A cap of 65 %; freight for offers ex works, and bonuses, all assumed.</summary>
    public static RoundRules Of(DiversificationBasis basis) => new()
    {
        Diversification = new Diversification { Basis = basis, CountryShare = 0.65m },
        FreightRate = 0.012m,
        Preferences = new Preferences { RecycledBonus = 150, StrategicProjectBonus = 100, SmeBonus = 50 },
    };

    /// <summary>The Union's consumption, where it is known, with what third countries already supply of it.</summary>
    public static IReadOnlyList<UnionConsumption> Consumption(IEnumerable<DemoGroup> groups) =>
    [
        .. groups.Where(group => DemoFigures.IsConsumption(group.Material)).Select(group => new UnionConsumption
        {
            Material = group.Material,
            Stage = Json.Name(group.Stage),
            Year = DemoScenario.FirstYear,
            Quantity = Round(DemoFigures.Use(group.Material)),
            Imports = [.. Imports(group)],
        }),
    ];

    private static IEnumerable<CountryQuantity> Imports(DemoGroup group) => DemoTables.Sourcing(group.Material, group.Stage)
        .Where(row => Countries.Current.Find(row.Country) is { ExemptByDefault: false })
        .Select(row => (row.Country, Share: row.ShareOfEuSourcingPercent / 100))
        .Select(entry => new CountryQuantity(entry.Country, Round(DemoFigures.ExistingImports(group.Material, entry.Share))));

    private static decimal Round(decimal tonnes) => decimal.Round(tonnes, 3, MidpointRounding.AwayFromZero);
}
