using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// Cheapest ways by the full caps they cross: first without any, then across one, in the order in which caps are named, then across one more at a time.
/// A later stage counts only where it makes a way cheaper; where costs are not counted, only where nothing came before.
/// </summary>
internal abstract class WaySearch
{
    public const long Far = PriceScale.LongestWay;
    // Where costs are counted, ways across ever more caps gain ever more, and help nobody to see what is in the way.
    private const int MostCaps = 5;

    private const long Closed = long.MinValue / 2;

    private readonly long[] _bound;
    private readonly long[] _foreseen;
    private readonly long[] _key;
    private readonly long[] _via;
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly ulong[] _unreached;
    private readonly ulong[] _unforeseen;
    private readonly ulong[] _tight;
    private readonly List<Label> _labels = [];
    private readonly List<Crossing> _crossings = [];
    private readonly List<Crossing> _foreseenCrossings = [];
    private readonly List<int> _next = [];
    private int _stages;

    protected WaySearch(Residual residual, WayCosts costs, ReadOnlySpan<int> barred)
    {
        (Residual, Costs) = (residual, costs);
        (_bound, _key, _via, _last) = (new long[residual.Count], new long[residual.Count], new long[residual.Count], new int[residual.Count]);
        (_foreseen, _first) = (new long[residual.Count], new int[residual.Count]);
        Array.Fill(_bound, Far);
        Array.Fill(_key, Far);
        Array.Fill(_last, Label.None);
        _unreached = new ulong[residual.Market.Slots.Count >> 6];
        Array.Fill(_unreached, ulong.MaxValue);
        _unforeseen = new ulong[_unreached.Length];
        _tight = new ulong[residual.Market.Slots.Words.DefaultIfEmpty(0).Max()];
        foreach (var node in barred)
            Close(node);
    }

    protected Residual Residual { get; }

    protected WayCosts Costs { get; }

    public Label this[int label] => _labels[label];

    /// <summary>The cheapest label of a node.</summary>
    public int Last(int node) => _last[node];

    /// <summary>The first label of a node whose way costs less than given.</summary>
    public int FirstBelow(int node, long cost)
    {
        if (_last[node] == Label.None || _labels[_last[node]].Distance >= cost)
            return Label.None;
        var label = _first[node];
        while (_labels[label].Distance >= cost)
            label = _next[label];
        return label;
    }

    public List<CapName> CapsOf(int label)
    {
        var caps = new List<CapName>();
        for (; label != Label.None; label = _labels[label].Parent)
        {
            if (_labels[label].Cap is { } cap)
                caps.Add(cap);
        }
        return caps;
    }

    /// <summary>Whether a way leads through a node, its own first one aside.</summary>
    public bool Passes(int label, int node)
    {
        for (label = _labels[label].Parent; label != Label.None; label = _labels[label].Parent)
        {
            if (_labels[label].Node == node)
                return true;
        }
        return false;
    }

    /// <summary>Tells a node's neighbours by <see cref="Touch(int, long, int)"/> and <see cref="Spread(ReadOnlySpan{ulong}, int, long, int)"/>.</summary>
    protected abstract void Expand(int node, long distance, int label);

    /// <summary>Whether ways across still more caps tell nothing new.</summary>
    private bool IsEnough(int level) => Costs.AreCounted && (level > MostCaps || IsSettled());

    /// <summary>Whether whatever ways are sought for has one that gains something.</summary>
    protected virtual bool IsSettled() => false;

    /// <summary>Tells what lies behind full caps, in the order of their names, by <see cref="Foresee"/>, from the labels there are.</summary>
    protected virtual void Gather()
    {
    }

    /// <summary>Whether crossing a cap to a node counts beside those told before.</summary>
    protected bool IsForeseeable(int node, long distance) => distance < _foreseen[node];

    protected void Foresee(CapName cap, int node, long distance, int label)
    {
        if (!IsForeseeable(node, distance) || (label != Label.None && (_labels[label].Node == node || Passes(label, node))))
            return;
        _foreseen[node] = Costs.AreCounted ? distance : Closed;
        if (node < Residual.FirstSupplier)
            _unforeseen[node >> 6] &= ~(1UL << node);
        _foreseenCrossings.Add(new Crossing(cap, node, distance, label));
    }

    /// <summary>Searches on from what has been touched.</summary>
    protected void Run(CancellationToken cancellation, long limit = Far)
    {
        Drain(limit, cancellation);
        for (var (level, known) = (1, -1); known < _labels.Count && (level == 1 || !IsEnough(level)); level++)
        {
            known = _labels.Count;
            _foreseenCrossings.Clear();
            _bound.CopyTo(_foreseen.AsSpan());
            _unreached.CopyTo(_unforeseen.AsSpan());
            Gather();
            foreach (var sameCap in _foreseenCrossings.ToArray().GroupBy(crossing => crossing.Cap))
                Cross([.. sameCap], cancellation);
        }
    }

    /// <summary>The slots for which crossing a cap can still count, where costs are not counted; else all.</summary>
    protected ulong Foreseeable(int word) => Costs.AreCounted ? ulong.MaxValue : _unforeseen[word];

    protected void Touch(int node, long distance, int label) => TouchVia(node, distance, label);

    /// <summary>Touches the slots of a form that have a bit; where costs are not counted.</summary>
    protected void Spread(ReadOnlySpan<ulong> bits, int first, long distance, int label)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            for (var hits = bits[word] & _unreached[(first >> 6) + word]; hits != 0; hits &= hits - 1)
                Touch(first + (word << 6) + BitOperations.TrailingZeroCount(hits), distance, label);
        }
    }

    /// <summary>Touches the slots of a form at <c>start + row + potential</c>.</summary>
    protected void Spread(ReadOnlySpan<long> row, ReadOnlySpan<long> potential, int first, long start, int label) => Lanes.Relax(
        row, potential.Slice(first, row.Length), _bound.AsSpan(first, row.Length), _key.AsSpan(first, row.Length), _via.AsSpan(first, row.Length),
        start, label, _tight.AsSpan(0, row.Length >> 6));

    /// <summary>Goes on behind one cap. The crossings all come from the same label, whose way must not be met again.</summary>
    private void Cross(Crossing[] crossings, CancellationToken cancellation)
    {
        var barred = new List<(int Node, long Bound)>();
        for (var label = crossings[0].Parent; label != Label.None && Costs.AreCounted; label = _labels[label].Parent)
        {
            barred.Add((_labels[label].Node, _bound[_labels[label].Node]));
            _bound[_labels[label].Node] = Closed;
        }
        var isUseful = false;
        foreach (var crossing in crossings)
        {
            if (crossing.Distance >= _bound[crossing.Node])
                continue;
            isUseful = true;
            _crossings.Add(crossing);
            TouchVia(crossing.Node, crossing.Distance, -1 - _crossings.Count);
        }
        if (isUseful)
            Drain(Far, cancellation);
        foreach (var (node, bound) in barred)
            _bound[node] = bound;
    }

    private void TouchVia(int node, long distance, int via)
    {
        if (distance >= _bound[node])
            return;
        (_bound[node], _key[node], _via[node]) = (distance, distance, via);
        MarkReached(node);
    }

    private void Drain(long limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var firstOfStage = _labels.Count;
        while (Lanes.Least(_key) is var key && key < limit)
        {
            var node = Array.IndexOf(_key, key);
            _key[node] = Far;
            _last[node] = Settle(node, key);
            Expand(node, key, _last[node]);
        }
        for (var label = firstOfStage; label < _labels.Count && !Costs.AreCounted; label++)
            Close(_labels[label].Node);
        _stages++;
    }

    // Below -1 it is the number of a crossing.
    private int Settle(int node, long distance)
    {
        var via = (int)_via[node];
        var (parent, cap) = via >= Label.None ? (via, (CapName?)null) : (_crossings[-2 - via].Parent, _crossings[-2 - via].Cap);
        if (_last[node] is not Label.None and var last)
            _next[last] = _labels.Count;
        else
            _first[node] = _labels.Count;
        _labels.Add(new Label(node, distance, parent, cap, _stages));
        _next.Add(Label.None);
        return _labels.Count - 1;
    }

    private void Close(int node)
    {
        _bound[node] = Closed;
        MarkReached(node);
    }

    private void MarkReached(int node)
    {
        if (node < Residual.FirstSupplier)
            _unreached[node >> 6] &= ~(1UL << node);
    }
}
