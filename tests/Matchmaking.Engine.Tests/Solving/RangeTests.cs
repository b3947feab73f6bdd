using System.Numerics;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Inputs at the edges of what is admitted solve exactly; a kilogram or a cent more is refused.</summary>
public sealed class RangeTests
{
    private const decimal Tonnes = InputLimits.Tonnes;
    private const decimal Euro = InputLimits.EuroPerTonne;

    private static readonly DemandLine Line = new()
    {
        Id = "line",
        Buyer = "buyer",
        Material = "gallium",
        Stage = "processing",
        Form = "ingot",
        Year = 2027,
        Quantity = Tonnes,
        Destination = "DE",
    };

    private static readonly SupplyOffer Offer = new()
    {
        Id = "offer",
        Supplier = "supplier",
        Material = "gallium",
        Stage = "processing",
        Form = "ingot",
        Year = 2027,
        Quantity = Tonnes,
        AskPrice = Euro,
        Origin = "CN",
        CarbonFootprint = 1_000,
    };

    private static readonly MatchingInput Edge = new()
    {
        Rules = new MatchingRules
        {
            Diversification = new Diversification { CountryShare = null },
            Freight = [new Freight("CN", "DE", Euro)],
            Preferences = new Preferences { CarbonPrice = 1_000_000 },
        },
        Demands = [Line],
        Offers = [Offer],
    };

    public static TheoryData<string, MatchingInput> TooMuch() => new()
    {
        { "$.demands[0].quantity", Edge with { Demands = [Line with { Quantity = Tonnes + 0.001m }] } },
        { "$.demands", Edge with { Demands = [Line, Line with { Id = "other", Quantity = 0.001m }] } },
        { "$.offers[0].quantity", Edge with { Offers = [Offer with { Quantity = Tonnes + 0.001m }] } },
        { "$.offers", Edge with { Offers = [Offer, Offer with { Id = "other", Quantity = 0.001m }] } },
        { "$.offers[0].askPrice", Edge with { Offers = [Offer with { AskPrice = Euro + 0.01m }] } },
        { "$.offers[0].carbonFootprint", Edge with { Offers = [Offer with { CarbonFootprint = 1_000.001m }] } },
        { "$.demands[0].limitPrice", Edge with { Demands = [Line with { LimitPrice = Euro + 0.01m }] } },
        { "$.demands[0].existingSupply", Edge with
            {
                Demands = [Line with { ExistingSupply = [new CountryQuantity("CN", Tonnes), new CountryQuantity("CL", 0.001m)] }],
            }
        },
        { "$.rules.freight[0].cost", Edge with { Rules = Edge.Rules with { Freight = [new Freight("CN", "DE", Euro + 0.01m)] } } },
        { "$.rules.preferences.smeBonus", WithPreferences(new Preferences { SmeBonus = Euro + 0.01m }) },
        { "$.rules.preferences.recycledBonus", WithPreferences(new Preferences { RecycledBonus = Euro + 0.01m }) },
        { "$.rules.preferences.domesticBonus", WithPreferences(new Preferences { DomesticBonus = Euro + 0.01m }) },
        { "$.rules.preferences.strategicProjectBonus", WithPreferences(new Preferences { StrategicProjectBonus = Euro + 0.01m }) },
        { "$.rules.preferences.carbonPrice", WithPreferences(new Preferences { CarbonPrice = Euro + 0.01m }) },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void A_kilogram_or_a_cent_above_the_range_is_refused_where_it_stands(string path, MatchingInput input) =>
        Assert.Contains(path, InputDocument.Validate(input).Select(fault => fault.Path));

    [Fact]
    public void The_dearest_that_is_admitted_is_summed_exactly()
    {
        // Price, freight and carbon cost at their limits: 3 * 10^9 euro for each of 10^12 t.
        var group = EngineCase.Solve(Edge).Group;
        Assert.Equal((Tonnes, 3 * Euro * Tonnes, 2 * Euro * Tonnes), (group.Matched, group.Cost, group.LandedCost));
    }

    [Fact]
    public void The_cheapest_that_is_admitted_is_summed_exactly()
    {
        var all = new Preferences { RecycledBonus = Euro, DomesticBonus = Euro, StrategicProjectBonus = Euro, SmeBonus = Euro };
        var input = WithPreferences(all);
        var group = EngineCase.Solve(input with
        {
            Rules = input.Rules with { ExemptCountries = ["CN"], Freight = [] },
            Demands = [Line with { Sme = true }],
            Offers = [Offer with { AskPrice = 0, Recycled = true, StrategicProject = true }],
        }).Group;
        Assert.Equal((Tonnes, -4 * Euro * Tonnes, 0m), (group.Matched, group.Cost, group.LandedCost));
    }

    [Fact]
    public void The_widest_surplus_that_is_admitted_is_summed_exactly()
    {
        // The dear offer makes the limit count in full; the other is free and has every bonus.
        var input = WithPreferences(new Preferences { RecycledBonus = Euro, StrategicProjectBonus = Euro, SmeBonus = Euro });
        var group = EngineCase.Solve(input with
        {
            Rules = input.Rules with { Objective = Objective.Surplus, Freight = [] },
            Demands = [Line with { Sme = true, LimitPrice = Euro }],
            Offers = [Offer with { Quantity = 0 }, Offer with { Id = "free", AskPrice = 0, Recycled = true, StrategicProject = true }],
        }).Group;
        Assert.Equal((Tonnes, -3 * Euro * Tonnes, 4 * Euro * Tonnes), (group.Matched, group.Cost, group.Surplus));
    }

    [Fact]
    public void A_cent_a_tonne_decides_between_a_thousand_of_the_dearest_offers()
    {
        // Half of the demand is open to the cheaper half of the offers, each a cent apart from the next.
        var quantity = Tonnes / 1_000;
        var input = Edge with
        {
            Rules = Edge.Rules with { Freight = [] },
            Demands = [Line with { Quantity = 500 * quantity }],
            Offers = [.. Enumerable.Range(0, 1_000).Select(number => Offer with
            {
                Id = $"offer-{number}",
                Quantity = quantity,
                AskPrice = Euro - number * 0.01m,
                CarbonFootprint = null,
            })],
        };
        var solved = EngineCase.Solve(input);
        var cents = Enumerable.Range(500, 500).Aggregate(BigInteger.Zero, (sum, number) => sum + (new BigInteger(Euro * 100) - number));
        Assert.Equal(cents * new BigInteger(quantity), new BigInteger(solved.Group.Cost * 100));
        Assert.Equal(500, solved.Result.Matches.Count);
        Assert.All(Enumerable.Range(500, 500), number => Assert.Equal(quantity * 1_000, solved.LotsOfOffer($"offer-{number}")));
    }

    [Fact]
    public void Shares_of_the_largest_base_are_exact_to_the_kilogram()
    {
        // 33.33 % of 10^15 kg less a kilogram, rounded down.
        var group = EngineCase.Solve(Variations.WithRule(Edge with { Demands = [Line with { Quantity = Tonnes - 0.001m }] },
            rule => rule with { CountryShare = 0.3333m })).Group;
        var cap = (new BigInteger(Tonnes) * 1_000 - 1) * 3_333 / 10_000;
        Assert.Equal(cap, new BigInteger(group.Matched * 1_000));
        Assert.Equal(group.Matched, group.Origins[0].Cap);
    }

    [Fact]
    public void The_largest_quantity_within_its_own_shares_is_exact_to_the_kilogram()
    {
        var input = Edge with
        {
            Rules = Edge.Rules with
            {
                ExemptCountries = ["DE"],
                Diversification = new Diversification { Basis = DiversificationBasis.Matched, CountryShare = 0.6543m },
            },
            Offers =
            [
                Offer with { Quantity = 0.9m * Tonnes },
                Offer with { Id = "domestic", Supplier = "other", Origin = "DE", Quantity = 0.1m * Tonnes - 0.001m },
            ],
        };
        var matched = new BigInteger(EngineCase.Solve(input).Group.Matched * 1_000);

        // The domestic offer is sold out; the rest is within its share, and a kilogram more would not be.
        var domestic = new BigInteger(0.1m * Tonnes) * 1_000 - 1;
        Assert.True(matched - domestic <= matched * 6_543 / 10_000);
        Assert.True(matched + 1 - domestic > (matched + 1) * 6_543 / 10_000);
    }

    [Fact]
    public void Dues_of_the_largest_lines_are_exact_to_the_kilogram()
    {
        var quantities = new[] { 0.7m * Tonnes - 0.001m, 0.2m * Tonnes - 0.002m, 0.1m * Tonnes + 0.001m };
        var supply = 0.6m * Tonnes + 0.001m;
        var input = Edge with
        {
            Demands = [.. quantities.Select((quantity, number) => Line with { Id = $"line-{number}", Quantity = quantity })],
            Offers = [Offer with { Quantity = supply }],
        };
        var solved = EngineCase.Solve(input);
        var (shared, wanted) = (new BigInteger(supply * 1_000), new BigInteger(quantities.Sum() * 1_000));
        var got = quantities.Select((_, number) => new BigInteger(solved.LotsOfLine($"line-{number}"))).ToList();
        Assert.Equal(shared, got.Aggregate(BigInteger.Add));
        Assert.All(quantities.Zip(got), entry =>
        {
            var due = new BigInteger(entry.First * 1_000) * shared / wanted;
            Assert.True(entry.Second == due || entry.Second == due + 1, $"{entry.Second} for {due}");
        });
    }

    private static MatchingInput WithPreferences(Preferences preferences) => Edge with
    {
        Rules = Edge.Rules with { Preferences = preferences },
        Offers = [Offer with { CarbonFootprint = null }],
    };
}
