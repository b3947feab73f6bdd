using System.Collections.Concurrent;
using System.Data.Common;
using Matchmaking.Storage;
using Matchmaking.Storage.Rates;

namespace Matchmaking.Api.Http;

/// <summary>Counts requests of this minute, out of shares taken from what all instances have in common.</summary>
/// <remarks>
/// A share is a quarter of what is left, so the database is asked some thirty times in a minute for a caller that uses up thousands of requests, and
/// ahead of need, so that no request waits for it. A minute begins on credit; all instances together allow at most a sixteenth of the limit each
/// beyond it, and nothing beyond a limit below 16. A caller may be refused while another instance still has some of its last share.
/// </remarks>
public sealed class RateWindow(Database database, TimeProvider time, IConfiguration configuration, ILogger<RateWindow> log)
{
    private const int Seconds = 60, MostTries = 20, Credit = 16;

    private Minute _minute = new(-1);

    /// <summary>Requests a minute, from <c>RateLimit:PermitsPerMinute</c> (default 6000).</summary>
    public long Limit { get; } = configuration.GetValue("RateLimit:PermitsPerMinute", 6_000L);

    /// <summary>Counts a request.</summary>
    /// <returns>Whether it is allowed, how many are left, and in how many seconds (1 to 60) the minute is over.</returns>
    public async ValueTask<(bool Allowed, long Left, int Seconds)> TakeAsync(string caller)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var minute = Current(now / Seconds);
        var share = minute.Shares.GetOrAdd(caller, static (_, limit) => new RateShare(limit, limit / Credit), Limit);
        var allowed = share.TryTake();
        if (share.NeedsMore)
        {
            var more = share.TakeMoreAsync(least => MoreAsync(caller, minute.Number, least));
            if (!allowed)
            {
                await more;
                allowed = share.TryTake();
            }
        }

        return (allowed, share.Left, (int)(Seconds - (now % Seconds)));
    }

    /// <summary>Forgets the minutes that are over.</summary>
    public Task ForgetAsync() => database.WriteAsync(session => RateStore.Forget(session, (time.GetUtcNow().ToUnixTimeSeconds() / Seconds) - 1));

    private Minute Current(long number)
    {
        var seen = _minute;
        if (seen.Number == number)
            return seen;
        Interlocked.CompareExchange(ref _minute, new Minute(number), seen);
        return _minute;
    }

    private async Task<(long Share, long Left)> MoreAsync(string caller, long minute, long least)
    {
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
                if (await TryTakeAsync(caller, minute, least) is { } more)
                    return more;
        }
        catch (DbException exception)
        {
            log.LogError(exception, "Requests are counted by this instance alone");
        }

        // A limit protects the service; where the count is not to be had, it does not close it.
        return (least, 0);
    }

    private async Task<(long Share, long Left)?> TryTakeAsync(string caller, long minute, long least)
    {
        try
        {
            return await database.WriteAsync(session => RateStore.Take(session, caller, minute, Limit, least), keep: taken => taken is { Share: > 0 });
        }
        catch (DbException exception) when (database.Dialect.IsDuplicateKey(exception))
        {
            // Two instances count a caller's first request of the minute.
            return null;
        }
    }

    private sealed record Minute(long Number)
    {
        public ConcurrentDictionary<string, RateShare> Shares { get; } = new();
    }
}
