using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>A search that the node limit ends.</summary>
public sealed class NodeLimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_search_that_is_cut_short_states_what_it_has_a_bound_that_holds_and_no_cause(long limit)
    {
        var cut = 0;
        foreach (var (input, label) in Instances())
        {
            var limited = input with { Rules = input.Rules with { NodeLimit = limit } };
            var solved = EngineCase.Solve(limited, label);
            Assert.Equal(solved.Bytes(), EngineCase.Solve(Variations.Shuffled(limited, 1), label).Bytes());
            var best = new NaiveTwin(input).Value()!.Value;
            if (solved.Group.Status == GroupStatus.Optimal)
            {
                Assert.True(solved.Value() == best, label);
                continue;
            }
            cut++;
            Assert.True(solved.ValueOf(solved.Group.Bound).CompareTo(best) >= 0, $"{label}: bound");
            Assert.True(best.CompareTo(solved.Value()) >= 0, $"{label}: result");
            Assert.All(solved.Result.Unfilled, line => Assert.Contains(line.Reason, (string[])["search-limit", "no-compatible-offer"]));
            Assert.All(solved.Result.Unsold, offer => Assert.Contains(offer.Reason, (string[])["search-limit", "no-compatible-line"]));
        }

        // How many nodes suffice is the engine's affair, but so few cannot.
        Assert.True(cut > 0 || limit > 3, $"{limit} nodes sufficed everywhere");
    }

    private static IEnumerable<(MatchingInput Input, string Label)> Instances()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            if (new NaiveTwin(input).Items.Count > 1)
                yield return (input, $"seed {seed}");
        }
        for (var seed = 0; seed < 20; seed++)
            yield return (GeneratedMarket.AllOrNothing(seed, 9, 10_000_000_000), $"all or nothing {seed}");
    }
}
