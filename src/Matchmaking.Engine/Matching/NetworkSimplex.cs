using System.Diagnostics;

namespace Matchmaking.Engine.Matching;

/// <summary>
/// An exact primal network simplex with strongly feasible trees and block search. Every node has one arc from its parent hub
/// (with a capacity); behind those come arcs without capacity. One object solves the same network again and again under
/// other supplies and capacities.
/// </summary>
/// <remarks>
/// Strongly feasible trees rule out cycling: among the arcs that block a pivot, the last one on the cycle leaves. Only tree arcs and
/// saturated arcs carry flow, so flows are kept per node, and an arc costs 17 bytes.
/// </remarks>
internal sealed class NetworkSimplex
{
    /// <summary>The capacity of an arc that has none.</summary>
    public const long Unlimited = long.MaxValue;

    private const sbyte AtLower = 1;
    private const sbyte InTree = 0;
    private const sbyte AtUpper = -1;
    private const int PivotsBetweenChecks = 256;

    private readonly int _nodes;
    private readonly int _arcs;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly long[] _cost;
    private readonly sbyte[] _state;
    private readonly long[] _capacity;
    private readonly long[] _supply;
    private readonly SpanningTree _tree;
    private readonly int _block;
    private long _artificialCost;
    private int _next;

    /// <param name="nodes">Nodes without the root, which has the number <paramref name="nodes"/>.</param>
    /// <param name="from">Tails; the first <paramref name="nodes"/> arcs lead from each node's parent to the node.</param>
    /// <param name="to">Heads.</param>
    /// <param name="cost">Costs.</param>
    public NetworkSimplex(int nodes, int[] from, int[] to, long[] cost)
    {
        (_nodes, _arcs, _from, _to, _cost) = (nodes, from.Length, from, to, cost);
        _state = new sbyte[_arcs + nodes];
        (_capacity, _supply) = (new long[nodes], new long[nodes]);
        _tree = new SpanningTree(nodes);
        _block = Math.Max(16, (int)Math.Sqrt(_arcs));
    }

    /// <summary>Capacities of the first arcs; set them before <see cref="Solve"/>.</summary>
    public Span<long> Capacity => _capacity;

    /// <summary>What each node sends out (or takes in, below zero); the root balances the sum.</summary>
    public Span<long> Supply => _supply;

    /// <summary>Potentials: <c>cost + potential(from) - potential(to)</c> is never below zero on an arc with room left.</summary>
    public ReadOnlySpan<long> Potential => _tree.Potential;

    /// <summary>Finds a cheapest flow; false where no flow keeps supplies and capacities.</summary>
    /// <param name="artificialCost">Cost of breaking a supply by one; dearer than any cycle of the network.</param>
    /// <param name="cancellation">Honoured every few pivots.</param>
    public bool Solve(long artificialCost, CancellationToken cancellation)
    {
        _artificialCost = artificialCost;
        Start();
        for (var pivots = 0; FindEntering(cancellation, out var entering); pivots++)
        {
            if (pivots % PivotsBetweenChecks == 0)
                cancellation.ThrowIfCancellationRequested();
            Pivot(entering);
        }
        _tree.CheckShape();
        FlowCheck.Confirm(this);
        for (var node = 0; node < _nodes; node++)
        {
            if (_tree.Arc[node] >= _arcs && _tree.Flow[node] > 0)
                return false;
        }
        return true;
    }

    /// <summary>Every arc that carries flow, with its flow; artificial arcs left out.</summary>
    public IEnumerable<(int Arc, long Flow)> Flows()
    {
        for (var arc = 0; arc < _nodes; arc++)
        {
            if (_state[arc] == AtUpper && _capacity[arc] > 0)
                yield return (arc, _capacity[arc]);
        }
        for (var node = 0; node < _nodes; node++)
        {
            if (_tree.Arc[node] < _arcs && _tree.Flow[node] > 0)
                yield return (_tree.Arc[node], _tree.Flow[node]);
        }
    }

    /// <summary>The parts that an independent check of optimality reads.</summary>
    internal (int Nodes, int[] From, int[] To, long[] Cost, sbyte[] State, SpanningTree Tree, long ArtificialCost) Parts =>
        (_nodes, _from, _to, _cost, _state, _tree, _artificialCost);

    /// <summary>The first tree: every node hangs on the root, by its own arc where that can carry what the node lacks.</summary>
    private void Start()
    {
        Array.Clear(_state);
        _state.AsSpan(0, _arcs).Fill(AtLower);
        _tree.Reset();
        _next = 0;
        for (var node = 0; node < _nodes; node++)
        {
            var missing = -_supply[node];
            var ownArc = missing > 0 && _from[node] == _nodes && _capacity[node] > missing;
            var arc = ownArc ? node : _arcs + node;
            var cost = ownArc ? _cost[node] : _artificialCost;
            _tree.Arc[node] = arc;
            _tree.PointsUp[node] = missing <= 0;
            _tree.Flow[node] = Math.Abs(missing);
            _tree.Potential[node] = missing <= 0 ? -cost : cost;
            _state[arc] = InTree;
        }
    }

    private bool FindEntering(CancellationToken cancellation, out int entering)
    {
        var (state, cost, from, to, potential) = (_state, _cost, _from, _to, _tree.Potential);
        var (arc, best, inBlock, blocks) = (_next, 0L, _block, 0);
        entering = -1;
        for (var seen = 0; seen < _arcs; seen++)
        {
            var reduced = state[arc] * (cost[arc] + potential[from[arc]] - potential[to[arc]]);
            if (reduced < best)
                (best, entering) = (reduced, arc);
            if (++arc == _arcs)
                arc = 0;
            if (--inBlock > 0)
                continue;
            if (entering >= 0)
                break;
            inBlock = _block;
            if ((++blocks & 63) == 0)
                cancellation.ThrowIfCancellationRequested();
        }
        _next = arc;
        return entering >= 0;
    }

    private void Pivot(int entering)
    {
        var tree = _tree;
        var forward = _state[entering] == AtLower;
        var (first, second) = forward ? (_from[entering], _to[entering]) : (_to[entering], _from[entering]);
        var join = tree.Join(first, second);

        // Flow runs join -> first -> entering -> second -> join. Of the blocking arcs the last one on this way leaves.
        var (amount, leaving, onFirstSide) = (CapacityOf(entering), -1, false);
        for (var node = first; node != join; node = tree.Parent[node])
        {
            var room = tree.PointsUp[node] ? tree.Flow[node] : Room(node);
            if (room < amount)
                (amount, leaving, onFirstSide) = (room, node, true);
        }
        for (var node = second; node != join; node = tree.Parent[node])
        {
            var room = tree.PointsUp[node] ? Room(node) : tree.Flow[node];
            if (room <= amount)
                (amount, leaving, onFirstSide) = (room, node, false);
        }
        Debug.Assert(amount != Unlimited, "a cycle without end lowers the cost");
        Push(first, join, amount, alongTree: false);
        Push(second, join, amount, alongTree: true);
        if (leaving < 0)
        {
            _state[entering] = (sbyte)-_state[entering];
            return;
        }

        _state[tree.Arc[leaving]] = tree.Flow[leaving] == 0 ? AtLower : AtUpper;
        _state[entering] = InTree;
        var (top, newParent) = onFirstSide ? (first, second) : (second, first);
        var pointsUp = _from[entering] == top;
        var flow = forward ? amount : CapacityOf(entering) - amount;
        tree.Rehang(top, leaving, newParent, join, entering, pointsUp, flow);
        var potential = pointsUp ? tree.Potential[newParent] - _cost[entering] : tree.Potential[newParent] + _cost[entering];
        tree.ShiftPotentials(top, potential - tree.Potential[top]);
    }

    private void Push(int node, int join, long amount, bool alongTree)
    {
        if (amount == 0)
            return;
        for (; node != join; node = _tree.Parent[node])
            _tree.Flow[node] += _tree.PointsUp[node] == alongTree ? amount : -amount;
    }

    private long CapacityOf(int arc) => arc < _nodes ? _capacity[arc] : Unlimited;

    private long Room(int node)
    {
        var capacity = CapacityOf(_tree.Arc[node]);
        return capacity == Unlimited ? Unlimited : capacity - _tree.Flow[node];
    }
}
