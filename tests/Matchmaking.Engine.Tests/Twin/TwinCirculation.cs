namespace Matchmaking.Engine.Tests.Twin;

/// <summary>A circulation within bounds, or, by Hoffman's theorem, a set of nodes that more must enter than can leave.</summary>
public sealed class TwinCirculation
{
    private readonly int _nodes;
    private readonly IReadOnlyList<TwinArc> _arcs;
    private readonly List<int>[] _touching;

    private TwinCirculation(int nodes, IReadOnlyList<TwinArc> arcs)
    {
        (_nodes, _arcs) = (nodes, arcs);
        Flow = [.. arcs.Select(arc => arc.Least)];
        _touching = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];
        for (var arc = 0; arc < arcs.Count; arc++)
        {
            _touching[arcs[arc].From].Add(arc);
            _touching[arcs[arc].To].Add(arc);
        }
    }

    /// <summary>Lots on each arc.</summary>
    public Int128[] Flow { get; }

    /// <summary>The set of nodes that proves there is no circulation; null where there is one.</summary>
    public bool[]? Overfull { get; private set; }

    public static TwinCirculation Find(int nodes, IReadOnlyList<TwinArc> arcs)
    {
        var found = new TwinCirculation(nodes, arcs);
        found.Balance();
        return found;
    }

    /// <summary>The nodes that a residual way leads to; also how: the arc by which each was reached.</summary>
    public int[] Reached(int start)
    {
        var via = new int[_nodes];
        Array.Fill(via, -1);
        var queue = new Queue<int>([start]);
        via[start] = _arcs.Count;
        while (queue.TryDequeue(out var node))
        {
            foreach (var arc in _touching[node])
            {
                var isForwards = _arcs[arc].From == node;
                var next = isForwards ? _arcs[arc].To : _arcs[arc].From;
                if (via[next] >= 0 || (isForwards ? Flow[arc] >= _arcs[arc].Most : Flow[arc] <= _arcs[arc].Least))
                    continue;
                via[next] = arc;
                queue.Enqueue(next);
            }
        }
        return via;
    }

    private void Balance()
    {
        var excess = new Int128[_nodes];
        for (var arc = 0; arc < _arcs.Count; arc++)
        {
            excess[_arcs[arc].To] += Flow[arc];
            excess[_arcs[arc].From] -= Flow[arc];
        }
        for (var start = 0; start < _nodes; start++)
        {
            while (excess[start] > 0)
            {
                var via = Reached(start);
                var end = Enumerable.Range(0, _nodes).FirstOrDefault(node => via[node] >= 0 && excess[node] < 0, -1);
                if (end < 0)
                {
                    Overfull = [.. via.Select(arc => arc >= 0)];
                    return;
                }
                Move(start, end, via, excess);
            }
        }
    }

    private void Move(int start, int end, int[] via, Int128[] excess)
    {
        var amount = Int128.Min(excess[start], -excess[end]);
        for (var node = end; node != start; node = Other(via[node], node))
        {
            var arc = via[node];
            amount = Int128.Min(amount, _arcs[arc].To == node ? _arcs[arc].Most - Flow[arc] : Flow[arc] - _arcs[arc].Least);
        }
        for (var node = end; node != start; node = Other(via[node], node))
            Flow[via[node]] += _arcs[via[node]].To == node ? amount : -amount;
        excess[start] -= amount;
        excess[end] += amount;
    }

    private int Other(int arc, int node) => _arcs[arc].To == node ? _arcs[arc].From : _arcs[arc].To;
}
