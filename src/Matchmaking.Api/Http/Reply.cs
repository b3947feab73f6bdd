using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Matchmaking.Api.Http;

/// <summary>What a handler answers, before it is written: a success with its headers, or a problem.</summary>
public sealed record Reply : IResult
{
    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The text, or null.</summary>
    public string? Body { get; init; }

    /// <summary>What the text is.</summary>
    public string MediaType { get; init; } = MediaTypeNames.Application.Json;

    /// <summary>Where the new resource is.</summary>
    public string? Location { get; init; }

    /// <summary>Entity tag, quoted.</summary>
    public string? ETag { get; init; }

    /// <summary>Whether the body shows a secret, so that it is never kept.</summary>
    public bool Secret { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The problem, where it is one.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Whether the effect stands.</summary>
    public bool IsSuccess => Problem is null;

    /// <summary>A problem.</summary>
    public static implicit operator Reply(Problem problem) => new() { Status = ProblemTable.Codes[problem.Code].Status, Problem = problem };

    /// <summary>200 with a resource; without a version the tag is made from the content.</summary>
    public static Reply Ok(object body, long? version = null) =>
        version is { } number ? new Reply { Status = 200, Body = Json.Write(body), ETag = Tag(number) } : Text(Json.Write(body));

    /// <summary>200 with a document that is JSON already.</summary>
    public static Reply Text(string json) => new() { Status = 200, Body = json, ETag = ContentTag(json) };

    /// <summary>201 with the new resource.</summary>
    public static Reply Created(object body, string location, long version, bool secret = false) =>
        new() { Status = 201, Body = Json.Write(body), Location = location, ETag = Tag(version), Secret = secret };

    /// <summary>202 with the resource to look at again.</summary>
    public static Reply Accepted(object body, string location) => new()
    {
        Status = 202,
        Body = Json.Write(body),
        Location = location,
        Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
    };

    /// <summary>204.</summary>
    public static Reply NoContent() => new() { Status = 204 };

    /// <summary>A version as entity tag.</summary>
    public static string Tag(long version) => $"\"{version}\"";

    private static string ContentTag(string text) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12))}\"";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (Location is not null)
            response.Headers.Location = Location;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (HttpMethods.IsGet(httpContext.Request.Method) && ETag is not null && MatchesNone(httpContext.Request, ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = Status;
        var (type, text) = Problem is { } problem
            ? ("application/problem+json", ProblemTable.Body(problem, httpContext).ToJsonString(Json.Options))
            : (MediaType, Body);
        if (text is null)
            return;
        response.ContentType = type;
        response.Headers.CacheControl = ETag is null || Secret ? "no-store" : "private, no-cache";
        var length = Encoding.UTF8.GetByteCount(text);
        response.ContentLength = length;
        response.BodyWriter.Advance(Encoding.UTF8.GetBytes(text, response.BodyWriter.GetSpan(length)));
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    // If-None-Match compares weakly (RFC 9110, 13.1.2).
    private static bool MatchesNone(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.SelectMany(value => (value ?? "").Split(','))
            .Select(value => value.Trim())
            .Any(value => value == "*" || value == tag || value == "W/" + tag);
}
