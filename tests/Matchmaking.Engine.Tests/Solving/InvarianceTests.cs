using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>What must not change a result, and what may change it in one direction only.</summary>
public sealed class InvarianceTests
{
    [Fact]
    public void The_order_of_the_input_plays_no_part()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            var shuffled = Shuffle(input, new Random(seed + 1));
            var (first, second) = (Matcher.Solve(input, null, CancellationToken.None), Matcher.Solve(shuffled, null, CancellationToken.None));
            Assert.Equal(ResultDocument.Write(first), ResultDocument.Write(second));
        }
    }

    [Fact]
    public void Another_offer_never_lowers_the_quantity()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            var fewer = input with { Offers = [.. input.Offers.Skip(1)], ExcludedPairs = [] };
            Assert.True(Matched(input with { ExcludedPairs = [] }) >= Matched(fewer), $"seed {seed}");
        }
    }

    [Fact]
    public void A_wider_country_share_never_lowers_the_quantity()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            if (input.Rules.Diversification.CountryShare is not { } share || share > 0.9m)
                continue;
            var wider = input with { Rules = input.Rules with { Diversification = input.Rules.Diversification with { CountryShare = share + 0.1m } } };
            Assert.True(Matched(wider) >= Matched(input), $"seed {seed}");
        }
    }

    [Fact]
    public void An_excluded_pair_never_appears()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            foreach (var match in Matcher.Solve(input, null, CancellationToken.None).Matches)
            {
                var excluded = new ExcludedPair(match.Demand, match.Offer);
                var without = Matcher.Solve(input with { ExcludedPairs = [.. input.ExcludedPairs, excluded] }, null, CancellationToken.None);
                Assert.DoesNotContain(without.Matches, other => other.Demand == match.Demand && other.Offer == match.Offer);
            }
        }
    }

    [Fact]
    public void A_cancelled_run_gives_no_result()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Matcher.Solve(InstanceGenerator.Create(1), null, stop.Token));
    }

    private static decimal Matched(MatchingInput input) => Matcher.Solve(input, null, CancellationToken.None).Groups.Sum(group => group.Matched);

    private static MatchingInput Shuffle(MatchingInput input, Random random) => input with
    {
        Demands = Shuffle(input.Demands, random),
        Offers = Shuffle(input.Offers, random),
        ExcludedPairs = Shuffle(input.ExcludedPairs, random),
        Rules = input.Rules with { Freight = Shuffle(input.Rules.Freight, random) },
    };

    private static List<T> Shuffle<T>(IReadOnlyList<T> entries, Random random)
    {
        var shuffled = entries.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }
}
