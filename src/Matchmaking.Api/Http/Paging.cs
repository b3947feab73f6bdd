using System.Buffers.Text;
using System.Text;

namespace Matchmaking.Api.Http;

/// <summary>One page of a list, ordered by id.</summary>
/// <param name="Items">The page.</param>
/// <param name="NextCursor">Where to go on; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Which page a caller asks for.</summary>
/// <param name="Limit">The most items, 1 to 500.</param>
/// <param name="After">The id that the page follows; empty for the first page.</param>
public sealed record PageRequest(int Limit, string After)
{
    private const int Default = 50, Largest = 500;

    /// <summary>How many rows to read: one more than the page, to know whether another follows.</summary>
    public int Take => Limit + 1;

    /// <summary>Reads <c>limit</c> and <c>cursor</c>.</summary>
    public static (PageRequest? Page, Problem? Problem) From(IQueryCollection query)
    {
        var limit = Default;
        if (query.TryGetValue("limit", out var text) && (!int.TryParse(text, System.Globalization.NumberStyles.None, null, out limit) || limit is < 1 or > Largest))
            return (null, new Problem("invalid", $"limit has to be a whole number from 1 to {Largest}."));
        if (!query.TryGetValue("cursor", out var cursor))
            return (new PageRequest(limit, ""), null);
        return Decode(cursor.ToString()) is { } after
            ? (new PageRequest(limit, after), null)
            : (null, new Problem("invalid", "cursor is not one that this service gave."));
    }

    /// <summary>The answer for rows read with <see cref="Take"/>.</summary>
    public Reply Answer<TRow, TItem>(HttpRequest request, IReadOnlyList<TRow> rows, Func<TRow, string> id, Func<TRow, TItem> item) =>
        Answer(request, rows, id, item, static (items, next) => new Page<TItem>(items, next));

    /// <summary>The answer for rows read with <see cref="Take"/>, in a page that says more than its items.</summary>
    public Reply Answer<TRow, TItem, TPage>(
        HttpRequest request, IReadOnlyList<TRow> rows, Func<TRow, string> id, Func<TRow, TItem> item, Func<IReadOnlyList<TItem>, string?, TPage> page)
        where TPage : notnull
    {
        var more = rows.Count > Limit;
        var next = more ? Encode(id(rows[Limit - 1])) : null;
        var reply = Reply.Ok(page([.. rows.Take(Limit).Select(item)], next));
        if (next is null)
            return reply;
        var query = QueryString.Create(request.Query.Where(pair => pair.Key != "cursor").Append(new("cursor", next)));
        return reply with { Headers = new Dictionary<string, string> { ["Link"] = $"<{request.Path}{query}>; rel=\"next\"" } };
    }

    private static string Encode(string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes("1:" + id));

    private static string? Decode(string cursor)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            return text.StartsWith("1:", StringComparison.Ordinal) ? text[2..] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
