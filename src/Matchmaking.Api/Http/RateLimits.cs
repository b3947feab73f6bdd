using System.Globalization;
using System.Threading.RateLimiting;
using Matchmaking.Api.Access;

namespace Matchmaking.Api.Http;

/// <summary>So many requests a minute for each key, and for each address without one.</summary>
/// <remarks>Headers as in the IETF draft "RateLimit header fields for HTTP": <c>RateLimit-Policy</c> and <c>RateLimit</c>.</remarks>
public sealed class RateLimits
{
    private const int WindowSeconds = 60;

    private readonly RequestDelegate _next;
    private readonly int _permits;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    /// <summary>Reads <c>RateLimit:PermitsPerMinute</c> (default 6000) from the configuration.</summary>
    public RateLimits(RequestDelegate next, IConfiguration configuration, IHostApplicationLifetime lifetime)
    {
        _next = next;
        _permits = configuration.GetValue("RateLimit:PermitsPerMinute", 6000);
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
            Partition(http),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = _permits, Window = TimeSpan.FromSeconds(WindowSeconds), QueueLimit = 0 }));
        // Nobody disposes of middleware; the limiter's timer would outlive the host.
        lifetime.ApplicationStopped.Register(_limiter.Dispose);
    }

    /// <summary>Counts the request, or refuses it with 429.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/health"))
        {
            await _next(http);
            return;
        }

        using var lease = _limiter.AttemptAcquire(http);
        var left = _limiter.GetStatistics(http)?.CurrentAvailablePermits ?? 0;
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";q={_permits};w={WindowSeconds}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={left};t={WindowSeconds}");
        if (lease.IsAcquired)
        {
            await _next(http);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(WindowSeconds);
        var seconds = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await ((Reply)new Problem("rate-limited") with { Headers = new Dictionary<string, string> { ["Retry-After"] = seconds } }).ExecuteAsync(http);
    }

    private static string Partition(HttpContext http) =>
        http.RequestServices.GetRequiredService<CallerAccessor>().Caller?.KeyId ?? http.Connection.RemoteIpAddress?.ToString() ?? "";
}
