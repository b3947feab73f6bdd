namespace Matchmaking.Engine.Tests.Twin;

/// <summary>All best results at once: by complementary slackness, the flows that leave every arc that is not free at its bound.</summary>
public static class TwinFace
{
    /// <summary>The same arcs, narrowed to what best results may carry on them, given one best result.</summary>
    public static List<TwinArc> Of(int nodes, IReadOnlyList<TwinArc> arcs, IReadOnlyList<Int128> best)
    {
        // The most worth of any residual way that ends in a node. There is no residual cycle of positive worth, so this ends.
        var reach = new Int128[nodes];
        for (var changed = true; changed;)
        {
            changed = false;
            for (var arc = 0; arc < arcs.Count; arc++)
            {
                var (from, to, worth) = (arcs[arc].From, arcs[arc].To, arcs[arc].Worth);
                if (best[arc] < arcs[arc].Most && reach[from] + worth > reach[to])
                    (reach[to], changed) = (reach[from] + worth, true);
                if (best[arc] > arcs[arc].Least && reach[to] - worth > reach[from])
                    (reach[from], changed) = (reach[to] - worth, true);
            }
        }
        return [.. arcs.Select((arc, number) => reach[arc.From] + arc.Worth == reach[arc.To]
            ? arc
            : arc with { Least = best[number], Most = best[number] })];
    }
}
