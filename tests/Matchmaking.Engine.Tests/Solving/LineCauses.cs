using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Confirms why lines are not filled (matching.md, section 9).</summary>
internal sealed class LineCauses(EngineCase solved, NaiveTwin twin)
{
    private readonly HeldResult _held = new(solved, twin);
    private readonly bool _isSurplus = solved.Input.Rules.Objective == Objective.Surplus;

    public void Confirm(UnfilledLine entry, string label)
    {
        var number = solved.Input.Demands.ToList().FindIndex(line => line.Id == entry.Demand);
        var line = solved.Input.Demands[number];
        if (BeforePaths(line) is { } reason)
        {
            Assert.True(entry.Reason == reason, $"{label}, not {reason}");
            if (reason == "no-compatible-offer")
            {
                FailureCounts.AssertEqual(
                    solved.Input.Offers.Select(offer => TwinPairs.FirstFailure(solved.Input, line, offer)), entry.Detail, label);
            }
            return;
        }
        var ways = _held.Ways.ToLine(number).ToList();
        var good = ways.Where(way => way.IsPositive || !_isSurplus).ToList();
        if (NamedCaps.Of(entry.Reason, entry.Detail, label) is { } caps)
        {
            var gain = _held.WithMoreFor(line, caps);
            Assert.True(gain is not null && (!_isSurplus || gain.Value.CompareTo(default) > 0), label);
            Assert.True(!good.Exists(way => way.Caps.Count < caps.Count), $"{label}, not so many");
            if (caps.Count == 1)
                Assert.True(!good.Exists(way => way.Caps.Count == 1 && way.Caps[0].CompareTo(caps[0]) < 0), $"{label}, not the first");
            return;
        }
        Assert.True(entry.Reason == (ways.Count == 0 ? "supply-exhausted" : "not-competitive") && good.Count == 0, label);
    }

    private string? BeforePaths(DemandLine line)
    {
        if (!twin.Pairs.All.Exists(pair => pair.Line.Id == line.Id))
            return "no-compatible-offer";
        if (!(line.MinimumQuantity > 0) || solved.LotsOfLine(line.Id) > 0)
            return null;
        var countries = twin.Pairs.All.Where(pair => pair.Line.Id == line.Id).Select(pair => pair.Offer.Origin).Distinct();
        var most = countries.Sum(country => Math.Min(
            _held.CapOf(TwinCap.OfCountry(country)) ?? TwinNetwork.Unlimited,
            _held.CapOf(TwinCap.OfLine(line.Id, country)) ?? TwinNetwork.Unlimited));
        return twin.Lots(line.MinimumQuantity.Value) > most ? "minimum-above-cap"
            : twin.CanServe(line.Id) ? "minimum-not-chosen" : "minimum-quantity-not-reached";
    }
}
