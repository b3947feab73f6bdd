using System.Diagnostics;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>A run of some size, stopped on its way.</summary>
public sealed class CancellingTests
{
    [Fact]
    public void A_run_under_way_stops_soon_after_it_is_cancelled()
    {
        var random = new Random(7);
        var lines = Enumerable.Range(0, 2_000).Select(number => new DemandLine
        {
            Id = $"line-{number}",
            Buyer = $"buyer-{number}",
            Material = "gallium",
            Stage = "processing",
            Form = "ingot",
            Year = 2027,
            Quantity = random.Next(1, 1_000),
            Destination = "DE",
        }).ToList();
        var offers = Enumerable.Range(0, 500).Select(number => new SupplyOffer
        {
            Id = $"offer-{number}",
            Supplier = $"supplier-{number}",
            Material = "gallium",
            Stage = "processing",
            Form = "ingot",
            Year = 2027,
            Quantity = random.Next(1, 4_000),
            MinimumOrder = 1,
            AskPrice = random.Next(100, 1_000),
            Origin = number % 2 == 0 ? "CN" : "CL",
        }).ToList();
        using var stop = new CancellationTokenSource();
        var watch = new Stopwatch();
        stop.Token.Register(watch.Start);
        stop.CancelAfter(200);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Matcher.Solve(new MatchingInput { Rules = new MatchingRules(), Demands = lines, Offers = offers }, null, stop.Token));

        // The engine looks every few milliseconds; the rest is for a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{watch.Elapsed}");
    }
}
