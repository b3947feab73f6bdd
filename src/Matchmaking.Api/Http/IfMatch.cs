using System.Globalization;

namespace Matchmaking.Api.Http;

/// <summary>The version a change was made from, as the header If-Match tells it.</summary>
public sealed class IfMatch(IReadOnlyList<string> tags)
{
    /// <summary>Reads the header.</summary>
    public static IfMatch From(HttpRequest request) =>
        new([.. request.Headers.IfMatch.SelectMany(value => (value ?? "").Split(',')).Select(value => value.Trim()).Where(value => value.Length > 0)]);

    /// <summary>428 without the header, 412 where it names another version, else null.</summary>
    public Problem? Check(long version)
    {
        if (tags.Count == 0)
            return new Problem("if-match-required");
        return tags.Contains("*") || tags.Contains(Reply.Tag(version))
            ? null
            : new Problem("stale", string.Create(CultureInfo.InvariantCulture, $"The resource is at version {version}."));
    }
}
