using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>What must not change a result, and what may change it in one direction only.</summary>
public sealed class InvarianceTests
{
    /// <summary>Ways to let more through: what widens a cap or drops it.</summary>
    public static TheoryData<string> Relaxations() =>
        ["country share", "no country cap", "supplier share", "no supplier cap", "line share", "no line cap", "another country exempt"];

    [Fact]
    public void The_order_of_the_input_plays_no_part()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var input = InstanceGenerator.CreateMany(seed);
            var shuffled = Variations.Shuffled(input, seed + 1);
            Assert.Equal(EngineCase.Solve(input, $"seed {seed}").Bytes(), EngineCase.Solve(shuffled, $"seed {seed}").Bytes());
        }
    }

    [Fact]
    public void Another_offer_never_lowers_the_quantity()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var input = ForVolume(seed);
            var added = input.Offers[seed % input.Offers.Count];
            var fewer = input with
            {
                Offers = [.. input.Offers.Where(offer => offer.Id != added.Id)],
                ExcludedPairs = [.. input.ExcludedPairs.Where(pair => pair.Offer != added.Id)],
            };
            Assert.True(Matched(input) >= Matched(fewer), $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Relaxations))]
    public void A_cap_that_is_relaxed_never_lowers_the_quantity(string relaxation)
    {
        var (changed, raised) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var input = ForVolume(seed);
            var relaxed = Relaxed(input, relaxation);
            if (relaxed is null)
                continue;
            var (before, after) = (Matched(input), Matched(relaxed));
            Assert.True(after >= before, $"seed {seed}");
            (changed, raised) = (changed + 1, raised + (after > before ? 1 : 0));
        }
        Assert.True(changed > 60 && raised > 0, $"{relaxation}: {raised} of {changed}");
    }

    [Fact]
    public void An_excluded_pair_never_appears()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            foreach (var match in EngineCase.Solve(input, $"seed {seed}").Result.Matches)
            {
                var excluded = new ExcludedPair(match.Demand, match.Offer);
                var without = EngineCase.Solve(input with { ExcludedPairs = [.. input.ExcludedPairs, excluded] }, $"seed {seed}");
                Assert.DoesNotContain(without.Result.Matches, other => other.Demand == match.Demand && other.Offer == match.Offer);
            }
        }
    }

    private static MatchingInput ForVolume(int seed)
    {
        var input = InstanceGenerator.Create(seed);
        return input with { Rules = input.Rules with { Objective = Objective.Volume } };
    }

    private static MatchingInput? Relaxed(MatchingInput input, string relaxation) => relaxation switch
    {
        "country share" => WithRule(input, rule => rule.CountryShare, rule => rule with { CountryShare = Wider(rule.CountryShare) }),
        "no country cap" => WithRule(input, rule => rule.CountryShare, rule => rule with { CountryShare = null }),
        "supplier share" => WithRule(input, rule => rule.SupplierShare, rule => rule with { SupplierShare = Wider(rule.SupplierShare) }),
        "no supplier cap" => WithRule(input, rule => rule.SupplierShare, rule => rule with { SupplierShare = null }),
        "line share" => WithRule(
            input, rule => rule.LineCountryShare, rule => rule with { LineCountryShare = Wider(rule.LineCountryShare) }),
        "no line cap" => WithRule(input, rule => rule.LineCountryShare, rule => rule with { LineCountryShare = null }),
        _ => input with { Rules = input.Rules with { ExemptCountries = [.. input.Rules.ExemptCountries, "CN"] } },
    };

    private static MatchingInput? WithRule(
        MatchingInput input, Func<Diversification, decimal?> share, Func<Diversification, Diversification> change) =>
        share(input.Rules.Diversification) is null ? null : Variations.WithRule(input, change);

    private static decimal? Wider(decimal? share) => Math.Min(1, share!.Value + 0.1m);

    private static decimal Matched(MatchingInput input) =>
        Matcher.Solve(input, null, CancellationToken.None).Groups.Sum(group => group.Matched);
}
