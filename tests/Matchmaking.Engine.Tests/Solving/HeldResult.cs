using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>A result on the twin's network, its base and served minimums held, where one lot more is tried.</summary>
internal sealed class HeldResult
{
    private readonly EngineCase _solved;
    private readonly NaiveTwin _twin;
    private readonly Dictionary<TwinCap, long> _caps;
    private readonly HashSet<string> _served;
    private readonly TwinValue _value;

    public HeldResult(EngineCase solved, NaiveTwin twin)
    {
        (_solved, _twin) = (solved, twin);
        _caps = twin.Rule().At(solved.Lots(solved.Group.Matched));
        _served = solved.Served();
        var network = twin.Network(_caps, _served);
        var flow = FlowOf(network);
        _value = network.ValueOf(flow);
        Ways = new TwinWays(network, flow);
    }

    public TwinWays Ways { get; }

    public long? CapOf(TwinCap cap) => _caps.TryGetValue(cap, out var lots) ? lots : null;

    /// <summary>What a lot more in some caps gains where a line has a lot more, the others' totals kept; null where it cannot.</summary>
    public TwinValue? WithMoreFor(DemandLine line, IEnumerable<TwinCap> caps)
    {
        var network = _twin.Network(Wider(caps), _served);
        var totals = _solved.Input.Demands.Select(other => _solved.LotsOfLine(other.Id) + (other.Id == line.Id ? 1 : 0)).ToList();
        return Gain(network, TwinFairness.Fixed(network.Arcs, network.LineArcs, totals));
    }

    /// <summary>What a lot more in some caps gains at most where an offer sells a lot more; null where it cannot.</summary>
    public TwinValue? WithMoreOf(SupplyOffer offer, IEnumerable<TwinCap> caps)
    {
        var network = _twin.Network(Wider(caps), _served);
        var arcs = network.Arcs.ToList();
        var own = network.OfferArcs[_solved.Input.Offers.ToList().FindIndex(other => other.Id == offer.Id)];
        arcs[own] = arcs[own] with { Least = _solved.LotsOfOffer(offer.Id) + 1 };
        return Gain(network, arcs);
    }

    private TwinValue? Gain(TwinNetwork network, List<TwinArc> arcs)
    {
        if (TwinFlow.Best(network.Nodes, arcs, network.BackArc) is not { } flow)
            return null;
        var value = network.ValueOf(flow);
        return new TwinValue(value.First - _value.First, value.Second - _value.Second);
    }

    private Dictionary<TwinCap, long> Wider(IEnumerable<TwinCap> caps)
    {
        var wider = _caps.ToDictionary();
        foreach (var cap in caps)
            wider[cap]++;
        return wider;
    }

    private Int128[] FlowOf(TwinNetwork network)
    {
        // With every pair as it is, the lots on the other arcs follow.
        var arcs = network.Arcs.ToList();
        foreach (var (pair, arc) in _twin.Pairs.All.Zip(network.PairArcs))
        {
            var lots = _solved.Lots(_solved.Result.Matches.Where(match => match.Demand == pair.Line.Id && match.Offer == pair.Offer.Id)
                .Sum(match => match.Quantity));
            arcs[arc] = arcs[arc] with { Least = lots, Most = lots };
        }
        return TwinCirculation.Find(network.Nodes, arcs) is { Overfull: null } found
            ? found.Flow
            : throw new InvalidOperationException("The result breaks a constraint.");
    }
}
