using Matchmaking.Engine.Documents;

namespace Matchmaking.Benchmarks.Markets;

/// <summary>
/// Makes an input shaped like the market: twenty origins, one of them with 60 to 98 % of a group's supply; log-normal quantities; a fifth
/// of the lines that exclude origins; 10 to 30 % of the lines without a limit price; prices ex works, mostly in whole euro, so that ties
/// are common.
/// </summary>
internal static class MarketGenerator
{
    private static readonly string[] Materials =
    [
        "aluminium", "bismuth", "boron", "cobalt", "copper", "gallium", "germanium", "lithium", "magnesium", "manganese", "graphite",
        "nickel", "platinum", "neodymium", "silicon", "titanium", "tungsten",
    ];

    private static readonly string[] Stages = ["processing", "extraction"];

    public static MatchingInput Create(MarketShape shape)
    {
        var random = new SeededRandom(shape.Seed);
        var rules = Rules(shape, random);
        var groups = shape.Groups
            .Select((size, number) => new GroupGenerator(shape, size.Lines, size.Offers, KeyOf(number), number, random)).ToList();
        foreach (var group in groups)
            group.Draw();
        return new MatchingInput
        {
            Rules = rules,
            Consumption = [.. groups.Select(group => group.Consumption())],
            Demands = [.. groups.SelectMany(group => group.Demands)],
            Offers = [.. groups.SelectMany(group => group.Offers)],
        };
    }

    private static MatchingRules Rules(MarketShape shape, SeededRandom random) => new()
    {
        Objective = shape.Objective,
        Diversification = new Diversification
        {
            Basis = shape.Basis,
            SupplierShare = shape.SupplierShare,
            LineCountryShare = shape.LineCountryShare,
        },
        ExemptCountries = Geography.Exempt,
        Preferences = new Preferences { SmeBonus = 50, RecycledBonus = 40, StrategicProjectBonus = 25 },
        Freight = [.. from origin in Geography.Origins
                      from destination in Geography.Destinations
                      select new Freight(origin, destination, origin == destination ? 5 : Freight(origin, random))],
        Seed = $"market {shape.Seed}",
    };

    // Overseas freight is dearer, and the exempt origins are the nearest.
    private static decimal Freight(string origin, SeededRandom random) =>
        Geography.Exempt.Contains(origin) ? 10 + random.Below(70) : 80 + random.Below(180);

    private static (string Material, string Stage, int Year) KeyOf(int number) => (
        Materials[number % Materials.Length],
        Stages[number / Materials.Length % Stages.Length],
        2027 + (number / (Materials.Length * Stages.Length)));
}
