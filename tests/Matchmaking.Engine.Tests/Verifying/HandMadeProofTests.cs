using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Engine.Tests.Verifying;

/// <summary>Proofs worked out on paper are accepted, and no number, text or entry of them can be changed.</summary>
public sealed class HandMadeProofTests
{
    public static TheoryData<string> Names => new(Scenarios.All.Select(scenario => scenario.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_proof_worked_out_by_hand_is_accepted(string name)
    {
        var scenario = Find(name);
        Assert.Empty(scenario.FindingsOf(scenario.Document()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_changed_number_text_or_entry_is_found(string name)
    {
        var scenario = Find(name);
        var good = scenario.Document();
        var changes = 0;
        foreach (var (what, broken) in Corruption.Of(good, isTight: true))
        {
            changes++;
            Assert.False(scenario.FindingsOf(broken).Count == 0, $"{what} passes\n{broken.ToJsonString()}");
        }
        Assert.True(changes > 20);
    }

    [Fact]
    public void Leaves_that_change_places_prove_nothing()
    {
        var trees = Scenarios.All.Where(scenario => scenario.Certificate.Contains("tree") && scenario != Scenarios.LineCapBelowMinimum);
        foreach (var scenario in trees)
            RequireFinding(scenario, certificate => Swap(certificate["tree"]!.AsArray(), 1, 2));
    }

    [Fact]
    public void A_leaf_is_empty_only_where_its_prices_say_so()
    {
        RequireFinding(Scenarios.MinimumOutOfReach, certificate => certificate["tree"]![1]!.AsObject().Remove("infeasible"));
        var open = Leaf("""{ "offer": "a", "feasibilityPrice": -1 }""", isEmpty: true);
        RequireFinding(Scenarios.MinimumThatCosts, certificate => certificate["tree"]![1] = open);
        RequireFinding(Scenarios.AllOrNothingLine, certificate => certificate["tree"]![1] = Leaf("", true));
    }

    [Fact]
    public void A_branch_stands_for_an_item_with_a_minimum_once_on_a_way()
    {
        Assert.Contains(Scenarios.MinimumThatCosts.FindingsWith(certificate => certificate["tree"]![0]!["offer"] = "b"),
            finding => finding.Detail.Contains("no minimum"));
        RequireFinding(Scenarios.MinimumThatCosts, certificate =>
        {
            var tree = certificate["tree"]!.AsArray();
            tree.Insert(1, new JsonObject { ["offer"] = "a" });
            tree.Insert(2, tree[2]!.DeepClone());
        });
    }

    [Fact]
    public void An_item_may_be_decided_anew_on_every_way()
    {
        // Below either side of a line that nobody can serve the whole proof stands once.
        var one = Comb(3);
        Assert.Empty(one.FindingsWith(certificate =>
        {
            var tree = certificate["tree"]!.AsArray();
            tree.RemoveAt(1);
            foreach (var entry in JsonNode.Parse(Scenarios.MinimumThatCosts.Certificate)!["tree"]!.AsArray().Reverse())
                tree.Insert(1, entry!.DeepClone());
        }));
    }

    [Fact]
    public void What_is_closed_counts_nothing_at_any_price()
    {
        Assert.Empty(Scenarios.MinimumThatCosts.FindingsWith(certificate => certificate["tree"]![2]!["offers"]!.AsArray().Add(
            new JsonObject { ["offer"] = "a", ["quantityPrice"] = 7, ["costPrice"] = 0 })));
    }

    [Fact]
    public void A_tree_has_no_more_than_a_thousand_leaves()
    {
        // Lines that nobody can serve: open, each is a leaf that proves itself; closed, the next one follows.
        var (few, many) = (Comb(900), Comb(1_010));
        Assert.Empty(few.FindingsOf(few.Document()));
        Assert.Contains(many.FindingsOf(many.Document()), finding => finding.Detail.Contains("1000 leaves"));
    }

    [Fact]
    public void Only_an_open_offer_has_a_price_below_zero_or_is_released()
    {
        var other = Leaf("""{ "offer": "b", "quantityPrice": 0, "costPrice": -20 }""");
        Assert.Contains(Scenarios.MinimumThatCosts.FindingsWith(certificate => certificate["tree"]![1] = other),
            finding => finding.Detail.Contains("below zero for b"));
        RequireFinding(Scenarios.ShareOfMatched, certificate => Release(certificate, 1, "c"));
        RequireFinding(Scenarios.ShareOfMatched, certificate => Release(certificate, 2, "a"));
    }

    [Fact]
    public void A_leaf_without_its_cut_or_release_is_not_proven()
    {
        RequireFinding(Scenarios.ShareOfMatched, certificate => Release(certificate, 1));
        RequireFinding(Scenarios.ShareOfMatched, certificate => certificate["tree"]![1]!.AsObject().Remove("cuts"));
        RequireFinding(Scenarios.ShareOfMatched, certificate => certificate["tree"]![2]!.AsObject().Remove("cuts"));
    }

    [Fact]
    public void Cuts_belong_to_the_basis_that_needs_them()
    {
        RequireFinding(Scenarios.LargestSurplus, certificate => certificate["cuts"] = new JsonArray());
        RequireFinding(Scenarios.MinimumThatCosts, certificate => certificate["tree"]![1]!["cuts"] = new JsonArray());
    }

    [Fact]
    public void Prices_that_nobody_could_owe_are_refused()
    {
        foreach (var (price, detail) in new[]
        {
            ("4000000000000001", "no exchange"), ("-4000000000000001", "no exchange"), ("1e25", "whole cents in range"),
            ("9223372036854775807", "whole cents in range"), ("0.001", "whole cents in range"), ("1e400", "no number"),
        })
        {
            var findings = Scenarios.LargestSurplus.FindingsWith(certificate =>
                certificate["offers"]![0]!["surplusPrice"] = JsonNode.Parse(price));
            Assert.Contains(findings, finding => finding.Detail.Contains(detail));
        }
    }

    [Fact]
    public void The_bound_of_a_search_lies_between_the_result_and_its_prices()
    {
        foreach (var (cost, isGood) in new[] { (220m, true), (200m, true), (221m, false), (199m, false) })
        {
            var scenario = Scenarios.SearchCutShort with { Bound = new QuantityAndCost(10, cost) };
            Assert.Equal(isGood, scenario.FindingsOf(scenario.Document()).Count == 0);
        }
        var claimed = Scenarios.SearchCutShort with { Status = GroupStatus.Optimal, Bound = new QuantityAndCost(10, 220), Reasons = [] };
        Assert.Empty(claimed.FindingsOf(claimed.Document()));
    }

    [Fact]
    public void A_kind_of_proof_belongs_to_groups_with_minimums_or_without()
    {
        RequireFinding(Scenarios.LargestSurplus, certificate => certificate["proof"] = "search");
        var prices = Scenarios.MinimumThatCosts with { Certificate = Scenarios.LineCap.Certificate };
        Assert.Contains(prices.FindingsOf(prices.Document()), finding => finding.Path.EndsWith("proof"));
    }

    private static Scenario Comb(int leaves)
    {
        var lines = Enumerable.Range(0, leaves - 2)
            .Select(number => Scenario.Line($"x{number:D4}", 1) with { MinimumQuantity = 1, RecycledOnly = true }).ToArray();
        var scenario = Scenarios.MinimumThatCosts;
        var proof = JsonNode.Parse(scenario.Certificate)!["tree"]!.AsArray();
        var tree = new JsonArray();
        foreach (var line in lines)
        {
            tree.Add(new JsonObject { ["demand"] = line.Id });
            tree.Add(Leaf(""));
        }
        foreach (var entry in proof)
            tree.Add(entry!.DeepClone());
        return scenario with
        {
            Input = scenario.Input with { Demands = [.. scenario.Input.Demands, .. lines] },
            Reasons = lines.ToDictionary(line => line.Id, _ => "no-compatible-offer"),
            Certificate = new JsonObject { ["proof"] = "tree", ["tree"] = tree }.ToJsonString(),
        };
    }

    private static Scenario Find(string name) => Scenarios.All.Single(scenario => scenario.Name == name);

    private static void RequireFinding(Scenario scenario, Action<JsonObject> change) =>
        Assert.Contains(scenario.FindingsWith(change), finding => finding.Code == "certificate");

    private static void Release(JsonObject certificate, int leaf, params string[] offers) =>
        certificate["tree"]![leaf]!["cuts"]![0]!["released"] = new JsonArray([.. offers.Select(offer => JsonValue.Create(offer))]);

    private static JsonNode Leaf(string offer, bool isEmpty = false) => JsonNode.Parse(
        $$"""{ "offers": [{{offer}}], "countries": [], "suppliers": []{{(isEmpty ? """, "infeasible": true""" : "")}} }""")!;

    private static void Swap(JsonArray array, int one, int other)
    {
        var (first, second) = (array[one]!.DeepClone(), array[other]!.DeepClone());
        (array[one], array[other]) = (second, first);
    }
}
