namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Tests that measure the whole process and so run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "alone";
}

/// <summary>What a solve allocates; times are only charted, allocation is asserted.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    // A thousand lines, two hundred offers, one group, after the first time: 6.9 million were seen, most of them the table of moves.
    private const long MostBytes = 10_000_000;

    [Fact]
    public void A_solve_of_medium_size_stays_within_its_bytes()
    {
        var input = GeneratedMarket.Create(5, 1_000, 200, withMinimums: false);
        Matcher.Solve(input, null, CancellationToken.None);
        var least = Enumerable.Range(0, 3).Min(_ =>
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Matcher.Solve(input, null, CancellationToken.None);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        });
        Assert.True(least <= MostBytes, $"{least} bytes");
    }
}
