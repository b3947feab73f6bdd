using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// Rounds the dues of lines to whole lots (matching.md, section 6, step 5): from the first lottery place on a line is rounded up if some
/// best result that keeps what was decided before allows it.
/// </summary>
internal static class LineRounding
{
    /// <summary>Sets the total of every line that shares, and brings the face's flow into accordance with them.</summary>
    public static void Round(Market market, Face face, LineClass[] classes, LineShares shares, long[] total, CancellationToken cancellation)
    {
        var network = face.Network;
        var flow = new WholeFlow(network, shares.Component, face.Sink, cancellation);
        var floor = new long[classes.Length];
        var undecided = new List<(int Line, int Share)>();
        for (var share = 0; share < classes.Length; share++)
        {
            var ratio = shares.Ratios[share];
            var ceiling = 0L;
            foreach (var line in classes[share].Lines)
            {
                total[line] = ratio.Floor(market.LineQuantity[line]);
                floor[share] += total[line];
                ceiling += ratio.Ceiling(market.LineQuantity[line]);
                if (ratio.Ceiling(market.LineQuantity[line]) > total[line])
                    undecided.Add((line, share));
            }
            (network.Lower[classes[share].Arc], network.Upper[classes[share].Arc]) = (floor[share], ceiling);
        }
        Repair(flow, classes, null);
        var pools = new LotPools(network, shares.Component, face.Sink, undecided.Count);
        for (var share = 0; share < classes.Length; share++)
            pools.Add(classes[share].Node, network.Flow[classes[share].Arc] - floor[share]);
        undecided.Sort();
        foreach (var (line, share) in undecided)
        {
            if (!pools.TryTake(classes[share].Node))
                continue;
            total[line]++;
            floor[share]++;
        }
        for (var share = 0; share < classes.Length; share++)
            (network.Lower[classes[share].Arc], network.Upper[classes[share].Arc]) = (floor[share], floor[share]);
        Repair(flow, classes, pools.Excess);
    }

    private static void Repair(WholeFlow flow, LineClass[] classes, long[]? excess)
    {
        if (!flow.TryRepair(classes.Select(lines => lines.Arc), excess))
            throw new InvalidOperationException("Dues cannot be rounded to whole lots.");
    }
}
