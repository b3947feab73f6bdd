using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>One small instance per constraint and test of compatibility, worked out by hand.</summary>
public sealed class ConstraintTests
{
    private static readonly DemandLine Line = new()
    {
        Id = "line",
        Buyer = "buyer",
        Material = "gallium",
        Stage = "processing",
        Form = "ingot",
        Year = 2027,
        Quantity = 10,
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
        Quantity = 10,
        AskPrice = 100,
        Origin = "CN",
    };

    private static readonly MatchingInput Open = new()
    {
        Rules = new MatchingRules { Diversification = new Diversification { CountryShare = null }, Freight = [new Freight("CN", "DE", 5)] },
        Demands = [Line],
        Offers = [Offer],
    };

    public static TheoryData<string, MatchingInput> Incompatible() => new()
    {
        { "form", With(Line with { Form = "wafer" }, Offer) },
        { "purity", With(Line with { MinPurity = 99.9m }, Offer with { Purity = 99 }) },
        { "purity", With(Line with { MinPurity = 99.9m }, Offer) },
        { "origin-not-eligible", Open with { Rules = Open.Rules with { EligibleOrigins = ["CL"] } } },
        { "origin-excluded", With(Line with { ExcludedOrigins = ["CN"] }, Offer) },
        { "sustainability", With(Line with { MinSustainabilityScore = 1 }, Offer) },
        { "carbon-footprint", With(Line with { MaxCarbonFootprint = 5 }, Offer with { CarbonFootprint = 5.001m }) },
        { "carbon-footprint", With(Line with { MaxCarbonFootprint = 5 }, Offer) },
        { "recycled-only", With(Line with { RecycledOnly = true }, Offer) },
        { "same-company", With(Line with { Buyer = "supplier" }, Offer) },
        { "same-company", With(Line with { BuyerGroup = "group" }, Offer with { SupplierGroup = "group" }) },
        { "excluded-pair", Open with { ExcludedPairs = [new ExcludedPair("line", "offer")] } },
        { "price", With(Line with { LimitPrice = 104.99m }, Offer) },
    };

    [Theory]
    [MemberData(nameof(Incompatible))]
    public void A_pair_that_fails_a_test_is_not_matched_and_the_test_is_named(string code, MatchingInput input)
    {
        var result = Solve(input);
        Assert.Empty(result.Matches);
        Assert.Equal("no-compatible-offer", Assert.Single(result.Unfilled).Reason);
        Assert.Equal(1, (int)result.Unfilled[0].Detail[code]!);
        Assert.Equal(1, (int)Assert.Single(result.Unsold).Detail[code]!);
    }

    [Fact]
    public void A_pair_that_passes_is_matched_at_its_landed_price()
    {
        var group = Solve(With(Line with { LimitPrice = 105 }, Offer)).Groups[0];
        Assert.Equal((10m, 1050m, 1050m, 10_000), (group.Matched, group.Cost, group.LandedCost, group.Hhi));
    }

    [Fact]
    public void Bonuses_and_the_carbon_price_count_in_the_cost_alone()
    {
        var preferences = new Preferences { RecycledBonus = 200, DomesticBonus = 1, StrategicProjectBonus = 2, SmeBonus = 3, CarbonPrice = 0.33m };
        var input = With(Line with { Sme = true }, Offer with { Recycled = true, StrategicProject = true, CarbonFootprint = 0.5m });
        var group = Solve(input with { Rules = input.Rules with { Preferences = preferences, ExemptCountries = ["CN"] } }).Groups[0];

        // 105 - 200 - 1 - 2 - 3 + 0.165, which rounds to 0.17.
        Assert.Equal((-1008.3m, 1050m), (group.Cost, group.LandedCost));
    }

    [Fact]
    public void A_delivered_price_has_no_freight_and_distance_stands_in_for_a_missing_relation()
    {
        Assert.Equal(1000, Solve(With(Line, Offer with { PriceBasis = PriceBasis.Delivered })).Groups[0].Cost);
        var kilometres = Reference.Distances.Kilometres("CN", "DE")!.Value;
        var byDistance = Solve(Open with { Rules = Open.Rules with { Freight = [], FreightRate = 0.01m } }).Groups[0];
        Assert.Equal(1000 + 10 * decimal.Round(kilometres * 0.01m, 2, MidpointRounding.AwayFromZero), byDistance.Cost);
    }

    [Theory]
    [InlineData(10, 7, 7)]
    [InlineData(7, 10, 7)]
    public void Neither_side_gets_more_than_its_quantity(int demanded, int offered, int matched) =>
        Assert.Equal(matched, Solve(With(Line with { Quantity = demanded }, Offer with { Quantity = offered })).Groups[0].Matched);

    [Theory]
    [InlineData(DiversificationBasis.Demand, 6.5, "country-cap")]
    [InlineData(DiversificationBasis.Matched, 0, "country-cap")]
    [InlineData(DiversificationBasis.Consumption, 4.4, "country-cap")]
    public void A_country_cap_holds_under_every_basis(DiversificationBasis basis, double matched, string reason)
    {
        // 65 % of 10 t of demand; of nothing but the country's own; of 16 t less 6 t of imports.
        var result = Solve(Capped(basis));
        Assert.Equal((decimal)matched, result.Groups[0].Matched);
        Assert.Equal(10m, result.Groups[0].WithoutRule!.Matched);
        Assert.Equal(reason, Assert.Single(result.Unfilled).Reason);
        Assert.Equal("CN", (string)result.Unfilled[0].Detail["country"]!);
        Assert.True(result.Groups[0].Origins[0].Binding);
    }

    [Fact]
    public void Exempt_countries_have_no_cap() =>
        Assert.Equal(10, Solve(Capped(DiversificationBasis.Demand) with { Rules = Capped(DiversificationBasis.Demand).Rules with { ExemptCountries = ["CN"] } }).Groups[0].Matched);

    [Fact]
    public void Under_basis_matched_another_country_opens_room_in_proportion()
    {
        // 3.5 t from elsewhere carry 6.5 t from one country; 0.7 t carry 1.3 t.
        var second = Offer with { Id = "second", Supplier = "other", Origin = "DE", Quantity = 0.7m, PriceBasis = PriceBasis.Delivered };
        var input = Capped(DiversificationBasis.Matched);
        var group = Solve(input with { Offers = [Offer, second], Rules = input.Rules with { ExemptCountries = ["DE"] } }).Groups[0];
        Assert.Equal(2m, group.Matched);
        Assert.Equal(0.65m, group.Origins[0].ShareOfMatched);
    }

    [Fact]
    public void A_supplier_cap_counts_a_company_group_in_one_country_and_domestic_offers_too()
    {
        var rules = Open.Rules with { ExemptCountries = ["CN"], Diversification = new Diversification { CountryShare = 0.1m, SupplierShare = 0.4m } };
        var first = Offer with { SupplierGroup = "group" };
        var result = Solve(Open with { Rules = rules, Offers = [first, first with { Id = "second", Supplier = "sister" }] });
        Assert.Equal(4m, result.Groups[0].Matched);
        Assert.Equal("supplier-cap", Assert.Single(result.Unfilled).Reason);
        Assert.Equal("group", (string)result.Unfilled[0].Detail["supplier"]!);
    }

    [Fact]
    public void Caps_are_rounded_down_to_whole_lots()
    {
        var input = Capped(DiversificationBasis.Demand);
        Assert.Equal(5m, Solve(input with { Rules = input.Rules with { Lot = 2.5m } }).Groups[0].Matched);
    }

    [Fact]
    public void A_minimum_order_is_reached_together_or_not_at_all()
    {
        var small = Line with { Quantity = 4 };
        var offer = Offer with { MinimumOrder = 8 };
        Assert.Equal(8m, Solve(Open with { Demands = [small, small with { Id = "second", Buyer = "another" }], Offers = [offer] }).Groups[0].Matched);
        var alone = Solve(Open with { Demands = [small], Offers = [offer] });
        Assert.Equal(0m, alone.Groups[0].Matched);
        Assert.Equal("minimum-order-not-reached", Assert.Single(alone.Unsold).Reason);
    }

    [Fact]
    public void A_minimum_quantity_is_reached_or_nothing_is_received()
    {
        var result = Solve(With(Line with { MinimumQuantity = 8 }, Offer with { Quantity = 7 }));
        Assert.Equal(0m, result.Groups[0].Matched);
        Assert.Equal("minimum-quantity-not-reached", Assert.Single(result.Unfilled).Reason);
    }

    [Fact]
    public void Between_equal_lines_the_lottery_decides_and_another_seed_decides_otherwise()
    {
        var lines = Enumerable.Range(0, 4).Select(number => Line with { Id = $"line-{number}", Buyer = $"buyer-{number}" }).ToList();
        var winners = Enumerable.Range(0, 30).Select(seed =>
        {
            // A lot that cannot be shared.
            var input = Open with { Demands = lines, Rules = Open.Rules with { Lot = 10, Seed = $"{seed}" } };
            var first = lines.MinBy(line => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes($"{seed}:line:{line.Id}"))), StringComparer.Ordinal)!.Id;
            Assert.Equal(first, Assert.Single(Solve(input).Matches).Demand);
            return first;
        });
        Assert.Equal(4, winners.Distinct().Count());
    }

    private static MatchingInput With(DemandLine line, SupplyOffer offer) => Open with { Demands = [line], Offers = [offer] };

    private static MatchingInput Capped(DiversificationBasis basis) => Open with
    {
        Rules = Open.Rules with { Diversification = new Diversification { Basis = basis } },
        Consumption =
        [
            new UnionConsumption { Material = "gallium", Stage = "processing", Year = 2027, Quantity = 16, Imports = [new CountryQuantity("CN", 6)] },
        ],
    };

    private static MatchingResult Solve(MatchingInput input)
    {
        var result = Matcher.Solve(input, null, CancellationToken.None);
        Assert.True(Verification.Verifier.Verify(input, result).Accepted);
        return result;
    }
}
