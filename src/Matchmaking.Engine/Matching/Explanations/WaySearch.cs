using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// Cheapest ways by the full caps they cross: first without any, then across one, in the order in which caps are named, then across one
/// more at a time. A later stage counts only where it makes a way cheaper; where costs are not counted, only where nothing came before.
/// </summary>
internal abstract class WaySearch
{
    public const long Far = PriceScale.LongestWay;

    // Where costs are counted, ways across ever more caps gain ever more, and help nobody to see what is in the way.
    private const int MostCaps = 5;

    private const long Closed = long.MinValue / 2;

    private readonly long[] _bound;
    private readonly long[] _key;
    private readonly long[] _via;
    private readonly ulong[] _unreached;
    private readonly ulong[] _tight;
    private readonly List<Crossing> _crossed = [];
    private readonly Crossings _crossings;
    private int _stage;

    protected WaySearch(Residual residual, WayCosts costs, ReadOnlySpan<int> barred)
    {
        (Residual, Costs, Labels) = (residual, costs, new LabelTable(residual.Count));
        (_bound, _key, _via) = (new long[residual.Count], new long[residual.Count], new long[residual.Count]);
        Array.Fill(_bound, Far);
        Array.Fill(_key, Far);
        _unreached = new ulong[residual.Market.Slots.Count >> 6];
        Array.Fill(_unreached, ulong.MaxValue);
        _tight = new ulong[residual.Market.Slots.Words.DefaultIfEmpty(0).Max()];
        _crossings = new Crossings(Labels, costs, residual.Count, _unreached.Length);
        foreach (var node in barred)
            Close(node);
    }

    public LabelTable Labels { get; }

    protected Residual Residual { get; }

    protected WayCosts Costs { get; }

    /// <summary>Tells a node's neighbours by touching them.</summary>
    protected abstract void Expand(int node, long distance, int label);

    /// <summary>Tells what lies behind full caps, in the order of the caps' names, from the labels there are.</summary>
    protected virtual void Gather(Crossings crossings)
    {
    }

    /// <summary>Whether whatever ways are sought for has one that gains something.</summary>
    protected virtual bool IsSettled() => false;

    /// <summary>Searches on from what has been touched.</summary>
    protected void Run(CancellationToken cancellation, long limit = Far)
    {
        Drain(limit, cancellation);
        for (var (level, known) = (1, -1); known < Labels.Count && (level == 1 || !IsEnough(level)); level++)
        {
            known = Labels.Count;
            _crossings.Begin(_bound, _unreached);
            Gather(_crossings);
            foreach (var together in _crossings.All.GroupBy(crossing => (crossing.Cap, crossing.Parent)))
                Cross([.. together], cancellation);
        }
    }

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
    protected void Spread(ReadOnlySpan<long> row, ReadOnlySpan<long> potential, int first, long start, int label)
    {
        var length = row.Length;
        Lanes.Relax(
            row, potential.Slice(first, length), _bound.AsSpan(first, length), _key.AsSpan(first, length), _via.AsSpan(first, length),
            start, label, _tight.AsSpan(0, length >> 6));
    }

    /// <summary>Whether ways across still more caps tell nothing new.</summary>
    private bool IsEnough(int level) => Costs.AreCounted && (level > MostCaps || IsSettled());

    /// <summary>Goes on behind one cap, from one label, whose way must not be met again.</summary>
    private void Cross(Crossing[] crossings, CancellationToken cancellation)
    {
        var barred = new List<(int Node, long Bound)>();
        for (var label = crossings[0].Parent; label != Label.None && Costs.AreCounted; label = Labels[label].Parent)
        {
            barred.Add((Labels[label].Node, _bound[Labels[label].Node]));
            _bound[Labels[label].Node] = Closed;
        }
        foreach (var crossing in crossings)
        {
            _crossed.Add(crossing);
            TouchVia(crossing.Node, crossing.Distance, -1 - _crossed.Count);
        }
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
        var firstOfStage = Labels.Count;
        while (Lanes.Least(_key) is var key && key < limit)
        {
            var node = Array.IndexOf(_key, key);
            _key[node] = Far;

            // Below the label that stands for none it is the number of a crossing.
            var via = (int)_via[node];
            var crossing = via < Label.None ? _crossed[-2 - via] : (Crossing?)null;
            Expand(node, key, Labels.Add(new Label(node, key, crossing?.Parent ?? via, crossing?.Cap, _stage)));
        }
        for (var label = firstOfStage; label < Labels.Count && !Costs.AreCounted; label++)
            Close(Labels[label].Node);
        _stage++;
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
