namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>The strongly connected components of what the arcs of a face still carry (Tarjan's algorithm, on a stack of its own).</summary>
internal sealed class Components
{
    private const int Unseen = -1;

    private readonly FaceNetwork _network;
    private readonly Func<int, int, bool> _carries;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly int[] _next;
    private readonly Stack<int> _open = new();
    private readonly Stack<int> _path = new();
    private int _seen;

    private Components(FaceNetwork network, Func<int, int, bool> carries)
    {
        (_network, _carries) = (network, carries);
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

    /// <summary>The parts inside which flows can change at all: arcs between them are the same in all best results.</summary>
    public static Components Find(FaceNetwork network) => new(network, (arc, from) => network.Room(arc, from) > 0);

    /// <summary>The components by arcs of which <paramref name="carries"/> says that they carry enough from a node.</summary>
    public static Components Find(FaceNetwork network, Func<int, int, bool> carries) => new(network, carries);

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
                if (!_carries(arc, node))
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
