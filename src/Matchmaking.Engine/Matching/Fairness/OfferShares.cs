using System.Numerics;
using System.Runtime.InteropServices;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// The lexicographically max-min utilisation ratios of offers, line totals fixed (matching.md, section 6, step 6). Offers stand between
/// caps and lines, so what they can give together is no base polytope: the lowest level is found first, as the tightest cut, then the two
/// sides of the cut apart.
/// </summary>
/// <remarks>
/// A level beyond the first may hang on shares that are not whole, so its total need not be whole either, and rationals grow: numbers are
/// as long as they have to be. Few offers are undecided, so this costs little.
/// </remarks>
internal sealed class OfferShares
{
    private readonly FaceNetwork _network;
    private readonly Share[] _shares;
    private readonly int[] _shareOfArc;
    private readonly Circulation<BigInteger> _circulation;
    private readonly BigInteger[] _flow;
    private readonly int[] _component;
    private readonly Stack<(int Component, List<int> Nodes, BigInteger Scale)> _open = new();
    private int _components;

    private OfferShares(FaceNetwork network, Share[] shares, CancellationToken cancellation)
    {
        (_network, _shares) = (network, shares);
        (Floor, Ceiling) = (new long[shares.Length], new long[shares.Length]);
        _shareOfArc = new int[network.Arcs];
        Array.Fill(_shareOfArc, -1);
        var components = Components.Find(network);
        (Whole, _component, _components) = (components.Of, [.. components.Of], components.Count);
        _flow = Array.ConvertAll(network.Flow, lots => (BigInteger)lots);
        var isInside = new bool[components.Count];
        for (var share = 0; share < shares.Length; share++)
        {
            var arc = shares[share].Arc;
            _shareOfArc[arc] = share;
            if (_component[network.From[arc]] == _component[network.To[arc]])
                isInside[_component[network.From[arc]]] = true;
            else
                Decide(share, BigInteger.One);
        }
        _circulation = new Circulation<BigInteger>(network, _component, -1, cancellation);
        var nodes = Components.Gather(_component, components.Count);
        for (var component = 0; component < isInside.Length; component++)
        {
            if (isInside[component])
                _open.Push((component, nodes[component], BigInteger.One));
        }
        while (_open.TryPop(out var entry))
            Solve(entry.Component, entry.Nodes, entry.Scale);
    }

    /// <summary>Each share's due, rounded down to lots.</summary>
    public long[] Floor { get; }

    /// <summary>Each share's due, rounded up to lots.</summary>
    public long[] Ceiling { get; }

    /// <summary>The component of every node, as it is without levels.</summary>
    public int[] Whole { get; }

    /// <summary>Arcs between levels, with what they carry: while they do, every level keeps what is its.</summary>
    public List<(int Arc, long Lots)> Between { get; } = [];

    public static OfferShares Find(FaceNetwork network, Share[] shares, CancellationToken cancellation) =>
        new(network, shares, cancellation);

    private void Solve(int component, List<int> nodes, BigInteger scale)
    {
        var shares = Inside(component, nodes);
        if (shares.Count == 0)
            return;
        var (kept, denominator) = FindLowest(component, nodes, shares, scale);
        scale *= denominator;
        foreach (var arc in ArcsInside(component, nodes))
            _flow[arc] = _circulation.Flow[arc];
        foreach (var share in shares)
        {
            if (kept.Count == 0 || kept.Contains(_network.From[_shares[share].Arc]) != kept.Contains(_network.To[_shares[share].Arc]))
                Decide(share, scale);
        }
        if (kept.Count == 0)
            return;
        foreach (var arc in ArcsInside(component, nodes))
        {
            if (_shareOfArc[arc] < 0 && kept.Contains(_network.From[arc]) != kept.Contains(_network.To[arc]))
                Between.Add((arc, (long)(_flow[arc] / scale)));
        }
        foreach (var node in kept)
            _component[node] = _components;
        _open.Push((component, [.. nodes.Where(node => !kept.Contains(node))], scale));
        _open.Push((_components++, [.. kept], scale));
    }

    /// <summary>
    /// Finds a flow that gives every share at least the lowest ratio; answers with one side of the cut that keeps the ratio from being
    /// higher, none where all shares are equal, and with what the flow is scaled by besides.
    /// </summary>
    private (HashSet<int> Side, BigInteger Denominator) FindLowest(int component, List<int> nodes, List<int> shares, BigInteger scale)
    {
        var total = BigInteger.Zero;
        foreach (var share in shares)
            total += _flow[_shares[share].Arc];
        var (bound, denominator, side) = (shares, BigInteger.One, new HashSet<int>());
        while (true)
        {
            (var numerator, denominator) = EqualRatio(bound, total, denominator, scale);
            Load(component, nodes, scale, denominator);
            foreach (var share in shares)
            {
                var (arc, weight) = _shares[share];
                var due = BigInteger.Max(_circulation.Lower[arc], numerator * weight);
                _circulation.Lower[arc] = BigInteger.Min(_circulation.Upper[arc], due);
                _circulation.Clamp(arc);
            }
            var left = _circulation.Route(component, CollectionsMarshal.AsSpan(nodes));
            if (left.IsZero)
                return (side, denominator);

            // What is reached gets no more than this through the shares that lead into it, so the lowest ratio is lower.
            side = [.. nodes.Where(_circulation.IsReached)];
            bound = [.. shares.Where(share => LeadsInto(side, _shares[share].Arc))];
            total = -left;
            foreach (var share in bound)
                total += _circulation.Lower[_shares[share].Arc];
        }
    }

    /// <summary>The ratio that shares out a total, no share being below its minimum, in lots times the scale.</summary>
    /// <param name="shares">The shares.</param>
    /// <param name="total">What they have together, in lots times the scale times the denominator.</param>
    /// <param name="denominator">What the total is scaled by besides.</param>
    /// <param name="scale">The component's scale.</param>
    private (BigInteger Numerator, BigInteger Denominator) EqualRatio(
        List<int> shares, BigInteger total, BigInteger denominator, BigInteger scale)
    {
        var weight = BigInteger.Zero;
        foreach (var share in shares)
            weight += _shares[share].Weight;
        var isAtLeast = new HashSet<int>();
        for (var hasChanged = true; hasChanged && !weight.IsZero;)
        {
            hasChanged = false;
            foreach (var share in shares)
            {
                var least = _network.Lower[_shares[share].Arc] * scale * denominator;
                if (least.IsZero || least * weight <= total * _shares[share].Weight || !isAtLeast.Add(share))
                    continue;
                (total, weight, hasChanged) = (total - least, weight - _shares[share].Weight, true);
            }
        }
        if (weight.IsZero)
            return (BigInteger.Zero, BigInteger.One);
        denominator *= weight;
        var common = BigInteger.GreatestCommonDivisor(total, denominator);
        return (total / common, denominator / common);
    }

    private bool LeadsInto(HashSet<int> side, int arc) => side.Contains(_network.To[arc]) && !side.Contains(_network.From[arc]);

    private void Decide(int share, BigInteger scale)
    {
        Floor[share] = (long)BigInteger.Divide(_flow[_shares[share].Arc], scale);
        Ceiling[share] = Floor[share] + (Floor[share] * scale == _flow[_shares[share].Arc] ? 0 : 1);
    }

    private List<int> Inside(int component, List<int> nodes) =>
        [.. ArcsInside(component, nodes).Where(arc => _shareOfArc[arc] >= 0).Select(arc => _shareOfArc[arc])];

    private IEnumerable<int> ArcsInside(int component, List<int> nodes)
    {
        foreach (var node in nodes)
        {
            foreach (var arc in _network.ArcsOf(node).ToArray())
            {
                if (_network.From[arc] == node && _component[_network.To[arc]] == component)
                    yield return arc;
            }
        }
    }

    private void Load(int component, List<int> nodes, BigInteger scale, BigInteger denominator)
    {
        foreach (var node in nodes)
            _circulation.Excess[node] = BigInteger.Zero;
        foreach (var arc in ArcsInside(component, nodes))
        {
            _circulation.Flow[arc] = _flow[arc] * denominator;
            _circulation.Lower[arc] = _network.Lower[arc] * scale * denominator;
            _circulation.Upper[arc] = _network.Upper[arc] * scale * denominator;
        }
    }
}
