using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Confirms why offers are not sold out (matching.md, section 9).</summary>
internal sealed class OfferCauses(EngineCase solved, NaiveTwin twin)
{
    private readonly HeldResult _held = new(solved, twin);
    private readonly bool _isSurplus = solved.Input.Rules.Objective == Objective.Surplus;

    public void Confirm(UnsoldOffer entry, string label)
    {
        var number = solved.Input.Offers.ToList().FindIndex(offer => offer.Id == entry.Offer);
        var offer = solved.Input.Offers[number];
        if (BeforePaths(offer) is { } reason)
        {
            Assert.True(entry.Reason == reason, $"{label}, not {reason}");
            if (reason == "no-compatible-line")
            {
                FailureCounts.AssertEqual(
                    solved.Input.Demands.Select(line => TwinPairs.FirstFailure(solved.Input, line, offer)), entry.Detail, label);
            }
            else if (reason == "minimum-above-cap")
                Assert.True(twin.Lots(offer.MinimumOrder!.Value) > _held.CapOf(NamedCaps.Of(entry.Detail)), label);
            return;
        }
        var ways = _held.Ways.FromOffer(number).ToList();
        var good = ways.Where(way => way.IsPositive || !_isSurplus).ToList();
        var cheaper = _held.Ways.InsteadOfOthers(number).Where(way => way.IsPositive && way.Caps.Count == 1).ToList();
        if (NamedCaps.Of(entry.Reason, entry.Detail, label) is { } caps)
        {
            var gain = _held.WithMoreOf(offer, caps);
            Assert.True(gain is not null && gain.Value.CompareTo(default) > 0, label);
            Assert.True(!good.Exists(way => way.Caps.Count < caps.Count), $"{label}, not so many");

            // Where no line can take more, it is one cap, for the lower cost.
            Assert.True(good.Count > 0 || caps.Count == 1, label);
            var others = good.Count > 0 ? good : cheaper;
            if (caps.Count == 1)
                Assert.True(!others.Exists(way => way.Caps.Count == 1 && way.Caps[0].CompareTo(caps[0]) < 0), $"{label}, not the first");
            return;
        }
        Assert.True(good.Count == 0 && cheaper.Count == 0, $"{label}, but {good.Concat(cheaper).FirstOrDefault()?.Caps[0]}");
        Assert.True(entry.Reason == (ways.Count == 0 || !_isSurplus ? "demand-exhausted" : "not-competitive"), label);
    }

    private string? BeforePaths(SupplyOffer offer)
    {
        if (!twin.Pairs.All.Exists(pair => pair.Offer.Id == offer.Id))
            return "no-compatible-line";
        if (!(offer.MinimumOrder > 0) || solved.LotsOfOffer(offer.Id) > 0)
            return null;
        var minimum = twin.Lots(offer.MinimumOrder.Value);
        return minimum > _held.CapOf(TwinCap.OfCountry(offer.Origin)) || minimum > _held.CapOf(TwinCap.OfSupplier(offer))
            ? "minimum-above-cap"
            : twin.CanServe(offer.Id) ? "minimum-not-chosen" : "minimum-order-not-reached";
    }
}
