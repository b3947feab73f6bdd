namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// Lots that can still be given to any of the nodes of a pool. Nodes are one pool where the arcs between them carry more lots, both ways,
/// than will ever be moved; between pools every lot needs a way of its own.
/// </summary>
internal sealed class LotPools
{
    private const int NoArc = -1;

    private readonly FaceNetwork _network;
    private readonly int[] _pool;
    private readonly long[] _spare;
    private readonly bool[] _isDead;
    private readonly List<int>[] _arcs;
    private readonly int[] _via;
    private readonly int[] _seen;
    private readonly List<int> _queue = [];
    private int _round;

    /// <param name="network">The face.</param>
    /// <param name="component">The component of every node; nothing moves between components.</param>
    /// <param name="sink">A node that nothing moves through.</param>
    /// <param name="most">The most lots that will be moved in all.</param>
    public LotPools(FaceNetwork network, int[] component, int sink, long most)
    {
        (_network, Excess) = (network, new long[network.Nodes]);
        var pools = Components.Find(network, (arc, from) => IsInside(arc) && network.Room(arc, from) > 2 * most);
        _pool = pools.Of;
        (_spare, _isDead, _via, _seen) = (new long[pools.Count], new bool[pools.Count], new int[pools.Count], new int[pools.Count]);
        _arcs = new List<int>[pools.Count];
        for (var pool = 0; pool < pools.Count; pool++)
            _arcs[pool] = [];
        for (var arc = 0; arc < network.Arcs; arc++)
        {
            if (!IsInside(arc) || _pool[network.From[arc]] == _pool[network.To[arc]])
                continue;
            _arcs[_pool[network.From[arc]]].Add(arc);
            _arcs[_pool[network.To[arc]]].Add(arc);
        }

        bool IsInside(int arc) => network.From[arc] != sink && network.To[arc] != sink
            && component[network.From[arc]] == component[network.To[arc]];
    }

    /// <summary>What lots brought from pool to pool have left at nodes: inside a pool they have not been moved yet.</summary>
    public long[] Excess { get; }

    /// <summary>Adds lots that a node can spare.</summary>
    public void Add(int node, long lots) => _spare[_pool[node]] += lots;

    /// <summary>Takes a lot for a node, from its own pool or along a way from another; false where there is none, now and later.</summary>
    public bool TryTake(int node)
    {
        var pool = _pool[node];
        if (_spare[pool] == 0 && !TryBring(pool))
            return false;
        _spare[pool]--;
        return true;
    }

    private bool TryBring(int end)
    {
        if (_isDead[end])
            return false;
        _round++;
        _queue.Clear();
        _queue.Add(end);
        (_seen[end], _via[end]) = (_round, NoArc);
        for (var read = 0; read < _queue.Count; read++)
        {
            foreach (var arc in _arcs[_queue[read]])
            {
                var (from, to) = (_network.From[arc], _network.To[arc]);
                var start = _pool[to] == _queue[read] ? from : to;
                var pool = _pool[start];
                if (_seen[pool] == _round || _isDead[pool] || _network.Room(arc, start) <= 0)
                    continue;
                (_seen[pool], _via[pool]) = (_round, arc);
                if (_spare[pool] > 0)
                {
                    Bring(pool, end);
                    return true;
                }
                _queue.Add(pool);
            }
        }

        // Nothing that leads here has anything to spare, now or later.
        foreach (var pool in _queue)
            _isDead[pool] = true;
        return false;
    }

    private void Bring(int start, int end)
    {
        _spare[start]--;
        _spare[end]++;
        for (var pool = start; pool != end;)
        {
            var arc = _via[pool];
            var isForward = _pool[_network.From[arc]] == pool;
            _network.Flow[arc] += isForward ? 1 : -1;
            Excess[_network.To[arc]] += isForward ? 1 : -1;
            Excess[_network.From[arc]] -= isForward ? 1 : -1;
            pool = _pool[isForward ? _network.To[arc] : _network.From[arc]];
        }
    }
}
