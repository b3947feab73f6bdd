namespace Matchmaking.Engine.Tests.Twin;

/// <summary>One way for a lot more: the saturated caps it crosses, in their order, and what the lot would be worth.</summary>
public sealed record TwinWay(IReadOnlyList<TwinCap> Caps, TwinValue Worth)
{
    public bool IsPositive => Worth.CompareTo(default) > 0;
}

/// <summary>Every way through the residual network of one result that visits no node twice; saturated caps may be crossed.</summary>
public sealed class TwinWays
{
    private readonly TwinNetwork _network;
    private readonly Int128[] _flow;
    private readonly List<(int To, int Arc, bool IsForwards)>[] _steps;

    /// <param name="network">The network under the caps of the result.</param>
    /// <param name="flow">The result's lots on every arc.</param>
    public TwinWays(TwinNetwork network, Int128[] flow)
    {
        (_network, _flow) = (network, flow);
        _steps = [.. Enumerable.Range(0, network.Nodes).Select(_ => new List<(int, int, bool)>())];
        for (var arc = 0; arc < network.Arcs.Count; arc++)
        {
            var entry = network.Arcs[arc];
            if (arc == network.BackArc)
                continue;
            if (flow[arc] < entry.Most || entry.Cap is not null)
                _steps[entry.From].Add((entry.To, arc, true));
            if (flow[arc] > entry.Least)
                _steps[entry.To].Add((entry.From, arc, false));
        }
    }

    /// <summary>Ways from the source to a line that leave the other lines' totals as they are.</summary>
    public IEnumerable<TwinWay> ToLine(int line)
    {
        var arc = _network.Arcs[_network.LineArcs[line]];
        return From(TwinNetwork.Source, [TwinNetwork.Sink], [arc.From], [], new TwinValue(arc.First, arc.Second));
    }

    /// <summary>Ways of one more lot of an offer to a line that is not filled.</summary>
    public IEnumerable<TwinWay> FromOffer(int offer)
    {
        var prefix = Prefix(offer);
        var passed = prefix.Select(arc => _network.Arcs[arc].From);
        return From(_network.Arcs[prefix[^1]].To, passed, [TwinNetwork.Sink], Crossed(prefix), default);
    }

    /// <summary>
    /// Ways of one more lot of an offer that take a lot from other offers instead. Of saturated caps they cross only those of the lot
    /// itself: with another one wider the offer would merely stand in where others sell more.
    /// </summary>
    public IEnumerable<TwinWay> InsteadOfOthers(int offer)
    {
        var prefix = Prefix(offer);
        return Enumerable.Range(0, prefix.Count).SelectMany(at => From(
            _network.Arcs[prefix[^1]].To,
            prefix.Where((_, other) => other != at).Select(arc => _network.Arcs[arc].From),
            [_network.Arcs[prefix[at]].From],
            Crossed(prefix.Skip(at)),
            default,
            ownCapsOnly: true));
    }

    // Source to country, country to supplier, supplier to offer.
    private List<int> Prefix(int offer)
    {
        var prefix = new List<int> { _network.OfferArcs[offer] };
        while (_network.Arcs[prefix[0]].From != TwinNetwork.Source)
            prefix.Insert(0, _network.Arcs.FindIndex(arc => arc.To == _network.Arcs[prefix[0]].From));
        return _flow[prefix[^1]] < _network.Arcs[prefix[^1]].Most ? prefix : throw new InvalidOperationException("The offer is sold out.");
    }

    private List<TwinCap> Crossed(IEnumerable<int> arcs) => [.. arcs.Where(IsFull).Select(arc => _network.Arcs[arc].Cap!.Value)];

    private bool IsFull(int arc) => _network.Arcs[arc].Cap is not null && _flow[arc] == _network.Arcs[arc].Most;

    private List<TwinWay> From(
        int start, IEnumerable<int> barred, IEnumerable<int> ends, List<TwinCap> crossed, TwinValue worth, bool ownCapsOnly = false)
    {
        var visited = barred.ToHashSet();
        var targets = ends.ToHashSet();
        var ways = new List<TwinWay>();
        Walk(start, worth, 0);
        return ways;

        void Walk(int node, TwinValue worth, int steps)
        {
            visited.Add(node);
            foreach (var (to, arc, isForwards) in _steps[node])
            {
                var crosses = isForwards && IsFull(arc);
                if (visited.Contains(to) || (crosses && ownCapsOnly && steps != 1))
                    continue;
                if (crosses)
                    crossed.Add(_network.Arcs[arc].Cap!.Value);
                var sign = isForwards ? 1 : -1;
                var onward = new TwinValue(worth.First + sign * _network.Arcs[arc].First, worth.Second + sign * _network.Arcs[arc].Second);
                if (targets.Contains(to))
                    ways.Add(new TwinWay([.. crossed.Order()], onward));
                else
                    Walk(to, onward, steps + 1);
                if (crosses)
                    crossed.RemoveAt(crossed.Count - 1);
            }
            visited.Remove(node);
        }
    }
}
