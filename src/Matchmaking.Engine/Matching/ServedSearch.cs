namespace Matchmaking.Engine.Matching;

/// <summary>
/// Branch and bound over the lines and offers with a minimum: each is served with at least it, or not at all. Depth first in a fixed
/// order, so that the same input takes the same nodes on every machine.
/// </summary>
internal sealed class ServedSearch
{
    private readonly Relaxation _relaxation;
    private readonly Market _market;
    private readonly Item[] _items;
    private readonly NodeCounter _nodes;
    private readonly CancellationToken _cancellation;

    public ServedSearch(Relaxation relaxation, NodeCounter nodes, CancellationToken cancellation)
    {
        (_relaxation, _market, _nodes, _cancellation) = (relaxation, relaxation.Market, nodes, cancellation);
        _items = Item.All(_market);
    }

    /// <summary>Whether the node limit struck before the last search was finished.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>After a search that was cut short: no result is worth more than this. Null where nothing is left to find.</summary>
    public Value? OpenBound { get; private set; }

    /// <summary>The best result that keeps the choices; null where there is none, or none was found in time.</summary>
    public Flow? Best(Choices choices) => Search(choices, null, stopAtFirst: false);

    /// <summary>A result that keeps the choices and is worth at least so much; null where there is none, or none was found in time.</summary>
    public Flow? Reaching(Choices choices, Value? least) => Search(choices, least, stopAtFirst: true);

    private Flow? Search(Choices choices, Value? least, bool stopAtFirst)
    {
        (IsCutShort, OpenBound) = (false, null);
        Flow? best = null;
        var open = new Stack<(Choices Choices, Value Bound)>();
        open.Push((choices, new Value(_market.LineTotal, Int128.MinValue)));
        while (open.TryPop(out var node))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (IsHopeless(node.Bound, best, least))
                continue;
            if (!_nodes.TryTake())
            {
                IsCutShort = true;
                OpenBound = node.Bound;
                foreach (var (_, bound) in open)
                    OpenBound = OpenBound > bound ? OpenBound : bound;
                return best;
            }
            var flow = _relaxation.Solve(node.Choices, node.Bound.Quantity, null, _cancellation);
            if (flow is null || IsHopeless(flow.Value, best, least))
                continue;
            if (MostBroken(flow) is not { } item)
            {
                best = flow;
                if (stopAtFirst)
                    return best;
                continue;
            }

            // The nearer side first: it is pushed last.
            var nearer = 2 * flow.Total(item) >= item.Minimum(_market) ? Choice.Open : Choice.Closed;
            var farther = nearer == Choice.Open ? Choice.Closed : Choice.Open;
            open.Push((node.Choices.With(item, farther), flow.Value));
            open.Push((node.Choices.With(item, nearer), flow.Value));
        }
        return best;
    }

    private static bool IsHopeless(Value bound, Flow? best, Value? least) =>
        (best is not null && bound <= best.Value) || (least is { } wanted && bound < wanted);

    /// <summary>The item that is furthest from both nothing and its minimum; ties by lottery place. Null where all minimums are kept.</summary>
    private Item? MostBroken(Flow flow)
    {
        Item? worst = null;
        var most = 0L;
        foreach (var item in _items)
        {
            var distance = Math.Min(flow.Total(item), item.Minimum(_market) - flow.Total(item));
            if (distance > most)
                (worst, most) = (item, distance);
        }
        return worst;
    }
}
