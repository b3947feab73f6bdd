namespace Matchmaking.Engine.Documents;

/// <summary>The canonical order of a document's arrays: by the bytes of their keys, whatever the language of the machine.</summary>
internal static class Ordered
{
    public static IReadOnlyList<T> By<T>(IReadOnlyList<T> entries, Func<T, string> key) =>
        By(entries, (one, other) => string.CompareOrdinal(key(one), key(other)));

    public static IReadOnlyList<T> By<T>(IReadOnlyList<T> entries, Func<T, string> first, Func<T, string> second) =>
        By(entries, (one, other) =>
        {
            var order = string.CompareOrdinal(first(one), first(other));
            return order != 0 ? order : string.CompareOrdinal(second(one), second(other));
        });

    /// <summary>The entries in order. Documents that this engine wrote are in order already, and are only looked through.</summary>
    public static IReadOnlyList<T> By<T>(IReadOnlyList<T> entries, Comparison<T> comparison)
    {
        for (var at = 1; at < entries.Count; at++)
        {
            if (comparison(entries[at - 1], entries[at]) > 0)
                return Sorted(entries, comparison);
        }
        return entries;
    }

    private static T[] Sorted<T>(IReadOnlyList<T> entries, Comparison<T> comparison)
    {
        var sorted = entries.ToArray();
        Array.Sort(sorted, comparison);
        return sorted;
    }
}
