namespace Matchmaking.Api.Pools;

/// <summary>
/// Which sums may be seen. Pools and the public report decide by these rules and no others, so that what one hides the other does not give
/// away.
/// </summary>
/// <remarks>
/// Published sums over a tree say exactly as much as the disjoint remainders they leave: each shown sum less the shown sums inside it. So a
/// set of shown sums is safe when every remainder may be shown by itself, or is empty. Merging sums that pass gives a sum that passes.
/// </remarks>
public sealed class Suppression
{
    /// <summary>Company groups of buyers behind every public volume.</summary>
    public const int PublicBuyers = 5;

    /// <summary>Company groups of suppliers behind every public volume.</summary>
    public const int PublicSuppliers = 3;

    // Who knows all of a sum but one company's part knows that part: an agent its principals' lines, any company its own.
    private const int LeastUnknown = 2;

    private readonly int _groups;
    private readonly decimal _dominance;

    /// <summary>A rule.</summary>
    /// <param name="groups">The least number of company groups.</param>
    /// <param name="dominance">The largest share of one company group, 0 to 1.</param>
    public Suppression(int groups, decimal dominance) => (_groups, _dominance) = (groups, dominance);

    /// <summary>
    /// Whether a sum may be shown: enough company groups contribute, none is more than the limit, and nobody who submitted can take away what
    /// it knows and be left with a single other one.
    /// </summary>
    public bool Passes(Contributions cell)
    {
        var kg = cell.ByContributor.ToList();
        return kg.Count >= _groups && kg.Max() <= _dominance * cell.TotalKg && cell.UnknownToSubmitters.All(unknown => unknown is 0 or >= LeastUnknown);
    }

    /// <summary>Whether a sum that can be computed gives nothing away: it is empty or may be shown.</summary>
    public bool IsSafe(Contributions cell) => cell.IsEmpty || Passes(cell);

    /// <summary>Whether each pool under one total may be shown, given that the total is published whenever it may be.</summary>
    public IReadOnlyList<bool> Decide(IReadOnlyList<Contributions> pools)
    {
        if (Passes(Contributions.Merge(pools)))
            return Complement(pools, Passes, hidden => Passes(Contributions.Merge(hidden)), pool => pool.TotalKg);
        // The total will never be seen, so no pool can be computed from it and each stands by itself.
        return [.. pools.Select(Passes)];
    }

    /// <summary>
    /// Complementary suppression under a shown total: the hidden cells together have to pass, else the smallest shown ones are hidden too,
    /// until they do. With all of them hidden their sum is the total itself.
    /// </summary>
    public static IReadOnlyList<bool> Complement<T>(
        IReadOnlyList<T> cells, Func<T, bool> passes, Func<IReadOnlyList<T>, bool> passTogether, Func<T, long> size)
    {
        var shown = cells.Select(passes).ToArray();
        var smallestFirst = Enumerable.Range(0, cells.Count).Where(index => shown[index]).OrderBy(index => size(cells[index])).ToList();
        foreach (var next in smallestFirst)
        {
            var hidden = cells.Where((_, index) => !shown[index]).ToList();
            if (hidden.Count == 0 || passTogether(hidden))
                break;
            shown[next] = false;
        }

        return shown;
    }
}
