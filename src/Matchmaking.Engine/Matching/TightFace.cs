namespace Matchmaking.Engine.Matching;

/// <summary>
/// The best results of a group, once potentials have proven one: only arcs without reduced cost may change. Searches that part of the
/// residual network and pushes lots along it.
/// </summary>
internal sealed class TightFace
{
    private const int NoArc = -1;

    private readonly Network _network;
    private readonly int _root;
    private readonly int[] _pairs;
    private readonly int[] _tailOfPair;
    private readonly int[] _headOfPair;
    private readonly long[] _lots;
    private readonly List<int>[] _pairsOfNode;
    private readonly List<int>[] _carriersOfNode;
    private readonly bool[] _isCarrier;
    private readonly int[] _parent;
    private readonly List<int>[] _children;
    private readonly bool[] _isTight;
    private readonly long[] _flow;
    private readonly long[] _lower;
    private readonly long[] _upper;
    private readonly int[] _via;
    private readonly Queue<int> _open = new();
    private readonly List<int> _seen = [];

    public TightFace(Market market, Network network, Flow flow)
    {
        (_network, _root) = (network, network.Root);
        var pairs = market.Pairs;
        var potential = flow.Potential;
        _pairs = [.. Enumerable.Range(0, pairs.Count).Where(pair => pairs.Cost[pair] - network.LowestCost
            + potential[network.FirstOffer + pairs.Offer[pair]] - potential[network.FirstLine + pairs.Line[pair]] == 0)];
        _tailOfPair = [.. _pairs.Select(pair => network.FirstOffer + pairs.Offer[pair])];
        _headOfPair = [.. _pairs.Select(pair => network.FirstLine + pairs.Line[pair])];
        _lots = new long[_pairs.Length];
        _isCarrier = new bool[_pairs.Length];
        _pairsOfNode = [.. Enumerable.Range(0, _root + 1).Select(_ => new List<int>())];
        _carriersOfNode = [.. Enumerable.Range(0, _root + 1).Select(_ => new List<int>())];
        for (var pair = 0; pair < _pairs.Length; pair++)
        {
            _pairsOfNode[_tailOfPair[pair]].Add(pair);
            _pairsOfNode[_headOfPair[pair]].Add(pair);
        }
        foreach (var (pair, lots) in flow.Pairs)
            ChangePair(Array.BinarySearch(_pairs, pair), lots);

        (_parent, _children, _via) = (new int[_root], [.. Enumerable.Range(0, _root + 1).Select(_ => new List<int>())], new int[_root + 1]);
        (_flow, _lower, _upper) = (new long[_root], new long[_root], new long[_root]);
        (_isTight, Held, Dead) = (new bool[_root], new bool[_root], new bool[_root + 1]);
        Array.Fill(_via, NoArc);
        for (var country = 0; country < market.Countries.Length; country++)
            SetArc(country, _root, flow.CountryTotal[country], 0, flow.Caps.Country[country]);
        for (var supplier = 0; supplier < market.Suppliers.Length; supplier++)
            SetArc(network.FirstSupplier + supplier, market.Suppliers[supplier].Country, flow.SupplierTotal[supplier], 0, flow.Caps.Supplier[supplier]);
        for (var offer = 0; offer < market.Offers.Length; offer++)
            SetArc(network.FirstOffer + offer, network.FirstSupplier + market.Offers[offer].Supplier, flow.OfferTotal[offer],
                flow.Floor(market, offer), flow.Ceiling(market, offer));
        for (var number = 0; number < market.Lines.Length; number++)
        {
            var (line, choice) = (market.Lines[number], flow.Choices.Lines[number]);
            var most = choice switch { Choice.Open => line.Quantity - line.Minimum, Choice.Closed => 0, _ => line.Quantity };
            var missing = choice == Choice.Closed ? 0 : line.Quantity - flow.LineTotal[number];
            SetArc(network.FirstLine + number, _root, missing, 0, most);
        }
        for (var node = 0; node < _root; node++)
            _isTight[node] = (node >= network.FirstLine ? network.Unmatched : 0) + potential[_parent[node]] - potential[node] == 0;
    }

    /// <summary>Nodes whose arc from the parent is fixed.</summary>
    public bool[] Held { get; }

    /// <summary>Nodes that searches leave out.</summary>
    public bool[] Dead { get; }

    /// <summary>The pairs that carry something, by their numbers in the group.</summary>
    public IEnumerable<(int Pair, long Lots)> Pairs =>
        Enumerable.Range(0, _pairs.Length).Where(pair => _lots[pair] > 0).Select(pair => (_pairs[pair], _lots[pair]));

    /// <summary>The nodes of the last search.</summary>
    public IReadOnlyList<int> Seen => _seen;

    /// <summary>The flow on a node's arc from its parent.</summary>
    public long FlowOf(int node) => _flow[node];

    public int ParentOf(int node) => _parent[node];

    /// <summary>Whether the arc from a node's parent may change, and how far in either direction.</summary>
    public (long Up, long Down) Room(int node) =>
        _isTight[node] && !Held[node] ? (_upper[node] == NetworkSimplex.Unlimited ? _upper[node] : _upper[node] - _flow[node], _flow[node] - _lower[node]) : (0, 0);

    /// <summary>
    /// Looks for a way from one node to another along tight arcs with room (or, backwards, from the goal to the start), and pushes as
    /// much as it carries, at most <paramref name="most"/>. Answers with what was pushed; 0 where there is no way.
    /// </summary>
    public long Push(int start, int goal, bool backwards, long most)
    {
        if (!Search(start, goal, backwards))
            return 0;
        var amount = most;
        for (var node = goal; node != start; node = OtherEnd(_via[node], node))
            amount = Math.Min(amount, RoomOf(_via[node], RunsForward(_via[node], node, backwards)));
        for (var node = goal; node != start; node = OtherEnd(_via[node], node))
            Change(_via[node], RunsForward(_via[node], node, backwards) ? amount : -amount);
        return amount;
    }

    /// <summary>Changes the flow on a node's arc from its parent.</summary>
    public void ChangeArc(int node, long lots) => _flow[node] += lots;

    private bool Search(int start, int goal, bool backwards)
    {
        foreach (var node in _seen)
            _via[node] = NoArc;
        _seen.Clear();
        _open.Clear();
        _seen.Add(start);
        _via[start] = start;
        _open.Enqueue(start);
        while (_open.TryDequeue(out var node))
        {
            if (node < _root)
            {
                var (up, down) = Room(node);
                if ((backwards ? up : down) > 0 && Reach(_parent[node], node, goal))
                    return true;
            }
            foreach (var child in _children[node])
            {
                var (up, down) = Room(child);
                if ((backwards ? down : up) > 0 && Reach(child, child, goal))
                    return true;
            }

            // Pairs run from offers to lines at will, and back as far as they carry something.
            var atWill = backwards == node >= _network.FirstLine;
            foreach (var pair in (atWill ? _pairsOfNode : _carriersOfNode)[node])
            {
                if ((atWill || _lots[pair] > 0) && Reach(OtherEnd(_root + pair, node), _root + pair, goal))
                    return true;
            }
        }
        return false;
    }

    private bool Reach(int node, int arc, int goal)
    {
        if (_via[node] != NoArc || Dead[node])
            return false;
        _via[node] = arc;
        _seen.Add(node);
        _open.Enqueue(node);
        return node == goal;
    }

    // An arc is named by the node it leads to from its parent, or by the root's number and a pair.
    private int OtherEnd(int arc, int node) => arc < _root
        ? (node == arc ? _parent[arc] : arc)
        : (node == _tailOfPair[arc - _root] ? _headOfPair[arc - _root] : _tailOfPair[arc - _root]);

    private bool RunsForward(int arc, int reached, bool backwards) =>
        (reached == (arc < _root ? arc : _headOfPair[arc - _root])) != backwards;

    private long RoomOf(int arc, bool forward) => arc < _root
        ? (forward ? Room(arc).Up : Room(arc).Down)
        : (forward ? long.MaxValue : _lots[arc - _root]);

    private void Change(int arc, long lots)
    {
        if (arc < _root)
            _flow[arc] += lots;
        else
            ChangePair(arc - _root, lots);
    }

    private void ChangePair(int pair, long lots)
    {
        if (pair < 0)
            throw new InvalidOperationException("A pair that carries something has a reduced cost.");
        _lots[pair] += lots;
        if (_isCarrier[pair] || _lots[pair] <= 0)
            return;
        _isCarrier[pair] = true;
        _carriersOfNode[_tailOfPair[pair]].Add(pair);
        _carriersOfNode[_headOfPair[pair]].Add(pair);
    }

    private void SetArc(int node, int parent, long flow, long lower, long upper)
    {
        (_parent[node], _flow[node], _lower[node], _upper[node]) = (parent, flow, lower, upper);

        // Searches end at the root or never leave it towards a line, so lines are no children worth walking.
        if (node < _network.FirstLine)
            _children[parent].Add(node);
    }
}
