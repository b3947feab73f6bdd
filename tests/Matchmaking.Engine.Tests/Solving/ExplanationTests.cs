using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Every stated cause is confirmed by solving again, with the twin, on generated instances.</summary>
public sealed class ExplanationTests
{
    private static readonly string[] Reasons =
    [
        "no-compatible-offer", "no-compatible-line", "minimum-above-cap", "minimum-quantity-not-reached", "minimum-order-not-reached",
        "minimum-not-chosen", "country-cap", "supplier-cap", "line-cap", "caps-together", "supply-exhausted", "demand-exhausted",
        "not-competitive",
    ];

    private static readonly string[] OfBothSides =
        ["minimum-above-cap", "minimum-not-chosen", "country-cap", "supplier-cap", "line-cap", "caps-together", "not-competitive"];

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
        Assert.All(OfBothSides, reason => Assert.True(confirmed.IsSupersetOf([$"line {reason}", $"offer {reason}"]), reason));
    }

    private static void AssertComplete(EngineCase solved, string label)
    {
        var lot = solved.Input.Rules.Lot;
        var missing = solved.Input.Demands.Select(line => (line.Id, Open: line.Quantity - solved.LotsOfLine(line.Id) * lot))
            .Where(line => line.Open > 0).OrderBy(line => line.Id, StringComparer.Ordinal);
        Assert.True(missing.SequenceEqual(solved.Result.Unfilled.Select(entry => (entry.Demand, entry.Missing))), label);
        var left = solved.Input.Offers.Select(offer => (offer.Id, Open: offer.Quantity - solved.LotsOfOffer(offer.Id) * lot))
            .Where(offer => offer.Open > 0).OrderBy(offer => offer.Id, StringComparer.Ordinal);
        Assert.True(left.SequenceEqual(solved.Result.Unsold.Select(entry => (entry.Offer, entry.Left))), label);
    }
}
