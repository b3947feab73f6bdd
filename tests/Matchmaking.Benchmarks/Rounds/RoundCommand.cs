using Matchmaking.Benchmarks.Databases;
using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>The command <c>load round</c>.</summary>
internal static class RoundCommand
{
    private const int MostLines = 1_000_000, UsualGroups = 100, LinesForAnOffer = 10;

    /// <summary>Plays rounds of the sizes that are asked for, one after the other.</summary>
    public static async Task RunAsync(LoadOptions options)
    {
        var rounds = new List<RoundFigures>();
        var plans = Plans(options);
        LoadTable.PrintConditions($"round {options}", DatabaseUnderTest.NameOf(options.ConnectionString));
        try
        {
            foreach (var plan in plans)
                rounds.Add(await RoundPlay.MeasureAsync(plan));
        }
        finally
        {
            // Where a larger round fails, the smaller ones were measured all the same.
            if (rounds.Count > 0)
                RoundTable.Print(rounds, Console.Out);
        }
    }

    /// <summary>The rounds that options ask for.</summary>
    /// <exception cref="LoadFailure">An option is out of its range.</exception>
    public static IReadOnlyList<RoundPlan> Plans(LoadOptions options)
    {
        var plans = options.Numbers("lines", 100_000, 1, MostLines).Select(lines => new RoundPlan
        {
            Lines = lines,
            Offers = options.Number("offers", Math.Max(1, lines / LinesForAnOffer), 1, MostLines),
            Groups = options.Number("groups", Math.Min(UsualGroups, Math.Max(1, lines / LinesForAnOffer)), 1, MostLines),
            Connections = options.Number("connections", 64, 1, LoadClient.MostConnections),
            Rate = options.Number("rate", 200, 1, SteadyStream.MostRate),
            Limit = TimeSpan.FromMinutes(options.Number("minutes", 15, 1, 60)),
            ConnectionString = options.ConnectionString,
        }).ToList();
        options.RefuseOthers();
        return plans;
    }
}
