using Matchmaking.Benchmarks.Load;
using Matchmaking.Benchmarks.Rounds;

namespace Matchmaking.Benchmarks.Tests;

/// <summary>A round so small that only its figures' being there and their adding up means anything.</summary>
public sealed class PlayingRoundsTests
{
    private static readonly RoundPlan Tiny = new()
    {
        Lines = 40,
        Offers = 8,
        Groups = 2,
        Connections = 4,
        Before = TimeSpan.FromMilliseconds(500),
        Reading = TimeSpan.FromMilliseconds(200),
        Limit = TimeSpan.FromMinutes(1),
    };

    [Fact]
    public async Task A_tiny_round_plays_through_and_its_figures_add_up()
    {
        var figures = await RoundPlay.MeasureAsync(Tiny);

        Assert.Equal(40, figures.Demands.Count);
        Assert.Equal(8, figures.Offers.Count);
        Assert.Equal(4 + 2, figures.Companies);
        Assert.InRange(figures.Matches, 1, 40 * 8);
        Assert.All([figures.Demands, figures.Offers, figures.OwnMatches, figures.RunViews], Plausible);
        Assert.All(figures.Meanwhile.Values, Plausible);
        Assert.All([RoundPhase.Before, RoundPhase.Reading], phase => Assert.Contains(phase, figures.Meanwhile.Keys));

        // The run is its three parts, and every step took some time.
        var seconds = figures.Seconds;
        Assert.All(seconds.Values, one => Assert.InRange(one, 0, Tiny.Limit.TotalSeconds));
        var parts = seconds[RoundStep.Loading] + seconds[RoundStep.Matching] + seconds[RoundStep.Saving];
        Assert.InRange(parts, 0.001, seconds[RoundStep.Running]);
        Assert.True(seconds[RoundStep.Publishing] > 0);

        // As many lines came to the other round as the stream has sent until it was ended, and the database has grown with everything.
        var states = Enum.GetValues<RoundMoment>().Select(moment => figures.States[moment]).ToList();
        Assert.Equal(figures.States[RoundMoment.Rested].OtherLines, figures.Meanwhile.Values.Sum(phase => phase.Count));
        Assert.All(states.Zip(states.Skip(1)), pair => Assert.True(pair.First.Database.Pages <= pair.Second.Database.Pages));
        Assert.All(states, state => Assert.InRange(state.Megabytes, 10, state.PeakMegabytes * 1.01));
        Assert.InRange(figures.BytesPerEntry(RoundMoment.Submitted)!.Value, 200, 100_000);
    }

    [Fact]
    public void Its_tables_have_a_column_for_each_round()
    {
        var names = new StringWriter();
        RoundTable.Print([SampleFigures.Of(Tiny), SampleFigures.Of(Tiny with { Lines = 400 })], names);

        var rows = names.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("| demand lines submitted | 100; 1.0 / 2.0 / 3.0 / 4.0 | 100; 1.0 / 2.0 / 3.0 / 4.0 |", rows);
        Assert.Equal(4, rows.Count(row => row.Contains("40 x 8 in 2 | 400 x 8 in 2", StringComparison.Ordinal)));
        Assert.All(rows, row => Assert.Equal(4, row.Count(letter => letter == '|')));
    }

    [Fact]
    public async Task A_round_that_takes_too_long_says_at_which_step()
    {
        var hurried = Tiny with { Limit = TimeSpan.FromMilliseconds(1) };

        var failure = await Assert.ThrowsAsync<LoadFailure>(() => RoundPlay.MeasureAsync(hurried));

        Assert.StartsWith("preparing the other round: the limit of ", failure.Message, StringComparison.Ordinal);
    }

    private static void Plausible(LoadFigures figures)
    {
        Assert.True(figures.Count > 0);
        Assert.InRange(figures.Throughput, 0.001, 1_000_000);
        double[] ordered = [0.001, figures.P50, figures.P90, figures.P95, figures.P99, figures.Max, 60_000];
        Assert.Equal(ordered.Order(), ordered);
    }
}
