using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using static Matchmaking.Engine.Tests.Verifying.Scenario;

namespace Matchmaking.Engine.Tests.Verifying;

/// <summary>Results that break one rule each, the figures kept in step, so that only the rule itself can tell.</summary>
public sealed class ResultRuleTests
{
    private static readonly Diversification NoRule = new() { CountryShare = null };

    [Fact]
    public void A_match_is_whole_lots() =>
        RequireFinding(Scenarios.LineCap with { Matches = [("d", "a", 2.5m), ("d", "b", 7.5m)], Cost = 175 }, "lot");

    [Fact]
    public void A_line_takes_no_more_from_a_country_than_its_cap() =>
        RequireFinding(Scenarios.LineCap with { Matches = [("d", "a", 4), ("d", "b", 6)], Cost = 160 }, "cap");

    [Fact]
    public void An_exempt_country_has_no_line_cap()
    {
        var scenario = Scenarios.LineCap with
        {
            Input = Scenarios.LineCap.Input with { Offers = [Offer("a", "CN", 20, 10), Offer("b", "DE", 20, 5)] },
            Matches = [("d", "b", 10)],
            Cost = 50,
        };
        Assert.Empty(scenario.FindingsOf(scenario.Document()));
    }

    [Fact]
    public void A_country_gives_no_more_than_its_share() =>
        RequireFinding(Scenarios.ShareOfMatched with { Matches = [("d", "b", 10), ("e", "c", 41)], Base = 51, Cost = 510 }, "cap");

    [Fact]
    public void A_supplier_gives_no_more_than_its_share() =>
        RequireFinding(Scenarios.ShareOfSupplier with { Matches = [("d", "a", 6), ("d", "b", 4)], Cost = 140 }, "cap");

    [Fact]
    public void An_offer_gives_nothing_or_its_minimum() =>
        RequireFinding(Scenarios.MinimumThatCosts with { Matches = [("d", "a", 5), ("d", "b", 5)], Cost = 200 }, "minimum");

    [Fact]
    public void A_line_receives_nothing_or_its_minimum() =>
        RequireFinding(Scenarios.AllOrNothingLine with { Matches = [("d", "a", 4), ("e", "a", 5)], Cost = 90 }, "minimum");

    [Fact]
    public void Nothing_is_given_or_received_beyond_a_quantity()
    {
        RequireFinding(Scenarios.LargestSurplus with { Matches = [("d", "a", 10), ("e", "a", 3)], Cost = 260, Surplus = 95 }, "capacity");
        RequireFinding(Scenarios.LargestSurplus with { Matches = [("d", "a", 11), ("e", "a", 1)], Cost = 240, Surplus = 93 }, "capacity");
    }

    [Fact]
    public void An_overstated_limit_counts_no_more_than_the_highest_landed_price()
    {
        // With its own limit of 30 line d would bring 20 euro more.
        RequireFinding(Scenarios.LargestSurplus with { Surplus = 110 }, "figure");
        RequireFinding(Scenarios.LargestSurplus with { Surplus = null }, "figure");
        RequireFinding(Scenarios.MinimumThatCosts with { Surplus = 0 }, "figure");
    }

    [Fact]
    public void Pairs_close_no_cycle()
    {
        var square = new Scenario
        {
            Name = "square",
            Input = Market(NoRule, [Line("d", 4), Line("e", 4), Line("f", 4) with { RecycledOnly = true }],
                [Offer("a", "CN", 4, 10), Offer("b", "CN", 4, 10)]),
            Matches = [("d", "a", 4), ("e", "b", 4)],
            Base = 8,
            Cost = 80,
            Reasons = new() { ["f"] = "no-compatible-offer" },
            Certificate = """{ "proof": "prices", "offers": [], "countries": [], "suppliers": [] }""",
        };
        Assert.Empty(square.FindingsOf(square.Document()));
        var cycle = square with { Matches = [("d", "a", 2), ("d", "b", 2), ("e", "a", 2), ("e", "b", 2)] };
        RequireFinding(cycle, "forest");
        Assert.Contains(cycle.FindingsOf(cycle.Document()), finding => finding.Path == "$.matches[3]");

        // Line caps that bind hold a cycle in its place: the pairs then are few enough, and each of them is held.
        var rules = cycle.Input.Rules with { Diversification = NoRule with { LineCountryShare = 1 } };
        var capped = cycle with { Input = cycle.Input with { Rules = rules } };
        Assert.Empty(capped.FindingsOf(capped.Document()));
    }

    [Theory]
    [InlineData("not-competitive")]
    [InlineData("search-limit")]
    [InlineData("line-cap")]
    [InlineData("supplier-cap")]
    [InlineData("country-cap")]
    [InlineData("caps-together")]
    [InlineData("minimum-not-chosen")]
    [InlineData("minimum-above-cap")]
    [InlineData("no-compatible-line")]
    [InlineData("supply-exhausted")]
    [InlineData("because")]
    public void A_reason_fits_the_rules_and_the_offer(string reason) =>
        RequireFinding(Scenarios.MinimumThatCosts with { Reasons = new() { ["b"] = reason } }, "remainder");

    [Fact]
    public void A_search_that_did_not_end_claims_no_cause() =>
        RequireFinding(Scenarios.SearchCutShort with { Reasons = new() { ["a"] = "search-limit" } }, "remainder");

    [Fact]
    public void An_offer_with_a_minimum_above_a_cap_says_so()
    {
        // China's cap is 40 t.
        var scenario = Scenarios.ShareOfMatched;
        var input = scenario.Input;
        var above = input with { Offers = [input.Offers[0] with { Quantity = 60, MinimumOrder = 41 }, .. input.Offers.Skip(1)] };
        RequireFinding(scenario with { Input = above }, "remainder");
        RequireFinding(scenario with { Reasons = new(scenario.Reasons) { ["a"] = "minimum-above-cap" } }, "remainder");
    }

    [Fact]
    public void No_alternative_is_worse_than_it_can_be()
    {
        var scenario = Scenarios.LineCap;
        Assert.True(IsFound(scenario, group => group["withoutRule"] = Value(10, 171)));
        Assert.True(IsFound(scenario, group => group["withoutRule"] = Value(9, 0)));
        Assert.False(IsFound(scenario, group => group["withoutRule"] = Value(10, 100)));
        Assert.True(IsFound(scenario, group => group["otherBases"]!.AsObject().Remove("matched")));

        // No cap of this group has a basis, so every basis gives the same.
        Assert.True(IsFound(scenario, group => group["otherBases"]!["matched"] = Value(10, 171)));
        Assert.False(IsFound(scenario, group => group["otherBases"]!["matched"] = Value(10, 170)));
    }

    [Fact]
    public void No_basis_is_better_than_no_cap_at_all()
    {
        foreach (var (matched, cost, isFound) in new[] { (111, 0, true), (110, 1_099, true), (110, 1_100, false), (60, 600, false) })
        {
            Assert.Equal(isFound, IsFound(Scenarios.ShareOfMatched, group =>
            {
                group["withoutRule"] = Value(110, 1_100);
                group["otherBases"]!["demand"] = Value(matched, cost);
            }));
        }
        Assert.True(IsFound(Scenarios.ShareOfMatched, group => group["otherBases"]!["consumption"] = Value(60, 600)));
    }

    private static JsonObject Value(decimal matched, decimal cost) => new() { ["matched"] = matched, ["cost"] = cost };

    private static bool IsFound(Scenario scenario, Action<JsonObject> change)
    {
        var document = scenario.Document();
        change(document["groups"]![0]!.AsObject());
        return scenario.FindingsOf(document).Any(finding => finding.Code == "figure");
    }

    private static void RequireFinding(Scenario scenario, string code) =>
        Assert.Contains(scenario.FindingsOf(scenario.Document()), finding => finding.Code == code);
}
