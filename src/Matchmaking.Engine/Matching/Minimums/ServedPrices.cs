using Matchmaking.Engine.Matching.Certificates;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Minimums;

/// <summary>
/// Tells by prices which items every best result serves: where leaving one out lowers the bound of every leaf of the search below the best,
/// no search is needed.
/// </summary>
internal sealed class ServedPrices
{
    private const int MostLeaves = 64;

    private readonly Relaxation _relaxation;
    private readonly List<(LeafProof Proof, Way? Way)> _leaves;

    private ServedPrices(Relaxation relaxation, List<(LeafProof, Way?)> leaves) => (_relaxation, _leaves) = (relaxation, leaves);

    /// <summary>Null where there are too many leaves for this to pay.</summary>
    public static ServedPrices? Of(Relaxation relaxation, SearchNode tree)
    {
        var leaves = new List<(LeafProof, Way?)>();
        var open = new Stack<(SearchNode Node, Way? Way)>([(tree, null)]);
        while (leaves.Count <= MostLeaves && open.TryPop(out var entry))
        {
            if (entry.Node.Proof is { } proof)
            {
                if (!proof.IsInfeasible)
                    leaves.Add((proof, entry.Way));
                continue;
            }
            open.Push((entry.Node.Open!, new Way(entry.Node.Branch!.Value, true, entry.Way)));
            open.Push((entry.Node.Closed!, new Way(entry.Node.Branch!.Value, false, entry.Way)));
        }
        return leaves.Count <= MostLeaves ? new ServedPrices(relaxation, leaves) : null;
    }

    /// <summary>Whether no best result leaves an item unserved; false where prices do not tell.</summary>
    public bool MustServe(Item item) => _leaves.TrueForAll(leaf => Decided(item, leaf.Way) ?? IsWorth(item, leaf.Proof.Prices));

    // Where a leaf has the item open there is nothing to show; where it has it closed, its bound may well be the best.
    private static bool? Decided(Item item, Way? way)
    {
        for (; way is not null; way = way.Above)
        {
            if (way.Item == item)
                return way.IsOpen;
        }
        return null;
    }

    /// <summary>
    /// Whether the prices give an item a value above nothing, which a leaf's bound loses with it: no bound is above the best.
    /// </summary>
    private bool IsWorth(Item item, long[] prices)
    {
        var (market, tree) = (_relaxation.Market, _relaxation.Solver.Tree);
        if (!item.IsLine)
        {
            var hub = tree.FirstSlot + market.Slots.SlotOf[item.Number];
            return prices[hub] > prices[tree.Parent[hub]];
        }
        var part = _relaxation.Solver.Parts.OfLine[item.Number];
        if (_relaxation.Solver.Parts.Caps.Has(part))
            return false;
        var costs = market.Costs.Cost(_relaxation.Solver.Parts.Profile[part]);
        var first = tree.FirstSlot + market.Slots.Start[_relaxation.Solver.Parts.Form[part]];
        var outside = _relaxation.Solver.Parts.UnmatchedCost[part];
        return Lanes.Cheapest(costs, prices.AsSpan(first, costs.Length), _relaxation.Solver.Parts.Mask(part), outside) < outside;
    }

    /// <summary>The decisions that lead to a leaf, the last first.</summary>
    private sealed record Way(Item Item, bool IsOpen, Way? Above);
}
