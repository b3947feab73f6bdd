using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Every stated cause is confirmed by solving again, with the twin, on generated instances.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void Stated_causes_hold_when_the_twin_solves_again()
    {
        var confirmed = new Dictionary<string, int>();
        for (var seed = 0; seed < 1_000; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            var result = Matcher.Solve(input, null, CancellationToken.None);
            foreach (var line in result.Unfilled)
            {
                Confirm(seed, input, result, line.Demand, line.Reason, line.Detail, isLine: true);
                confirmed[line.Reason] = confirmed.GetValueOrDefault(line.Reason) + 1;
            }
            foreach (var offer in result.Unsold)
            {
                Confirm(seed, input, result, offer.Offer, offer.Reason, offer.Detail, isLine: false);
                confirmed[offer.Reason] = confirmed.GetValueOrDefault(offer.Reason) + 1;
            }
        }
        string[] reasons =
        [
            "no-compatible-offer", "no-compatible-line", "minimum-above-cap", "minimum-quantity-not-reached", "minimum-order-not-reached", "minimum-not-chosen",
            "country-cap", "supplier-cap", "caps-together", "supply-exhausted", "demand-exhausted",
        ];
        Assert.Equal(reasons.Order(), confirmed.Keys.Order());
    }

    private static void Confirm(int seed, MatchingInput input, MatchingResult result, string id, string reason, JsonObject detail, bool isLine)
    {
        var twin = new NaiveTwin(input);
        var label = $"seed {seed}, {id}: {reason}";
        switch (reason)
        {
            case "no-compatible-offer" or "no-compatible-line":
                Assert.DoesNotContain(twin.Pairs.All, pair => (isLine ? pair.Line.Id : pair.Offer.Id) == id);
                AssertCounts(input, id, detail, isLine);
                break;
            case "minimum-quantity-not-reached" or "minimum-order-not-reached":
                Assert.False(twin.CanServe(id), label);
                break;
            case "minimum-not-chosen":
                Assert.True(twin.CanServe(id), label);
                break;
            case "minimum-above-cap":
                Assert.True(input.Offers.Single(offer => offer.Id == id).MinimumOrder > CapOf(result, detail), label);
                break;
            case "country-cap" or "supplier-cap":
                Assert.True(Helps(input, result, id, [detail], isLine), label);
                break;
            case "caps-together":
                var caps = detail["caps"]!.AsArray().Select(cap => cap!.AsObject()).ToList();
                Assert.True(Helps(input, result, id, caps, isLine), label);
                Assert.All(caps, cap => Assert.False(Helps(input, result, id, [cap], isLine, quantityOnly: true), label));
                break;
            case "supply-exhausted" or "demand-exhausted":
                Assert.False(Helps(input, result, id, isLine ? AllCaps(result) : OwnCaps(input, result, id), isLine, quantityOnly: true), label);
                break;
            default:
                Assert.Fail(label);
                break;
        }
    }

    /// <summary>
    /// Whether one more lot in these caps, base and served minimums held, lets the line or offer have a lot more: with a larger quantity and the
    /// other lines' totals kept or, for an offer, at the same quantity and a lower cost.
    /// </summary>
    private static bool Helps(MatchingInput input, MatchingResult result, string id, IEnumerable<JsonObject> caps, bool isLine, bool quantityOnly = false)
    {
        var group = result.Groups[0];
        var lotKilograms = (long)(input.Rules.Lot * 1000);
        var lot = input.Rules.Lot;
        var extra = caps.ToDictionary(cap => cap["supplier"] is { } supplier ? NaiveTwin.SupplierKey((string)supplier!, (string)cap["country"]!) : (string)cap["country"]!, _ => 1L);
        var twin = new NaiveTwin(input) { ExtraLots = extra, HeldMatchedLots = (long)(group.Matched / lot) };
        var served = result.Matches.Select(match => match.Demand).Concat(result.Matches.Select(match => match.Offer)).ToHashSet();
        var atLeast = isLine
            ? input.Demands.ToDictionary(line => line.Id, line => (long)(result.Matches.Where(match => match.Demand == line.Id).Sum(match => match.Quantity) / lot))
            : new Dictionary<string, long> { [id] = (long)(result.Matches.Where(match => match.Offer == id).Sum(match => match.Quantity) / lot) };
        atLeast[id]++;
        if (twin.Flow(served, true, input.Rules.Diversification.Basis, atLeast) is not { } flow)
            return false;
        var quantity = (long)(group.Matched / lot);
        var cost = (Int128)(group.Cost * 100_000m) / lotKilograms;
        return flow.Value.Quantity > quantity || (!isLine && !quantityOnly && flow.Value.Quantity == quantity && flow.Value.Cost < cost);
    }

    private static IEnumerable<JsonObject> AllCaps(MatchingResult result) =>
    [
        .. result.Groups[0].Origins.Where(origin => origin.Cap is not null).Select(origin => new JsonObject { ["country"] = origin.Country }),
        .. result.Groups[0].Suppliers.Where(supplier => supplier.Cap is not null)
            .Select(supplier => new JsonObject { ["supplier"] = supplier.Supplier, ["country"] = supplier.Country }),
    ];

    // With other caps wider as well, other offers could sell more while this one takes their place at any cost: no cause of its own.
    private static IEnumerable<JsonObject> OwnCaps(MatchingInput input, MatchingResult result, string id)
    {
        var offer = input.Offers.Single(offer => offer.Id == id);
        return AllCaps(result).Where(cap => (string)cap["country"]! == offer.Origin
            && (cap["supplier"] is null || (string)cap["supplier"]! == (offer.SupplierGroup ?? offer.Supplier)));
    }

    private static decimal? CapOf(MatchingResult result, JsonObject cap) => cap["supplier"] is { } supplier
        ? result.Groups[0].Suppliers.Single(entry => entry.Supplier == (string)supplier! && entry.Country == (string)cap["country"]!).Cap
        : result.Groups[0].Origins.Single(entry => entry.Country == (string)cap["country"]!).Cap;

    private static void AssertCounts(MatchingInput input, string id, JsonObject detail, bool isLine)
    {
        var expected = (isLine
                ? input.Offers.Select(offer => TwinPairs.FirstFailure(input, input.Demands.Single(line => line.Id == id), offer))
                : input.Demands.Select(line => TwinPairs.FirstFailure(input, line, input.Offers.Single(offer => offer.Id == id))))
            .CountBy(code => code!).ToDictionary();
        Assert.Equal(expected.OrderBy(entry => entry.Key), detail.Select(entry => KeyValuePair.Create(entry.Key, (int)entry.Value!)).OrderBy(entry => entry.Key));
    }
}
