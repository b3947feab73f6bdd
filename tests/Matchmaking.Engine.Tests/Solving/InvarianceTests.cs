using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>What must not change a result, and what may change it in one direction only.</summary>
public sealed class InvarianceTests
{
    /// <summary>Ways to let more through: what widens a cap or drops it.</summary>
    public static TheoryData<string> Relaxations() => ["country share", "no country cap", "supplier share", "no supplier cap", "line share", "no line cap", "exempt"];

    [Fact]
    public void The_order_of_the_input_plays_no_part()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var input = InstanceGenerator.CreateMany(seed);
            Assert.Equal(EngineCase.Solve(input, $"seed {seed}").Bytes(), EngineCase.Solve(Variations.Shuffled(input, seed + 1), $"seed {seed}").Bytes());
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
    public void Splitting_a_line_leaves_what_every_other_line_is_due()
    {
        var (checks, shared) = (0, 0);
        for (var seed = 0; checks < 200; seed++)
        {
            var generated = InstanceGenerator.Create(seed);
            if (generated.Rules.Diversification.Basis != DiversificationBasis.Consumption || generated.Rules.Diversification.LineCountryShare is not null)
                continue;
            var whole = Variations.InKilograms(Variations.WithoutMinimums(generated), 1);
            var line = whole.Demands[seed % whole.Demands.Count];
            var part = decimal.Round(line.Quantity * 0.3m, 3);
            var split = whole with
            {
                Demands =
                [
                    .. whole.Demands.Where(other => other.Id != line.Id),
                    line with { Id = "part-1", Quantity = part },
                    line with { Id = "part-2", Quantity = line.Quantity - part },
                ],
                ExcludedPairs =
                [
                    .. whole.ExcludedPairs.Where(pair => pair.Demand != line.Id),
                    .. whole.ExcludedPairs.Where(pair => pair.Demand == line.Id)
                        .SelectMany(pair => new[] { pair with { Demand = "part-1" }, pair with { Demand = "part-2" } }),
                ],
            };
            checks++;
            var (before, after) = (EngineCase.Solve(whole, $"seed {seed}"), EngineCase.Solve(split, $"seed {seed}"));
            Assert.Equal(before.Value(), after.Value());

            // Each is within a lot of its due on both sides, and a lot is a kilogram of some tonnes.
            foreach (var other in whole.Demands.Where(other => other.Id != line.Id))
            {
                Assert.True(Math.Abs(before.LotsOfLine(other.Id) - after.LotsOfLine(other.Id)) <= 1, $"seed {seed}: {other.Id}");
                shared += before.LotsOfLine(other.Id) > 0 && before.LotsOfLine(other.Id) < before.Lots(other.Quantity) ? 1 : 0;
            }
            Assert.True(Math.Abs(before.LotsOfLine(line.Id) - after.LotsOfLine("part-1") - after.LotsOfLine("part-2")) <= 2, $"seed {seed}");
        }
        Assert.True(shared > 50, $"{shared}");
    }

    [Fact]
    public void Ten_times_every_tonnage_gives_ten_times_the_quantity_the_cost_and_what_is_due()
    {
        var (checks, exact) = (0, 0);
        for (var seed = 0; checks < 200; seed++)
        {
            var generated = InstanceGenerator.Create(seed);
            if (generated.Rules.Diversification.Basis == DiversificationBasis.Matched)
                continue;
            checks++;

            // Shares of multiples of 10 t are whole kilograms, so no rounding stands in the way.
            var input = Variations.InKilograms(Variations.WithoutMinimums(generated), 10);
            var (one, ten) = (EngineCase.Solve(input, $"seed {seed}"), EngineCase.Solve(Variations.Scaled(input, 10), $"seed {seed}"));
            var (first, second) = one.Value();
            Assert.Equal(new TwinValue(first * 10, second * 10), ten.Value());

            // Both are within a lot of what is due, once of a tenth of it.
            Assert.All(input.Demands, line => Assert.InRange(ten.LotsOfLine(line.Id) - 10 * one.LotsOfLine(line.Id), -10, 10));
            if (!input.Demands.All(line => ten.LotsOfLine(line.Id) == 10 * one.LotsOfLine(line.Id)))
                continue;
            exact++;
            Assert.All(input.Offers, offer => Assert.InRange(ten.LotsOfOffer(offer.Id) - 10 * one.LotsOfOffer(offer.Id), -10, 10));
        }
        Assert.True(exact > 80, $"{exact}");
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

    private static MatchingInput? Relaxed(MatchingInput input, string relaxation)
    {
        var rule = input.Rules.Diversification;
        return relaxation switch
        {
            "country share" when rule.CountryShare <= 0.9m => Variations.WithRule(input, old => old with { CountryShare = old.CountryShare + 0.1m }),
            "no country cap" when rule.CountryShare is not null => Variations.WithRule(input, old => old with { CountryShare = null }),
            "supplier share" when rule.SupplierShare <= 0.9m => Variations.WithRule(input, old => old with { SupplierShare = old.SupplierShare + 0.1m }),
            "no supplier cap" when rule.SupplierShare is not null => Variations.WithRule(input, old => old with { SupplierShare = null }),
            "line share" when rule.LineCountryShare <= 0.9m => Variations.WithRule(input, old => old with { LineCountryShare = old.LineCountryShare + 0.1m }),
            "no line cap" when rule.LineCountryShare is not null => Variations.WithRule(input, old => old with { LineCountryShare = null }),
            "exempt" => input with { Rules = input.Rules with { ExemptCountries = [.. input.Rules.ExemptCountries, "CN"] } },
            _ => null,
        };
    }

    private static decimal Matched(MatchingInput input) => Matcher.Solve(input, null, CancellationToken.None).Groups.Sum(group => group.Matched);
}
