using System.Runtime.InteropServices;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>A whole flow on a face: brought within bounds, and changed by single lots, inside components.</summary>
internal sealed class WholeFlow
{
    private const int NoArc = -1;

    private readonly FaceNetwork _network;
    private readonly int[] _component;
    private readonly int _everywhere;
    private readonly int[] _via;
    private readonly int[] _seen;
    private readonly List<int> _queue = [];
    private readonly CancellationToken _cancellation;
    private int _round;

    public WholeFlow(FaceNetwork network, int[] component, int everywhere, CancellationToken cancellation)
    {
        (_network, _component, _everywhere, _cancellation) = (network, component, everywhere, cancellation);
        (_via, _seen) = (new int[network.Nodes], new int[network.Nodes]);
    }

    /// <summary>
    /// Changes the flow so that every arc is within its bounds and every node in balance again; false where that cannot be.
    /// </summary>
    /// <param name="arcs">The arcs that may be out of their bounds.</param>
    /// <param name="excess">What each node has too much of, or too little; null: nothing.</param>
    public bool TryRepair(IEnumerable<int> arcs, long[]? excess = null)
    {
        var broken = arcs.Where(arc => _network.Flow[arc] < _network.Lower[arc] || _network.Flow[arc] > _network.Upper[arc])
            .ToLookup(arc => _component[_network.From[arc]]);
        var circulation = new Circulation<long>(_network, _component, _everywhere, _cancellation);
        _network.Flow.CopyTo(circulation.Flow.AsSpan());
        _network.Lower.CopyTo(circulation.Lower.AsSpan());
        _network.Upper.CopyTo(circulation.Upper.AsSpan());
        excess?.CopyTo(circulation.Excess.AsSpan());
        var nodes = Enumerable.Range(0, _network.Nodes).Where(node => node != _everywhere).ToLookup(node => _component[node]);
        foreach (var component in nodes)
        {
            if (!broken.Contains(component.Key) && !component.Any(node => circulation.Excess[node] != 0))
                continue;
            foreach (var arc in broken[component.Key])
                circulation.Clamp(arc);
            List<int> inside = [.. component, .. _everywhere >= 0 ? [_everywhere] : Array.Empty<int>()];
            circulation.Route(component.Key, CollectionsMarshal.AsSpan(inside));
            if (inside.Exists(node => circulation.Excess[node] != 0))
                return false;
        }
        circulation.Flow.CopyTo(_network.Flow.AsSpan());
        return true;
    }

    /// <summary>
    /// Looks for a way for one lot from a node to another, backwards along arcs with room, and sends the lot; false where there is no way.
    /// </summary>
    public bool TrySendLot(int start, int end)
    {
        _round++;
        _queue.Clear();
        _queue.Add(end);
        (_seen[end], _via[end]) = (_round, NoArc);
        for (var read = 0; read < _queue.Count; read++)
        {
            var node = _queue[read];
            foreach (var arc in _network.ArcsOf(node))
            {
                var other = _network.Other(arc, node);
                if (_seen[other] == _round || _component[other] != _component[end] || _network.Room(arc, other) <= 0)
                    continue;
                (_seen[other], _via[other]) = (_round, arc);
                if (other == start)
                {
                    Send(other);
                    return true;
                }
                _queue.Add(other);
            }
        }
        return false;
    }

    private void Send(int start)
    {
        for (var node = start; _via[node] != NoArc;)
        {
            var arc = _via[node];
            _network.Flow[arc] += _network.From[arc] == node ? 1 : -1;
            node = _network.Other(arc, node);
        }
    }
}
