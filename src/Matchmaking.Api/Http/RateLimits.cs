using System.Globalization;
using Matchmaking.Api.Access;

namespace Matchmaking.Api.Http;

/// <summary>So many requests a minute for each key, and for each address without one, over all instances.</summary>
/// <remarks>Headers as in the IETF draft "RateLimit header fields for HTTP": <c>RateLimit-Policy</c> and <c>RateLimit</c>.</remarks>
public sealed class RateLimits(RequestDelegate next, RateWindow window)
{
    private readonly string _policy = string.Create(CultureInfo.InvariantCulture, $"\"default\";q={window.Limit};w=60");

    /// <summary>Counts the request, or refuses it with 429.</summary>
    public async Task InvokeAsync(HttpContext http, CallerAccessor callers)
    {
        if (http.Request.Path.StartsWithSegments("/health"))
        {
            await next(http);
            return;
        }

        var (allowed, left, seconds) = await window.TakeAsync(Partition(http, callers));
        http.Response.Headers["RateLimit-Policy"] = _policy;
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={left};t={seconds}");
        if (allowed)
            await next(http);
        else
            await ((Reply)new Problem("rate-limited") with
            {
                Headers = new Dictionary<string, string> { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) },
            }).ExecuteAsync(http);
    }

    private static string Partition(HttpContext http, CallerAccessor callers) =>
        callers.Caller?.KeyId ?? http.Connection.RemoteIpAddress?.ToString() ?? "";
}
