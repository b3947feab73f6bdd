namespace Matchmaking.Engine.Matching;

/// <summary>The best result of a group, with the set of served minimums that the order of decisions prescribes.</summary>
/// <param name="Flow">The result; its choices are open or closed for every item with a minimum.</param>
/// <param name="Bound">No allowed result is worth more.</param>
/// <param name="IsProven">Whether quantity, cost and served minimums are proven best.</param>
internal sealed record Solution(Flow Flow, Value Bound, bool IsProven);

/// <summary>Steps 1 to 3 of matching.md, section 6: quantity, cost, served minimums.</summary>
internal static class ServedMinimums
{
    public static Solution Solve(Relaxation relaxation, Func<NodeCounter> nodes, CancellationToken cancellation)
    {
        var market = relaxation.Market;
        var start = CloseHopeless(relaxation, Choices.None(market));
        var search = new ServedSearch(relaxation, nodes(), cancellation);
        var best = search.Best(start);
        var (isProven, bound) = (!search.IsCutShort, search.OpenBound);

        // With every minimum closed the rest can always be solved: something is found even where the limit is one node.
        best ??= relaxation.Solve(CloseAll(market, start), market.LineTotal, null, cancellation)
            ?? throw new InvalidOperationException("A group without minimums has no solution.");
        var value = best.Value;
        bound = isProven || bound is null || bound <= value ? value : bound;
        if (!isProven)
            return new Solution(Settle(market, relaxation, start, best, cancellation), bound.Value, false);
        search = new ServedSearch(relaxation, nodes(), cancellation);
        foreach (var item in Item.All(market).Reverse())
        {
            if (start.Of(item) == Choice.Closed)
                continue;
            var closed = start.With(item, Choice.Closed);
            var without = best.Total(item) == 0 ? best : search.Reaching(closed, value);
            isProven &= !search.IsCutShort;
            start = without is null ? start.With(item, Choice.Open) : closed;
            best = without ?? best;
        }
        return new Solution(Settle(market, relaxation, start, best, cancellation), value, isProven);
    }

    /// <summary>Closes offers whose minimum is above a cap that applies: they can never open.</summary>
    public static Choices CloseHopeless(Relaxation relaxation, Choices choices)
    {
        var market = relaxation.Market;
        var caps = relaxation.Rule.At(market.LineTotal);
        foreach (var item in Item.All(market))
        {
            if (IsAboveCap(market, item, caps))
                choices = choices.With(item, Choice.Closed);
        }
        return choices;
    }

    public static bool IsAboveCap(Market market, Item item, CapSet caps)
    {
        if (item.IsLine)
            return false;
        var offer = market.Offers[item.Number];
        return offer.Minimum > caps.Supplier[offer.Supplier] || offer.Minimum > caps.Country[market.CountryOf(item.Number)];
    }

    private static Choices CloseAll(Market market, Choices choices) =>
        Item.All(market).Aggregate(choices, (closed, item) => closed.With(item, Choice.Closed));

    /// <summary>Solves once more with every item open or closed as found, so that potentials and minimums belong to the result.</summary>
    private static Flow Settle(Market market, Relaxation relaxation, Choices start, Flow best, CancellationToken cancellation)
    {
        var choices = Item.All(market).Aggregate(start, (settled, item) =>
            settled.With(item, best.Total(item) > 0 ? Choice.Open : Choice.Closed));
        var flow = relaxation.Solve(choices, market.LineTotal, null, cancellation);
        return flow is not null && flow.Value == best.Value
            ? flow
            : throw new InvalidOperationException("Settled minimums do not lead back to the result.");
    }
}
