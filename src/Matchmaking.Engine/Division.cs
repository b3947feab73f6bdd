using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine;

/// <summary>Divides a matching problem among machines, and puts together what each has solved.</summary>
public static class Division
{
    /// <summary>Parts of groups with about as many lines and offers each; the same for the same input.</summary>
    /// <param name="input">An input without faults.</param>
    /// <param name="entries">Lines and offers that are worth a part of their own; at least 1.</param>
    /// <param name="most">The most parts; at least 1.</param>
    /// <returns>Every group once, in order within each part; one part without groups for an input without lines and offers.</returns>
    public static IReadOnlyList<IReadOnlyList<GroupKey>> Parts(MatchingInput input, int entries, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var groups = MarketBuilder.Groups(input);
        var count = Math.Clamp(groups.Sum(group => (long)group.Entries) / entries, 1, Math.Max(1, Math.Min(most, groups.Count)));
        var parts = new List<GroupKey>[count];
        for (var part = 0; part < count; part++)
            parts[part] = [];
        // The largest first, each to the part that has least so far.
        var least = new PriorityQueue<int, (long Entries, int Part)>(Enumerable.Range(0, (int)count).Select(part => (part, (0L, part))));
        foreach (var group in groups.OrderByDescending(group => group.Entries).ThenBy(group => group.Key))
        {
            least.TryDequeue(out var part, out var size);
            parts[part].Add(group.Key);
            least.Enqueue(part, (size.Entries + group.Entries, part));
        }

        foreach (var part in parts)
            part.Sort();
        return parts;
    }

    /// <summary>The result of a whole input from those of its parts.</summary>
    /// <param name="parts">Results of the parts, which together hold every group once.</param>
    /// <exception cref="ArgumentException">The parts are not of one input and one engine, or there is none.</exception>
    public static MatchingResult Join(IReadOnlyList<MatchingResult> parts)
    {
        if (parts.Select(part => (part.Engine, part.InputSha256)).Distinct().Count() != 1)
            throw new ArgumentException("The parts are not of one input and one engine.", nameof(parts));
        return Ordered(
            parts[0].Engine,
            parts[0].InputSha256,
            parts.SelectMany(part => part.Groups),
            parts.SelectMany(part => part.Matches),
            parts.SelectMany(part => part.Unfilled),
            parts.SelectMany(part => part.Unsold));
    }

    /// <summary>A result in the order of its document, whatever order its parts came in.</summary>
    internal static MatchingResult Ordered(
        string engine, string sha256, IEnumerable<GroupResult> groups, IEnumerable<MatchedPair> matches,
        IEnumerable<UnfilledLine> unfilled, IEnumerable<UnsoldOffer> unsold) => new()
        {
            Engine = engine,
            InputSha256 = sha256,
            Groups = [.. groups.OrderBy(GroupKey.Of)],
            Matches = [.. matches.OrderBy(match => match.Demand, StringComparer.Ordinal).ThenBy(match => match.Offer, StringComparer.Ordinal)],
            Unfilled = [.. unfilled.OrderBy(line => line.Demand, StringComparer.Ordinal)],
            Unsold = [.. unsold.OrderBy(offer => offer.Offer, StringComparer.Ordinal)],
        };
}
