using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Certificates;

/// <summary>
/// The prices that are published: of all that prove a solver's present flow best, those whose cumulated values are the least, hub by hub
/// (matching.md, section 8). No minimum may be open.
/// </summary>
/// <remarks>
/// Prices prove a flow where they obey an inequality for every arc along which a lot could still go:
/// <c>price(to) >= price(from) - cost</c>. Prices are not below zero, so a parent forces its children whether or not anything flows. The
/// least value of a hub is then the most that a chain of such arcs from the root forces, whatever the flow and the prices it is found from:
/// a shortest way. A cap that is no less than what is offered below it gets no price: where all of that is sold, only its parent forces it.
/// Countries whose line cap is full force nothing, and a line's own level stands between two arcs at most, so the moves between slots tell
/// everything about the lines.
/// </remarks>
internal sealed class LeastPrices
{
    private const long Far = PriceScale.LongestWay;

    private readonly HubTree _tree;
    private readonly HubSolver _solver;
    private readonly SlotMap _slots;
    private readonly long[] _prices;
    private readonly long[] _distance;
    private readonly long[] _open;
    private readonly long[] _via;
    private readonly ulong[] _tight;

    private LeastPrices(Market market, HubSolver solver)
    {
        (_solver, _tree, _slots) = (solver, solver.Tree, market.Slots);
        _prices = LeafProof.Of(solver, []).Prices;
        (_distance, _open, _via) = (new long[_tree.Count], new long[_tree.Count], new long[_tree.Count]);
        _tight = new ulong[_slots.Count >> 6];
        Array.Fill(_distance, Far);
        Array.Fill(_open, Far);
    }

    /// <summary>Cumulated prices of all hubs, scaled, the root's being zero.</summary>
    /// <param name="market">The group.</param>
    /// <param name="solver">One that has ended with the best flow.</param>
    public static long[] Of(Market market, HubSolver solver) => new LeastPrices(market, solver).Search();

    /// <summary>
    /// Dijkstra's algorithm from the root. The prices that the solver ended with make every arc's cost at least zero; what a way costs is
    /// how far the price at its end can fall.
    /// </summary>
    private long[] Search()
    {
        (_distance[HubTree.Root], _open[HubTree.Root]) = (0, 0);
        while (Lanes.Least(_open) is var nearest && nearest < Far)
        {
            var hub = Array.IndexOf(_open, nearest);
            _open[hub] = Far;
            Spread(hub);
        }
        for (var hub = HubTree.Root; hub < _tree.Count; hub++)
            _prices[hub] -= _tree.IsUsed[hub] ? _distance[hub] : 0;
        return _prices;
    }

    private void Spread(int hub)
    {
        var start = _distance[hub] - _prices[hub];
        if (hub != HubTree.Root && _tree.Flow[hub] < _tree.Upper[hub])
            Touch(_tree.Parent[hub], start);
        if (hub >= _tree.FirstSlot)
        {
            var slot = hub - _tree.FirstSlot;
            SpreadRow(hub, _solver.Moves.Row(slot), _slots.Start[_slots.FormOf[slot]], start);
            return;
        }
        foreach (var child in _tree.ChildrenOf(hub))
            Touch(child, start);
        if (hub == HubTree.Root && _solver.Records.Unmatched > 0)
            SpreadRow(hub, _solver.Moves.Enter(), 0, start);
    }

    private void Touch(int to, long start)
    {
        if (start + _prices[to] is var through && through < _distance[to])
            (_distance[to], _open[to]) = (through, through);
    }

    private void SpreadRow(int hub, ReadOnlySpan<long> row, int slot, long start)
    {
        var first = _tree.FirstSlot + slot;
        Lanes.Relax(
            row, _prices.AsSpan(first, row.Length), _distance.AsSpan(first, row.Length), _open.AsSpan(first, row.Length),
            _via.AsSpan(first, row.Length), start, hub, _tight.AsSpan(0, row.Length >> 6));
    }
}
