namespace Matchmaking.Engine.Tests.Twin;

/// <summary>The max-min rule of matching.md, section 6, over the arcs of lines or of offers within the face of best results.</summary>
public static class TwinFairness
{
    /// <summary>
    /// What each item is due: the common ratio is raised as far as it goes, who cannot rise is fixed, and again. The highest ratio is found
    /// from above: a set of nodes that cannot take it says how far to come down.
    /// </summary>
    /// <param name="nodes">Nodes of the network.</param>
    /// <param name="face">Arcs narrowed to best results.</param>
    /// <param name="items">The arc of each item.</param>
    /// <param name="quantities">The quantity of each item.</param>
    public static Rational[] Dues(int nodes, IReadOnlyList<TwinArc> face, IReadOnlyList<int> items, IReadOnlyList<long> quantities)
    {
        var dues = new Rational?[items.Count];
        while (Array.Exists(dues, due => due is null))
        {
            for (var ratio = new Rational(1, 1); ;)
            {
                var raised = new TwinRaisedFace(nodes, face, items, quantities, dues, ratio);
                if (raised.Lower is { } lower)
                {
                    if (lower.CompareTo(ratio) >= 0)
                        throw new InvalidOperationException("The ratio does not come down.");
                    ratio = lower;
                    continue;
                }
                var stuck = raised.Stuck().ToList();
                if (stuck.Count == 0)
                    throw new InvalidOperationException("Every ratio can rise above the highest.");
                foreach (var item in stuck)
                    dues[item] = ratio.Times(quantities[item]);
                break;
            }
        }
        return [.. dues.Select(due => due!.Value)];
    }

    /// <summary>
    /// Dues rounded to lots: of all ways to round each up or down that keep the total of every level of ratio and that some best result
    /// has, the one that rounds up by lottery place. The total of every level of lines is whole. Offers stand between caps and lines, and
    /// the total of a level of offers need not be: then there is no such way, and the answer is null.
    /// </summary>
    /// <param name="nodes">Nodes of the network.</param>
    /// <param name="face">Arcs narrowed to best results.</param>
    /// <param name="items">The arc of each item.</param>
    /// <param name="quantities">The quantity of each item.</param>
    /// <param name="dues">What each is due.</param>
    /// <param name="places">Lottery place of each.</param>
    public static long[]? Rounded(
        int nodes,
        IReadOnlyList<TwinArc> face,
        IReadOnlyList<int> items,
        IReadOnlyList<long> quantities,
        Rational[] dues,
        IReadOnlyList<string> places)
    {
        var open = Enumerable.Range(0, items.Count).Where(item => !dues[item].IsWhole)
            .OrderBy(item => places[item], StringComparer.Ordinal).ToList();

        // Binary numbers with the first place as the leading digit: the largest that will do.
        for (var choice = (1 << open.Count) - 1; choice >= 0; choice--)
        {
            var totals = dues.Select(due => due.Floor).ToArray();
            for (var at = 0; at < open.Count; at++)
                totals[open[at]] += choice >> (open.Count - 1 - at) & 1;
            if (KeepsLevels(quantities, dues, totals) && TwinCirculation.Find(nodes, Fixed(face, items, totals)).Overfull is null)
                return totals;
        }
        return null;
    }

    /// <summary>The face with the items' totals fixed.</summary>
    public static List<TwinArc> Fixed(IReadOnlyList<TwinArc> face, IReadOnlyList<int> items, IReadOnlyList<long> totals)
    {
        var arcs = face.ToList();
        for (var item = 0; item < items.Count; item++)
        {
            // A total outside the bounds stays impossible.
            var arc = arcs[items[item]];
            arcs[items[item]] = arc with { Least = Int128.Max(arc.Least, totals[item]), Most = Int128.Min(arc.Most, totals[item]) };
        }
        return arcs;
    }

    private static bool KeepsLevels(IReadOnlyList<long> quantities, Rational[] dues, long[] totals) =>
        Enumerable.Range(0, dues.Length).Where(item => quantities[item] > 0)
            .GroupBy(item => dues[item].Over(quantities[item]))
            .All(level => new Rational(level.Sum(item => totals[item]), level.Sum(item => quantities[item])) == level.Key);
}
