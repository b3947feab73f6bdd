using Matchmaking.Benchmarks.Rounds;

namespace Matchmaking.Benchmarks.Tests;

public sealed class DividingTheStreamTests
{
    private static readonly long[] Begins = [100, 200, 300, 400, 500];

    [Theory]
    [InlineData(10, 20, nameof(RoundPhase.Before))]
    [InlineData(110, 150, nameof(RoundPhase.Loading))]
    [InlineData(310, 390, nameof(RoundPhase.Saving))]
    // Due just before publication and held up by it, or due in it and answered when it is over.
    [InlineData(390, 490, nameof(RoundPhase.Publication))]
    [InlineData(410, 580, nameof(RoundPhase.Publication))]
    [InlineData(490, 580, nameof(RoundPhase.Reading))]
    public void A_request_belongs_to_the_phase_that_has_held_it_up(long due, long answered, string phase) =>
        Assert.Equal(phase, Meanwhile.Divide([new RequestTiming(due, answered)], Begins).Single().Key.ToString());

    [Fact]
    public void A_phase_in_which_nothing_was_due_has_no_figures() => Assert.Empty(Meanwhile.Divide([], Begins));
}
