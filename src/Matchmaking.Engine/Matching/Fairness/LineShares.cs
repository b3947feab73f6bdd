using System.Runtime.InteropServices;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// The lexicographically max-min fill ratios of lines (matching.md, section 6, step 4). What lines can receive together is a base polytope,
/// so the levels are found by decomposition: share out equally, and where some lines cannot have that much, give them all they can have and
/// go on apart.
/// </summary>
/// <remarks>
/// After S. Fujishige, "Lexicographically optimal base of a polymatroid with respect to a weight vector" (1980), and H. Groenevelt (1991)
/// for lower bounds. A ratio is tried with all flows scaled by its denominator, so nothing is rounded; the flow that is kept stays whole.
/// </remarks>
internal sealed class LineShares
{
    private readonly FaceNetwork _network;
    private readonly Share[] _shares;
    private readonly int _sink;
    private readonly int[] _shareOfNode;
    private readonly Circulation<Int128> _circulation;
    private readonly Stack<(int Component, List<int> Nodes)> _open = new();
    private int _components;

    private LineShares(FaceNetwork network, Share[] shares, int sink, CancellationToken cancellation)
    {
        (_network, _shares, _sink) = (network, shares, sink);
        Ratios = new Ratio[shares.Length];
        _shareOfNode = new int[network.Nodes];
        Array.Fill(_shareOfNode, -1);
        for (var share = 0; share < shares.Length; share++)
            _shareOfNode[network.From[shares[share].Arc]] = share;
        var components = Components.Find(network);
        Component = components.Of;
        _components = components.Count;
        _circulation = new Circulation<Int128>(network, Component, sink, cancellation);
        SetApart(Components.Gather(Component, components.Count));
        while (_open.TryPop(out var entry))
            Solve(entry.Component, entry.Nodes);
    }

    /// <summary>Each share's ratio.</summary>
    public Ratio[] Ratios { get; }

    /// <summary>The component of every node: between components nothing may move, or a level would lose what is its.</summary>
    public int[] Component { get; }

    /// <param name="network">The face; its flow is changed to one that gives every level its whole total.</param>
    /// <param name="shares">Arcs that end at the sink, each from a node of its own.</param>
    /// <param name="sink">The sink; its other arcs are fixed.</param>
    /// <param name="cancellation">Honoured while routing.</param>
    public static LineShares Find(FaceNetwork network, Share[] shares, int sink, CancellationToken cancellation) =>
        new(network, shares, sink, cancellation);

    /// <summary>Only lines of the sink's own component can exchange anything; the others have what they have.</summary>
    private void SetApart(List<int>[] nodes)
    {
        for (var share = 0; share < _shares.Length; share++)
        {
            if (Component[_network.From[_shares[share].Arc]] != Component[_sink])
                Ratios[share] = new Ratio(_network.Flow[_shares[share].Arc], _shares[share].Weight);
        }
        _open.Push((Component[_sink], nodes[Component[_sink]]));
    }

    private void Solve(int component, List<int> nodes)
    {
        var shares = new List<int>();
        foreach (var node in nodes)
        {
            if (node != _sink && _shareOfNode[node] >= 0)
                shares.Add(_shareOfNode[node]);
        }
        if (shares.Count == 0)
            return;
        var ratio = EqualRatio(shares);
        if (shares.Count > 1 && TryShare(component, nodes, shares, ratio) > 0)
        {
            Split(component, nodes, shares);
            return;
        }
        foreach (var share in shares)
        {
            var least = _network.Lower[_shares[share].Arc];
            Ratios[share] = (Int128)least * ratio.Denominator > ratio.Numerator * _shares[share].Weight
                ? new Ratio(least, _shares[share].Weight)
                : ratio;
        }
    }

    /// <summary>The ratio that shares out what the lines have together, each getting no less than its minimum.</summary>
    private Ratio EqualRatio(List<int> shares)
    {
        Int128 total = 0, weight = 0;
        foreach (var share in shares)
        {
            total += _network.Flow[_shares[share].Arc];
            weight += _shares[share].Weight;
        }
        var isAtLeast = new HashSet<int>();
        for (var hasChanged = true; hasChanged && weight > 0;)
        {
            hasChanged = false;
            foreach (var share in shares)
            {
                // The ratio only falls, so what once stood at its minimum stays there.
                var least = _network.Lower[_shares[share].Arc];
                if (least == 0 || least * weight <= total * _shares[share].Weight || !isAtLeast.Add(share))
                    continue;
                (total, weight, hasChanged) = (total - least, weight - _shares[share].Weight, true);
            }
        }
        return weight > 0 ? new Ratio(total, weight) : new Ratio(0, 1);
    }

    /// <summary>Tries to give every line its due; what cannot be given, scaled.</summary>
    private Int128 TryShare(int component, List<int> nodes, List<int> shares, Ratio ratio)
    {
        Load(component, nodes, ratio.Denominator);
        foreach (var share in shares)
        {
            var (arc, weight) = _shares[share];
            _circulation.Lower[arc] = Int128.Max(_circulation.Lower[arc], ratio.Numerator * weight);
            _circulation.Clamp(arc);
        }
        return _circulation.Route(component, CollectionsMarshal.AsSpan(nodes));
    }

    /// <summary>Gives the lines that were left short all they can have, and sets them apart from the others.</summary>
    private void Split(int component, List<int> nodes, List<int> shares)
    {
        var far = nodes.Where(node => node != _sink && !_circulation.IsReached(node)).ToList();
        var near = nodes.Where(node => node == _sink || _circulation.IsReached(node)).ToList();
        Load(component, nodes, 1);
        var isFar = new HashSet<int>(far);
        var isShort = shares.Where(share => isFar.Contains(_network.From[_shares[share].Arc])).ToList();
        if (isShort.Count == 0 || isShort.Count == shares.Count)
            throw new InvalidOperationException("Sharing out fails without a line that is short.");
        foreach (var share in isShort)
        {
            var arc = _shares[share].Arc;
            _circulation.Lower[arc] = _circulation.Upper[arc];
            _circulation.Clamp(arc);
        }
        _circulation.Route(component, CollectionsMarshal.AsSpan(nodes));
        foreach (var share in isShort)
            _circulation.Flow[_shares[share].Arc] += Int128.Min(0, _circulation.Excess[_network.From[_shares[share].Arc]]);
        foreach (var node in nodes)
        {
            if (node == _sink)
                continue;
            foreach (var arc in _network.ArcsOf(node))
            {
                if (IsInside(component, arc))
                    _network.Flow[arc] = (long)_circulation.Flow[arc];
            }
        }
        foreach (var node in far)
            Component[node] = _components;
        far.Add(_sink);
        _open.Push((component, near));
        _open.Push((_components++, far));
    }

    /// <summary>Takes the whole flow of a component over, scaled.</summary>
    private void Load(int component, List<int> nodes, Int128 scale)
    {
        foreach (var node in nodes)
        {
            _circulation.Excess[node] = 0;
            if (node == _sink)
                continue;
            foreach (var arc in _network.ArcsOf(node))
            {
                if (!IsInside(component, arc))
                    continue;
                _circulation.Flow[arc] = _network.Flow[arc] * scale;
                _circulation.Lower[arc] = _network.Lower[arc] * scale;
                _circulation.Upper[arc] = _network.Upper[arc] * scale;
            }
        }
    }

    private bool IsInside(int component, int arc) => IsInside(component, _network.From[arc], _network.To[arc]);

    private bool IsInside(int component, int from, int to) =>
        (from == _sink || Component[from] == component) && (to == _sink || Component[to] == component);
}
