using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Every stated cause is confirmed by solving again, with the twin, on generated instances.</summary>
public sealed class ExplanationTests
{
    private static readonly string[] Reasons =
    [
        "no-compatible-offer", "no-compatible-line", "minimum-above-cap", "minimum-quantity-not-reached", "minimum-order-not-reached",
        "minimum-not-chosen", "country-cap", "supplier-cap", "line-cap", "caps-together", "supply-exhausted", "demand-exhausted", "not-competitive",
    ];

    [Fact]
    public void Stated_causes_hold_when_the_twin_solves_again()
    {
        var confirmed = new HashSet<string>();
        for (var seed = 0; seed < 1_500; seed++)
        {
            var solved = EngineCase.Solve(InstanceGenerator.Create(seed), $"seed {seed}");
            var twin = new NaiveTwin(solved.Input);
            var lines = new LineCauses(solved, twin);
            foreach (var entry in solved.Result.Unfilled)
            {
                lines.Confirm(entry, $"seed {seed}, {entry.Demand}: {entry.Reason} {entry.Detail.ToJsonString()}");
                confirmed.Add($"line {entry.Reason}");
            }
            var offers = new OfferCauses(solved, twin);
            foreach (var entry in solved.Result.Unsold)
            {
                offers.Confirm(entry, $"seed {seed}, {entry.Offer}: {entry.Reason} {entry.Detail.ToJsonString()}");
                confirmed.Add($"offer {entry.Reason}");
            }
            AssertComplete(solved, $"seed {seed}");
        }

        // Every reason turned up, and those that both sides can have on both sides.
        Assert.Equal(Reasons.Order(), confirmed.Select(reason => reason.Split(' ')[1]).Distinct().Order());
        Assert.All((string[])["minimum-above-cap", "minimum-not-chosen", "country-cap", "supplier-cap", "line-cap", "caps-together", "not-competitive"],
            reason => Assert.True(confirmed.IsSupersetOf([$"line {reason}", $"offer {reason}"]), reason));
    }

    private static void AssertComplete(EngineCase solved, string label)
    {
        var unfilled = solved.Input.Demands.Where(line => solved.LotsOfLine(line.Id) < solved.Lots(line.Quantity)).ToList();
        Assert.True(solved.Result.Unfilled.Select(entry => entry.Demand).SequenceEqual(unfilled.Select(line => line.Id).Order(StringComparer.Ordinal)), label);
        Assert.All(solved.Result.Unfilled, entry => Assert.Equal(
            solved.Input.Demands.Single(line => line.Id == entry.Demand).Quantity - solved.LotsOfLine(entry.Demand) * solved.Input.Rules.Lot, entry.Missing));
        var unsold = solved.Input.Offers.Where(offer => solved.LotsOfOffer(offer.Id) < solved.Lots(offer.Quantity)).ToList();
        Assert.True(solved.Result.Unsold.Select(entry => entry.Offer).SequenceEqual(unsold.Select(offer => offer.Id).Order(StringComparer.Ordinal)), label);
        Assert.All(solved.Result.Unsold, entry => Assert.Equal(
            solved.Input.Offers.Single(offer => offer.Id == entry.Offer).Quantity - solved.LotsOfOffer(entry.Offer) * solved.Input.Rules.Lot, entry.Left));
    }
}

/// <summary>The caps that a reason names.</summary>
internal static class NamedCaps
{
    private static readonly Dictionary<string, TwinCapKind> Kinds = new()
    {
        ["country-cap"] = TwinCapKind.Country,
        ["supplier-cap"] = TwinCapKind.Supplier,
        ["line-cap"] = TwinCapKind.Line,
    };

    /// <summary>The caps that stand in the way; null where the reason names none.</summary>
    public static IReadOnlyList<TwinCap>? Of(string reason, JsonObject detail, string label)
    {
        if (Kinds.TryGetValue(reason, out var kind))
        {
            var cap = Of(detail);
            Assert.True(cap.Kind == kind, label);
            return [cap];
        }
        if (reason != "caps-together")
            return null;
        var caps = detail["caps"]!.AsArray().Select(cap => Of(cap!.AsObject())).ToList();
        Assert.True(caps.Count > 1 && caps.SequenceEqual(caps.Distinct().Order()), label);
        return caps;
    }

    public static TwinCap Of(JsonObject detail)
    {
        Assert.Equal(detail.Count, detail.Count(member => member.Key is "country" or "supplier" or "demand"));
        var country = (string)detail["country"]!;
        return (detail["supplier"], detail["demand"]) switch
        {
            ({ } supplier, null) => new TwinCap(TwinCapKind.Supplier, (string)supplier!, country),
            (null, { } line) => TwinCap.OfLine((string)line!, country),
            (null, null) => TwinCap.OfCountry(country),
            _ => throw new InvalidOperationException("A cap has one owner."),
        };
    }
}
