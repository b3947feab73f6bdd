using Matchmaking.Engine.Matching.Certificates;
using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Minimums;

/// <summary>The best worth of a group and the set of served minimums that the order of decisions prescribes.</summary>
/// <param name="Value">What the result is worth.</param>
/// <param name="Bound">No allowed result is worth more.</param>
/// <param name="IsProven">Whether worth and served minimums are proven best.</param>
/// <param name="Tree">The search that proves it; null where the search is not told.</param>
internal sealed record Solution(Worth Value, Worth Bound, bool IsProven, SearchNode? Tree);

/// <summary>
/// Steps 1 to 3 of matching.md, section 6: quantity, cost, served minimums. The solver ends with the result, every item open or closed.
/// </summary>
internal sealed class ServedMinimums
{
    private readonly Relaxation _relaxation;
    private readonly Func<NodeCounter> _nodes;
    private readonly CancellationToken _cancellation;

    private ServedMinimums(Relaxation relaxation, Func<NodeCounter> nodes, CancellationToken cancellation) =>
        (_relaxation, _nodes, _cancellation) = (relaxation, nodes, cancellation);

    public static Solution Solve(Relaxation relaxation, Func<NodeCounter> nodes, CancellationToken cancellation) =>
        new ServedMinimums(relaxation, nodes, cancellation).Solve();

    private Solution Solve()
    {
        var start = new Choice[_relaxation.Items.Length];
        var search = new ServedSearch(_relaxation, _nodes(), _cancellation);
        var best = search.Best(start);
        if (search.IsCutShort)
        {
            // With every minimum closed the rest can always be solved: something is found even where the limit is one node.
            var value = Settle(best?.Serves ?? new bool[start.Length], null);
            return new Solution(value, search.OpenBound is { } bound && bound > value ? bound : value, false, null);
        }
        if (best is null)
            throw new InvalidOperationException("A group with every minimum unserved has no solution.");
        var isProven = Choose(best, search.Tree, out var served);
        Settle(served, best.Value);
        return new Solution(best.Value, best.Value, isProven, search.Tree);
    }

    /// <summary>From the last lottery place on, each item stays unserved if some best result leaves it so.</summary>
    private bool Choose(Found best, SearchNode? tree, out bool[] serves)
    {
        var choices = new Choice[_relaxation.Items.Length];
        var pruning = tree is null ? null : ServedPrices.Of(_relaxation, tree);
        var search = new ServedSearch(_relaxation, _nodes(), _cancellation);
        StandIns? standIns = null;
        var isProven = true;
        serves = best.Serves;
        for (var at = choices.Length - 1; at >= 0; at--)
        {
            choices[at] = Choice.Closed;
            var item = _relaxation.Items[at];
            if (!serves[at])
                continue;
            if (pruning?.MustServe(item) == true)
            {
                choices[at] = Choice.Open;
                continue;
            }
            if (standIns is null)
            {
                serves = Return(best, choices, serves);
                standIns = new StandIns(_relaxation.Market, _relaxation.Solver);
                if (!serves[at])
                    continue;
            }
            if (item.IsLine && standIns.TryReplace(item.Number))
            {
                serves[at] = false;
                continue;
            }

            // The search leaves the result that lines can stand in at.
            standIns = null;
            if (search.Reaching(choices, best.Value) is { } without)
                (best, serves) = (without, without.Serves);
            else
                choices[at] = Choice.Open;
            isProven &= !search.IsCutShort;
        }
        return isProven;
    }

    /// <summary>
    /// Brings the solver back to a best result that keeps what has been decided. Few choices differ where the search found it, so that is
    /// tried first; it may lead to a flow that breaks other minimums.
    /// </summary>
    private bool[] Return(Found best, Choice[] decided, bool[] serves)
    {
        var choices = Array.ConvertAll(best.Choices, choice => choice);
        for (var at = 0; at < choices.Length; at++)
            choices[at] = decided[at] == Choice.Free ? choices[at] : decided[at];
        var status = _relaxation.Solve(choices, _relaxation.Market.LineTotal, null, null);
        if (status == SolveStatus.Optimal && _relaxation.Solver.Value == best.Value && _relaxation.KeepsMinimums())
            return _relaxation.Serves();
        Settle(serves, best.Value);
        return serves;
    }

    /// <summary>Solves once more with every item open or closed as found, so that prices and minimums belong to the result.</summary>
    private Worth Settle(bool[] serves, Worth? value)
    {
        var choices = Array.ConvertAll(serves, isServed => isServed ? Choice.Open : Choice.Closed);
        var status = _relaxation.Solve(choices, _relaxation.Market.LineTotal, null, null);
        return status == SolveStatus.Optimal && (value is null || _relaxation.Solver.Value == value)
            ? _relaxation.Solver.Value
            : throw new InvalidOperationException("Settled minimums do not lead back to the result.");
    }
}
