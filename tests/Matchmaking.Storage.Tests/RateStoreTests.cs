using System.Data.Common;
using Matchmaking.Storage.Rates;

namespace Matchmaking.Storage.Tests;

public sealed class RateStoreTests : IDisposable
{
    private readonly TestDatabase _test = new();

    [Fact]
    public async Task Shares_get_smaller_and_end_at_the_limit()
    {
        var shares = new List<(long Share, long Left)>();
        while (await TakeAsync("key") is { Share: > 0 } taken)
            shares.Add(taken);

        Assert.Equal((25, 75), shares[0]);
        Assert.Equal((18, 57), shares[1]);
        Assert.Equal((1, 0), shares[^1]);
        Assert.Equal(100, shares.Sum(taken => taken.Share));
        Assert.Equal((0, 0), await TakeAsync("key"));
    }

    [Fact]
    public async Task As_much_is_taken_as_is_asked_for_and_left()
    {
        Assert.Equal((70, 30), await TakeAsync("key", least: 70));
        Assert.Equal((30, 0), await TakeAsync("key", least: 70));
        Assert.Equal((0, 0), await TakeAsync("key", least: 70));
    }

    [Fact]
    public async Task Callers_and_minutes_are_counted_apart()
    {
        await TakeAsync("key");
        Assert.Equal((25, 75), await TakeAsync("another"));
        Assert.Equal((25, 75), await TakeAsync("key", 8));
    }

    [Fact]
    public async Task However_many_take_at_once_the_limit_holds()
    {
        var shares = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            long sum = 0;
            for (var tries = 0; tries < 200; tries++)
                sum += await TakeOrLoseAsync() ?? 0;
            return sum;
        })));

        Assert.Equal(100, shares.Sum());
    }

    [Fact]
    public async Task Minutes_that_are_over_are_forgotten()
    {
        await TakeAsync("key", 6);
        await TakeAsync("key", 7);
        await _test.WriteAsync(session => RateStore.Forget(session, 7));
        Assert.Equal([7L], _test.Read(session => session.Query<long>("SELECT minute FROM rate_windows")));
    }

    public void Dispose() => _test.Dispose();

    private Task<(long Share, long Left)?> TakeAsync(string caller, long minute = 7, long least = 1) =>
        _test.Database.WriteAsync(session => RateStore.Take(session, caller, minute, 100, least), keep: taken => taken is { Share: > 0 });

    private async Task<long?> TakeOrLoseAsync()
    {
        try
        {
            return (await TakeAsync("key"))?.Share;
        }
        catch (DbException exception) when (_test.Opened.IsDuplicateKey(exception))
        {
            return null;
        }
    }
}
