using System.Numerics;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// A flow on a face that some nodes have too much of and others too little: routes it, one blocking flow over layers after the other
/// (Dinic's algorithm), inside one component at a time.
/// </summary>
/// <typeparam name="T">Exact numbers, large enough for lots times whatever they are scaled by.</typeparam>
internal sealed class Circulation<T>
    where T : struct, INumber<T>
{
    private const int Unseen = -1;

    private readonly FaceNetwork _network;
    private readonly int[] _component;
    private readonly int _everywhere;
    private readonly int[] _layer;
    private readonly int[] _next;
    private readonly int[] _queue;
    private readonly int[] _way;
    private readonly CancellationToken _cancellation;
    private int _queued;
    private int _current;

    /// <param name="network">The face.</param>
    /// <param name="component">The component of every node.</param>
    /// <param name="everywhere">A node that belongs to every component; below zero: none.</param>
    /// <param name="cancellation">Honoured at every blocking flow.</param>
    public Circulation(FaceNetwork network, int[] component, int everywhere, CancellationToken cancellation)
    {
        (_network, _component, _everywhere, _cancellation) = (network, component, everywhere, cancellation);
        (Flow, Lower, Upper) = (new T[network.Arcs], new T[network.Arcs], new T[network.Arcs]);
        Excess = new T[network.Nodes];
        (_layer, _next) = (new int[network.Nodes], new int[network.Nodes]);
        (_queue, _way) = (new int[network.Nodes], new int[network.Nodes]);
        Array.Fill(_layer, Unseen);
    }

    public T[] Flow { get; }

    public T[] Lower { get; }

    public T[] Upper { get; }

    /// <summary>What a node has too much of; below zero, too little.</summary>
    public T[] Excess { get; }

    /// <summary>Whether the last search, which routed nothing more, reached a node from what is left over.</summary>
    public bool IsReached(int node) => _layer[node] != Unseen;

    /// <summary>Brings an arc into its bounds; what that changes is too much at one end and too little at the other.</summary>
    public void Clamp(int arc)
    {
        var flow = T.Clamp(Flow[arc], Lower[arc], Upper[arc]);
        var change = flow - Flow[arc];
        if (T.IsZero(change))
            return;
        Flow[arc] = flow;
        Excess[_network.To[arc]] += change;
        Excess[_network.From[arc]] -= change;
    }

    /// <summary>Routes as much as can be in a component; answers with what is left over.</summary>
    /// <param name="component">The component.</param>
    /// <param name="nodes">Its nodes.</param>
    public T Route(int component, ReadOnlySpan<int> nodes)
    {
        _current = component;
        while (Layer(nodes))
        {
            _cancellation.ThrowIfCancellationRequested();
            foreach (var node in nodes)
            {
                while (Excess[node] > T.Zero && Push(node))
                {
                }
            }
        }
        var left = T.Zero;
        foreach (var node in nodes)
            left += T.Max(T.Zero, Excess[node]);
        return left;
    }

    private bool IsInside(int node) => _component[node] == _current || node == _everywhere;

    private bool Layer(ReadOnlySpan<int> nodes)
    {
        _queued = 0;
        foreach (var node in nodes)
        {
            _layer[node] = Unseen;
            _next[node] = 0;
        }
        foreach (var node in nodes)
        {
            if (Excess[node] <= T.Zero)
                continue;
            _layer[node] = 0;
            _queue[_queued++] = node;
        }
        var found = false;
        for (var read = 0; read < _queued; read++)
        {
            var node = _queue[read];
            foreach (var arc in _network.ArcsOf(node))
            {
                var other = _network.Other(arc, node);
                if (!IsInside(other) || _layer[other] != Unseen || Room(arc, node) <= T.Zero)
                    continue;
                _layer[other] = _layer[node] + 1;
                _queue[_queued++] = other;
                found |= Excess[other] < T.Zero;
            }
        }
        return found;
    }

    private T Room(int arc, int from) => _network.From[arc] == from ? Upper[arc] - Flow[arc] : Flow[arc] - Lower[arc];

    /// <summary>Sends what one way from a node carries; false where none is left.</summary>
    private bool Push(int start)
    {
        var length = 0;
        var node = start;
        while (Excess[node] >= T.Zero || length == 0)
        {
            if (Advance(node) is >= 0 and var arc)
            {
                _way[length++] = arc;
                node = _network.Other(arc, node);
                continue;
            }
            if (length == 0)
                return false;
            node = _network.Other(_way[--length], node);
            _next[node]++;
        }
        var amount = T.Min(Excess[start], -Excess[node]);
        var end = node;
        for (var at = length - 1; at >= 0; at--)
        {
            end = _network.Other(_way[at], end);
            amount = T.Min(amount, Room(_way[at], end));
        }
        Excess[start] -= amount;
        Excess[node] += amount;
        for (var at = length - 1; at >= 0; at--)
        {
            node = _network.Other(_way[at], node);
            Flow[_way[at]] += _network.From[_way[at]] == node ? amount : -amount;
        }
        return true;
    }

    private int Advance(int node)
    {
        var arcs = _network.ArcsOf(node);
        for (ref var next = ref _next[node]; next < arcs.Length; next++)
        {
            var other = _network.Other(arcs[next], node);
            if (IsInside(other) && _layer[other] == _layer[node] + 1 && Room(arcs[next], node) > T.Zero)
                return arcs[next];
        }
        return -1;
    }
}
