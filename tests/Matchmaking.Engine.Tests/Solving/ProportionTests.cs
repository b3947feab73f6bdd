using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>What follows from sharing in proportion: neither parts nor multiples change a share.</summary>
public sealed class ProportionTests
{
    [Fact]
    public void Splitting_a_line_leaves_what_every_other_line_is_due()
    {
        var (checks, shared) = (0, 0);
        for (var seed = 0; checks < 200; seed++)
        {
            var generated = InstanceGenerator.Create(seed);
            if (generated.Rules.Diversification is not { Basis: DiversificationBasis.Consumption, LineCountryShare: null })
                continue;
            var whole = Variations.InKilograms(Variations.WithoutMinimums(generated), 1);
            var line = whole.Demands[seed % whole.Demands.Count];
            var split = Split(whole, line);
            checks++;
            var (before, after) = (EngineCase.Solve(whole, $"seed {seed}"), EngineCase.Solve(split, $"seed {seed}"));
            Assert.Equal(before.Value(), after.Value());

            // Each is within a lot of its due on both sides, and a lot is a kilogram of some tonnes.
            foreach (var other in whole.Demands.Where(other => other.Id != line.Id))
            {
                Assert.True(Math.Abs(before.LotsOfLine(other.Id) - after.LotsOfLine(other.Id)) <= 1, $"seed {seed}: {other.Id}");
                shared += before.LotsOfLine(other.Id) > 0 && before.LotsOfLine(other.Id) < before.Lots(other.Quantity) ? 1 : 0;
            }
            var parts = after.LotsOfLine("part-1") + after.LotsOfLine("part-2");
            Assert.True(Math.Abs(before.LotsOfLine(line.Id) - parts) <= 2, $"seed {seed}");
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
            var one = EngineCase.Solve(input, $"seed {seed}");
            var ten = EngineCase.Solve(Variations.Scaled(input, 10), $"seed {seed}");
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

    /// <summary>The same input with a line in two parts.</summary>
    private static MatchingInput Split(MatchingInput whole, DemandLine line)
    {
        var part = decimal.Round(line.Quantity * 0.3m, 3);
        return whole with
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
    }
}
