namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// Splits a face into the parts inside which flows can change at all: the strongly connected components of what arcs still carry (Tarjan's
/// algorithm, on a stack of its own). Arcs between components are the same in all best results.
/// </summary>
internal sealed class Components
{
    private const int Unseen = -1;

    private readonly FaceNetwork _network;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly int[] _next;
    private readonly Stack<int> _open = new();
    private readonly Stack<int> _path = new();
    private int _seen;

    private Components(FaceNetwork network)
    {
        _network = network;
        Of = new int[network.Nodes];
        (_order, _low, _next) = (new int[network.Nodes], new int[network.Nodes], new int[network.Nodes]);
        Array.Fill(Of, Unseen);
        Array.Fill(_order, Unseen);
        for (var node = 0; node < network.Nodes; node++)
        {
            if (_order[node] == Unseen)
                Visit(node);
        }
    }

    /// <summary>The component of every node.</summary>
    public int[] Of { get; }

    public int Count { get; private set; }

    public static Components Find(FaceNetwork network) => new(network);

    /// <summary>The nodes of every component.</summary>
    public static List<int>[] Gather(int[] component, int count)
    {
        var nodes = new List<int>[count];
        for (var at = 0; at < count; at++)
            nodes[at] = [];
        for (var node = 0; node < component.Length; node++)
            nodes[component[node]].Add(node);
        return nodes;
    }

    private void Visit(int start)
    {
        Enter(start);
        while (_path.TryPeek(out var node))
        {
            var arcs = _network.ArcsOf(node);
            if (_next[node] < arcs.Length)
            {
                var arc = arcs[_next[node]++];
                var other = _network.Other(arc, node);
                var carries = _network.From[arc] == node ? _network.Flow[arc] < _network.Upper[arc] : _network.Flow[arc] > _network.Lower[arc];
                if (!carries)
                    continue;
                if (_order[other] == Unseen)
                    Enter(other);
                else if (Of[other] == Unseen)
                    _low[node] = Math.Min(_low[node], _order[other]);
                continue;
            }
            _path.Pop();
            if (_path.TryPeek(out var above))
                _low[above] = Math.Min(_low[above], _low[node]);
            if (_low[node] == _order[node])
                Leave(node);
        }
    }

    private void Enter(int node)
    {
        _order[node] = _low[node] = _seen++;
        _open.Push(node);
        _path.Push(node);
    }

    private void Leave(int root)
    {
        int node;
        do
        {
            node = _open.Pop();
            Of[node] = Count;
        }
        while (node != root);
        Count++;
    }
}
