using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>The engine against the twin on 2,000 generated instances.</summary>
public sealed class GeneratedInstancesTests
{
    public static TheoryData<int> Batches() => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Quantity_cost_and_served_minimums_equal_the_twins_and_the_verifier_accepts(int batch)
    {
        for (var seed = batch * 100; seed < batch * 100 + 100; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            var result = Matcher.Solve(input, null, CancellationToken.None);
            var group = Assert.Single(result.Groups);
            var twin = new NaiveTwin(input).Solve();
            var lot = (long)(input.Rules.Lot * 1000);
            Assert.True(group.Status == GroupStatus.Optimal, $"seed {seed}");
            AssertEqual(seed, twin.Value, lot, new QuantityAndCost(group.Matched, group.Cost));
            AssertEqual(seed, new NaiveTwin(input).Solve(withRule: false).Value, lot, group.WithoutRule);
            foreach (var (basis, value) in group.OtherBases)
                AssertEqual(seed, new NaiveTwin(input).Solve(basis: Enum.Parse<DiversificationBasis>(basis, ignoreCase: true)).Value, lot, value);
            var served = result.Matches.Select(match => match.Demand).Concat(result.Matches.Select(match => match.Offer)).ToHashSet();
            Assert.Equal(twin.ServedItems.Order(), served.Where(new NaiveTwin(input).HasMinimum).Order());
            var verification = Verifier.Verify(input, result);
            Assert.True(verification.Accepted, $"seed {seed}: {string.Join("; ", verification.Findings)}");
            Assert.True(result.Matches.Count <= input.Demands.Count + input.Offers.Count - 1, $"seed {seed}: no forest");
        }
    }

    private static void AssertEqual(int seed, TwinValue expected, long lotKilograms, QuantityAndCost? actual)
    {
        var euro = (decimal)(expected.Cost * lotKilograms) / 100_000m;
        Assert.True(actual is not null && actual.Matched == expected.Quantity * lotKilograms / 1000m && actual.Cost == euro,
            $"seed {seed}: expected {expected.Quantity * lotKilograms / 1000m} t at {euro}, got {actual}");
    }
}
