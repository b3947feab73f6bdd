using Matchmaking.Benchmarks.Databases;
using Matchmaking.Benchmarks.Load;
using Matchmaking.Benchmarks.Rounds;

namespace Matchmaking.Benchmarks.Tests;

/// <summary>Figures that nobody has measured, to look at their table.</summary>
internal static class SampleFigures
{
    private static readonly string[] Steps =
    [
        RoundStep.Registering, RoundStep.OpeningOffers, RoundStep.Closing, RoundStep.Loading, RoundStep.Matching, RoundStep.Saving,
        RoundStep.Publishing, RoundStep.CatchingUp, RoundStep.Downloading, RoundStep.Verifying,
    ];

    public static RoundFigures Of(RoundPlan plan)
    {
        var load = new LoadFigures(plan.Lines, 100, 1, 1.5, 2, 3, 4, 10, 20);
        return new RoundFigures
        {
            Plan = plan,
            Companies = 6,
            Matches = 12,
            Demands = load,
            Offers = load,
            OwnMatches = load,
            RunViews = load,
            Seconds = Steps.ToDictionary(step => step, _ => 1.5),
            Documents = (2_000, 3_000),
            Meanwhile = new Dictionary<RoundPhase, LoadFigures> { [RoundPhase.Before] = load },
            States = Enum.GetValues<RoundMoment>()
                .ToDictionary(moment => moment, _ => new ServiceState(100, 120, new DatabaseSize(4_096, null), 10)),
        };
    }
}
