using Matchmaking.Engine.Matching.Certificates;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Minimums;

/// <summary>What a search found: its worth, which items it serves, and the choices that led there.</summary>
internal sealed record Found(Worth Value, bool[] Serves, Choice[] Choices);

/// <summary>
/// Branch and bound over the lines and offers with a minimum: each is served with at least it, or not at all. Depth first in a fixed
/// order, so that the same input takes the same nodes on every machine.
/// </summary>
internal sealed class ServedSearch
{
    private const int MostLeaves = 1_000;

    private readonly Relaxation _relaxation;
    private readonly NodeCounter _nodes;
    private readonly CancellationToken _cancellation;
    private int _leaves;

    public ServedSearch(Relaxation relaxation, NodeCounter nodes, CancellationToken cancellation) =>
        (_relaxation, _nodes, _cancellation) = (relaxation, nodes, cancellation);

    /// <summary>Whether the node limit struck before the last search was finished.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>After a search that was cut short: no result is worth more than this. Null where nothing is left to find.</summary>
    public Worth? OpenBound { get; private set; }

    /// <summary>The tree of the last search for the best; null where it was cut short or has too many leaves to be told.</summary>
    public SearchNode? Tree { get; private set; }

    /// <summary>The best result that keeps the choices; null where there is none, or none was found in time.</summary>
    public Found? Best(Choice[] choices)
    {
        Tree = new SearchNode();
        var found = Search(choices, null, stopAtFirst: false);
        if (IsCutShort)
            Tree = null;
        return found;
    }

    /// <summary>
    /// A result that keeps the choices and is worth at least so much; null where there is none, or none was found in time.
    /// </summary>
    public Found? Reaching(Choice[] choices, Worth? least)
    {
        Tree = null;
        return Search(choices, least, stopAtFirst: true);
    }

    private Found? Search(Choice[] choices, Worth? least, bool stopAtFirst)
    {
        (IsCutShort, OpenBound, _leaves) = (false, null, 0);
        Found? best = null;
        var open = new Stack<Pending>();
        open.Push(new Pending(choices, null, _relaxation.Market.LineTotal, [], null, Tree));
        while (open.TryPop(out var node))
        {
            _cancellation.ThrowIfCancellationRequested();
            var wanted = best is { } found ? found.Value with { Minor = found.Value.Minor + 1 } : least;
            if (node.Bound < wanted)
            {
                Prove(node, node.Proof!);
                continue;
            }
            if (!_nodes.TryTake(() => (best?.Value, MostOf(node, open))))
            {
                (IsCutShort, OpenBound) = (true, MostOf(node, open));
                return best;
            }
            List<Cut> cuts = [.. node.Cuts];
            var status = _relaxation.Solve(node.Choices, node.From, cuts, wanted);
            var value = _relaxation.Solver.Value;
            if (status != SolveStatus.Optimal || value < wanted)
                Prove(node, ProofOf(status, cuts));
            else if (MostBroken(node.Choices) is not { } broken)
            {
                best = new Found(value, _relaxation.Serves(), node.Choices);
                if (stopAtFirst)
                    return best;
                Prove(node, ProofOf(status, cuts));
            }
            else
                Branch(node, broken, value, cuts, open);
        }
        return best;
    }

    private static Worth? MostOf(Pending node, Stack<Pending> open) =>
        open.Aggregate(node.Bound, (most, other) => most is null || other.Bound is null || most > other.Bound ? most : other.Bound);

    private void Branch(Pending node, int broken, Worth value, List<Cut> cuts, Stack<Pending> open)
    {
        var (item, proof) = (_relaxation.Items[broken], Tree is null ? null : LeafProof.Of(_relaxation.Solver, cuts));
        var told = Tree is null ? null : node.Told;
        if (told is not null)
            (told.Branch, told.Open, told.Closed) = (item, new SearchNode(), new SearchNode());
        var from = _relaxation.Solver.Matched;
        var (above, below) = (Below(Choice.Open, told?.Open), Below(Choice.Closed, told?.Closed));
        if (IsHopeless(item))
        {
            Prove(above, HopelessItems.Proof(_relaxation.Market, _relaxation.Solver, _relaxation.Caps, item, cuts));
            open.Push(below);
            return;
        }

        // The nearer side first: it is pushed last.
        var openFirst = 2 * _relaxation.Total(item) >= item.Minimum(_relaxation.Market);
        open.Push(openFirst ? below : above);
        open.Push(openFirst ? above : below);

        Pending Below(Choice choice, SearchNode? toldBelow)
        {
            var choices = (Choice[])node.Choices.Clone();
            choices[broken] = choice;
            return new Pending(choices, value, from, cuts, proof, toldBelow);
        }
    }

    private bool IsHopeless(Item item) => HopelessItems.IsHopeless(
        _relaxation.Market, _relaxation.Solver.Parts, _relaxation.Caps, item, withLineCaps: _relaxation.Rule is not null);

    private LeafProof? ProofOf(SolveStatus status, List<Cut> cuts) => Tree is null ? null
        : status == SolveStatus.Infeasible ? LeafProof.OfInfeasible(_relaxation.Solver, cuts)
        : LeafProof.Of(_relaxation.Solver, cuts);

    private void Prove(Pending node, LeafProof? proof)
    {
        if (Tree is null)
            return;
        if (++_leaves > MostLeaves)
            Tree = null;
        else
            node.Told!.Proof = proof;
    }

    /// <summary>
    /// The item, by number, that is furthest from both nothing and its minimum, one that can never be served before all others; ties by
    /// lottery place. Null where all minimums are kept.
    /// </summary>
    private int? MostBroken(Choice[] choices)
    {
        int? worst = null;
        var most = 0L;
        for (var at = 0; at < choices.Length; at++)
        {
            if (choices[at] != Choice.Free)
                continue;
            var item = _relaxation.Items[at];
            var total = _relaxation.Total(item);
            var distance = Math.Min(total, item.Minimum(_relaxation.Market) - total);
            if (distance <= 0)
                continue;
            if (IsHopeless(item))
                return at;
            if (distance > most)
                (worst, most) = (at, distance);
        }
        return worst;
    }

    /// <summary>
    /// A node that waits: its choices, what it can be worth at most and the proof of that, the quantity and cuts to come down from.
    /// </summary>
    private sealed record Pending(Choice[] Choices, Worth? Bound, long From, List<Cut> Cuts, LeafProof? Proof, SearchNode? Told);
}
