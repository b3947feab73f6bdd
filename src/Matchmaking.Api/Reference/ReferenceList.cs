using Matchmaking.Api.Http;

namespace Matchmaking.Api.Reference;

/// <summary>A table that is held in memory, answered page by page like the lists that are stored.</summary>
/// <param name="all">Every item, ordered by code.</param>
/// <param name="code">An item's code, which the cursor goes by.</param>
/// <param name="filters">Query parameters with the values that an item has for them.</param>
internal sealed class ReferenceList<T>(IReadOnlyList<T> all, Func<T, string> code, Dictionary<string, Func<T, IEnumerable<string>>> filters)
{
    /// <summary>The query parameters it knows besides those of every list.</summary>
    public string[] Filters => [.. filters.Keys];

    /// <summary>The page that the query asks for.</summary>
    public Reply Answer(Call call)
    {
        var (page, problem) = call.Page;
        if (page is null)
            return problem!;

        IEnumerable<T> items = all;
        foreach (var (name, values) in filters)
        {
            if (call.Query(name) is not { } value)
                continue;
            // The tables are complete, so a value that no item has is a slip of the caller, not an empty list.
            string[] known = [.. all.SelectMany(values).Distinct().Order(StringComparer.Ordinal)];
            if (!known.Contains(value))
                return new Problem("invalid", $"{name} has to be one of {string.Join(", ", known)}.");
            items = items.Where(item => values(item).Contains(value));
        }

        T[] rows = [.. items.Where(item => string.CompareOrdinal(code(item), page.After) > 0).Take(page.Take)];
        return page.Answer(call.Request, rows, code, item => item);
    }
}
