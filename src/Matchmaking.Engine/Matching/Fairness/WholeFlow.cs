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

    /// <summary>The nodes that the last search saw.</summary>
    public IReadOnlyList<int> Seen => _queue;

    /// <summary>Changes the flow so that every arc is within its bounds again; false where that cannot be.</summary>
    public bool TryRepair(IEnumerable<int> arcs)
    {
        var broken = arcs.Where(arc => _network.Flow[arc] < _network.Lower[arc] || _network.Flow[arc] > _network.Upper[arc])
            .ToLookup(arc => _component[_network.From[arc]]);
        if (broken.Count == 0)
            return true;
        var circulation = new Circulation<long>(_network, _component, _everywhere, _cancellation);
        _network.Flow.CopyTo(circulation.Flow.AsSpan());
        _network.Lower.CopyTo(circulation.Lower.AsSpan());
        _network.Upper.CopyTo(circulation.Upper.AsSpan());
        var nodes = Enumerable.Range(0, _network.Nodes).Where(node => node != _everywhere).ToLookup(node => _component[node]);
        foreach (var component in broken)
        {
            foreach (var arc in component)
                circulation.Clamp(arc);
            List<int> inside = [.. nodes[component.Key], .. _everywhere >= 0 ? [_everywhere] : Array.Empty<int>()];
            circulation.Route(component.Key, CollectionsMarshal.AsSpan(inside));
            if (inside.Exists(node => circulation.Excess[node] != 0))
                return false;
        }
        circulation.Flow.CopyTo(_network.Flow.AsSpan());
        return true;
    }

    /// <summary>
    /// Looks for a way for one lot that ends at a node: backwards along arcs with room, from where <paramref name="isStart"/> finds an arc to begin with.
    /// Sends the lot.
    /// </summary>
    /// <param name="end">The node.</param>
    /// <param name="isStart">Whether a way may begin at a node.</param>
    /// <param name="skip">Nodes that are known to lead nowhere.</param>
    /// <returns>The node where the way begins; below zero where there is none.</returns>
    public int SendLot(int end, Func<int, bool> isStart, bool[]? skip)
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
                if (_seen[other] == _round || other == _everywhere || _component[other] != _component[end] || skip?[other] == true || !HasRoom(arc, other))
                    continue;
                (_seen[other], _via[other]) = (_round, arc);
                if (isStart(other))
                {
                    Send(other);
                    return other;
                }
                _queue.Add(other);
            }
        }
        return -1;
    }

    private bool HasRoom(int arc, int from) => _network.From[arc] == from ? _network.Flow[arc] < _network.Upper[arc] : _network.Flow[arc] > _network.Lower[arc];

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
