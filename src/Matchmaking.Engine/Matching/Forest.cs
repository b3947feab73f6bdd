namespace Matchmaking.Engine.Matching;

/// <summary>
/// Cancels cycles among the pairs of a best result until they form a forest: at most lines + offers - 1 pairs (matching.md, section 6,
/// step 6). All pairs of a best result are tight, so going around a cycle costs nothing, and no total changes.
/// </summary>
internal sealed class Forest(Market market)
{
    private readonly Dictionary<int, long> _lots = [];
    private readonly List<int>[] _pairsOfNode = [.. Enumerable.Range(0, market.Lines.Length + market.Offers.Length).Select(_ => new List<int>())];

    /// <summary>The same totals over pairs that form a forest; pairs are taken in lottery order.</summary>
    public static IReadOnlyList<(int Pair, long Lots)> Of(Market market, IEnumerable<(int Pair, long Lots)> pairs, CancellationToken cancellation)
    {
        var forest = new Forest(market);
        var sets = new int[market.Lines.Length + market.Offers.Length];
        for (var node = 0; node < sets.Length; node++)
            sets[node] = node;
        var closing = new List<(int Pair, long Lots)>();
        foreach (var (pair, lots) in pairs.OrderBy(entry => entry.Pair))
        {
            var (line, offer) = (Find(sets, forest.LineNode(pair)), Find(sets, forest.OfferNode(pair)));
            if (line == offer)
            {
                closing.Add((pair, lots));
                continue;
            }
            sets[line] = offer;
            forest.Add(pair, lots);
        }
        foreach (var (pair, lots) in closing)
        {
            cancellation.ThrowIfCancellationRequested();
            forest.Close(pair, lots);
        }
        return [.. forest._lots.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key)];
    }

    /// <summary>Adds a pair whose ends may be joined already: what it closes is pushed around until a pair of the cycle is empty.</summary>
    private void Close(int pair, long lots)
    {
        var path = PathBetween(LineNode(pair), OfferNode(pair));
        if (path is null)
        {
            Add(pair, lots);
            return;
        }

        // Along the path every other pair, the first one included, gains what the closing pair loses.
        var least = lots;
        for (var at = 1; at < path.Count; at += 2)
            least = Math.Min(least, _lots[path[at]]);
        for (var at = 0; at < path.Count; at++)
            Change(path[at], at % 2 == 0 ? least : -least);
        if (lots > least)
            Add(pair, lots - least);
    }

    private List<int>? PathBetween(int start, int end)
    {
        var via = new Dictionary<int, int> { [start] = -1 };
        var open = new Stack<int>([start]);
        while (open.TryPop(out var node))
        {
            if (node == end)
            {
                var path = new List<int>();
                for (var pair = via[node]; pair >= 0; pair = via[node])
                {
                    path.Add(pair);
                    node = Other(pair, node);
                }
                path.Reverse();
                return path;
            }
            foreach (var pair in _pairsOfNode[node])
            {
                if (via.TryAdd(Other(pair, node), pair))
                    open.Push(Other(pair, node));
            }
        }
        return null;
    }

    private void Add(int pair, long lots)
    {
        _lots.Add(pair, lots);
        _pairsOfNode[LineNode(pair)].Add(pair);
        _pairsOfNode[OfferNode(pair)].Add(pair);
    }

    private void Change(int pair, long lots)
    {
        if ((_lots[pair] += lots) > 0)
            return;
        _lots.Remove(pair);
        _pairsOfNode[LineNode(pair)].Remove(pair);
        _pairsOfNode[OfferNode(pair)].Remove(pair);
    }

    private int LineNode(int pair) => market.Pairs.Line[pair];

    private int OfferNode(int pair) => market.Lines.Length + market.Pairs.Offer[pair];

    private int Other(int pair, int node) => LineNode(pair) == node ? OfferNode(pair) : LineNode(pair);

    private static int Find(int[] sets, int node)
    {
        while (sets[node] != node)
            node = sets[node] = sets[sets[node]];
        return node;
    }
}
