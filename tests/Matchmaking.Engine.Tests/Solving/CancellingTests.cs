using System.Diagnostics;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>A run of some size, stopped on its way.</summary>
public sealed class CancellingTests
{
    [Fact]
    public void A_run_that_is_cancelled_before_it_starts_gives_no_result()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Matcher.Solve(InstanceGenerator.Create(1), null, stop.Token));
    }

    [Fact]
    public void A_run_under_way_stops_soon_after_it_is_cancelled()
    {
        var input = GeneratedMarket.Create(7, 40_000, 3_000, withMinimums: true);
        AssertStops(input, TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void A_search_over_hard_minimums_stops_soon_after_it_is_cancelled() =>
        AssertStops(GeneratedMarket.AllOrNothing(3, 60, 10_000_000_000_000), TimeSpan.FromMilliseconds(200));

    private static void AssertStops(MatchingInput input, TimeSpan after)
    {
        using var stop = new CancellationTokenSource();
        var watch = new Stopwatch();
        stop.Token.Register(watch.Start);
        stop.CancelAfter(after);
        Assert.ThrowsAny<OperationCanceledException>(() => Matcher.Solve(input, null, stop.Token));

        // The engine looks every few milliseconds; the rest is for a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{watch.Elapsed}");
    }
}
