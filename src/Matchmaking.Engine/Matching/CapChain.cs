namespace Matchmaking.Engine.Matching;

/// <summary>The saturated caps that a way crosses.</summary>
internal sealed record CapChain(CapName Cap, CapChain? Rest)
{
    /// <summary>The caps of a chain, none for null.</summary>
    public static List<CapName> ToList(CapChain? chain)
    {
        var caps = new List<CapName>();
        for (; chain is not null; chain = chain.Rest)
            caps.Add(chain.Cap);
        return caps;
    }
}

/// <summary>
/// A search that crosses as few saturated caps as it can: everything reachable without one more cap first, then what lies behind one
/// more, countries before suppliers, each by name. Every node keeps the first way that reached it.
/// </summary>
internal abstract class CapSearch(int nodes)
{
    private readonly CapChain?[] _chain = new CapChain?[nodes];
    private readonly int[] _via = new int[nodes];
    private readonly bool[] _isReached = new bool[nodes];
    private readonly Queue<int> _open = new();
    private readonly List<(CapName Cap, int Behind, int From)> _barred = [];

    public bool IsReached(int node) => _isReached[node];

    public CapChain? ChainOf(int node) => _chain[node];

    /// <summary>The node that a node was reached from; -1 where the search started, and for nodes that it never reached.</summary>
    public int Via(int node) => _isReached[node] ? _via[node] : -1;

    /// <summary>Tells every neighbour of a node by <c>Reach</c>, or by <c>Bar</c> where a saturated cap lies between.</summary>
    protected abstract void Expand(int node);

    protected void Reach(int node, int from) => Reach(node, from, from < 0 ? null : _chain[from]);

    protected void Bar(CapName cap, int behind, int from)
    {
        if (!_isReached[behind])
            _barred.Add((cap, behind, from));
    }

    protected void Run(bool crossCaps)
    {
        Drain();
        while (crossCaps && _barred.Count > 0)
        {
            var level = _barred.OrderBy(entry => entry.Cap).ToList();
            _barred.Clear();
            foreach (var (cap, behind, from) in level)
            {
                Reach(behind, from, new CapChain(cap, from < 0 ? null : _chain[from]));
                Drain();
            }
        }
    }

    private void Drain()
    {
        while (_open.TryDequeue(out var node))
            Expand(node);
    }

    private void Reach(int node, int from, CapChain? chain)
    {
        if (_isReached[node])
            return;
        (_isReached[node], _via[node], _chain[node]) = (true, from, chain);
        _open.Enqueue(node);
    }
}
