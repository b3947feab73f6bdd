using System.Globalization;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>The engine against the twin on 2,000 generated instances, or as many as <c>MATCHMAKING_INSTANCES</c> says.</summary>
public sealed class GeneratedInstancesTests
{
    private const int Batches = 20;

    private static readonly int Instances =
        int.Parse(Environment.GetEnvironmentVariable("MATCHMAKING_INSTANCES") ?? "2000", CultureInfo.InvariantCulture);

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Values_served_minimums_and_every_total_equal_the_twins_and_the_pairs_form_a_forest(int batch)
    {
        for (var seed = batch; seed < Instances; seed += Batches)
        {
            var solved = EngineCase.Solve(InstanceGenerator.Create(seed), $"seed {seed}");
            var twin = new NaiveTwin(solved.Input);
            AssertValues(seed, solved, twin);
            AssertTotals(seed, solved, twin.Solve());
            AssertForest(seed, solved, twin);
        }
    }

    [Fact]
    public void Wider_instances_without_minimums_share_as_the_twin_does()
    {
        var levels = 0;
        for (var seed = 0; seed < Instances / 5; seed++)
        {
            var solved = EngineCase.Solve(InstanceGenerator.CreateWide(seed), $"seed {seed}");
            var twin = new NaiveTwin(solved.Input);
            var expected = twin.Solve();
            AssertValues(seed, solved, twin);
            AssertTotals(seed, solved, expected);
            AssertForest(seed, solved, twin);
            levels += solved.Input.Demands.Where(line => line.Quantity > 0)
                .Select(line => expected.LineDues[line.Id].Over(twin.Lots(line.Quantity))).Distinct().Count() > 2 ? 1 : 0;
        }
        Assert.True(levels > Instances / 40, $"{levels}");
    }

    [Fact]
    public void Groups_of_one_input_share_nothing()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var solved = EngineCase.Solve(InstanceGenerator.CreateMany(seed), $"seed {seed}");
            foreach (var group in GroupSplit.Of(solved.Input))
            {
                var alone = EngineCase.Solve(group, $"seed {seed}");
                Assert.Equal(ResultDocument.Write(GroupSplit.Part(solved.Result, group)), alone.Bytes());
                AssertTotals(seed, alone, new NaiveTwin(group).Solve());
            }
        }
    }

    private static void AssertValues(int seed, EngineCase solved, NaiveTwin twin)
    {
        var group = solved.Group;
        Assert.True(group.Status == GroupStatus.Optimal, $"seed {seed}");
        AssertEqual($"seed {seed}: value", twin.Value(), solved.Value());
        AssertEqual($"seed {seed}: without rule", twin.Value(withRule: false), solved.ValueOf(group.WithoutRule!));
        foreach (var basis in Enum.GetValues<DiversificationBasis>().Where(basis => basis != solved.Input.Rules.Diversification.Basis))
        {
            var stated = group.OtherBases[basis.ToString().ToLowerInvariant()];
            AssertEqual($"seed {seed}: basis {basis}", twin.Value(basis: basis), stated is null ? null : solved.ValueOf(stated));
        }
    }

    private static void AssertTotals(int seed, EngineCase solved, TwinResult expected)
    {
        AssertEqual($"seed {seed}: served", string.Join(", ", expected.Served.Order()),
            string.Join(", ", solved.Served().Where(new NaiveTwin(solved.Input).HasMinimum).Order()));
        foreach (var (line, lots) in expected.LineTotals)
            AssertEqual($"seed {seed}: {line}", lots, solved.LotsOfLine(line));
        foreach (var (offer, due) in expected.OfferDues)
        {
            // Where no rounding keeps every level, either rounding of a due will do.
            var lots = solved.LotsOfOffer(offer);
            var rounded = expected.OfferTotals?[offer] ?? (lots > due.Floor && !due.IsWhole ? due.Floor + 1 : due.Floor);
            AssertEqual($"seed {seed}: {offer}", rounded, lots);
        }
    }

    private static void AssertForest(int seed, EngineCase solved, NaiveTwin twin)
    {
        var origins = solved.Input.Offers.ToDictionary(offer => offer.Id, offer => offer.Origin);
        var caps = twin.Rule().At(solved.Lots(solved.Group.Matched)).Where(cap => cap.Key.Kind == TwinCapKind.Line).ToList();
        var binding = caps.Count(cap => cap.Value == solved.Lots(solved.Result.Matches
            .Where(match => match.Demand == cap.Key.Owner && origins[match.Offer] == cap.Key.Country).Sum(match => match.Quantity)));
        var most = solved.Input.Demands.Count + solved.Input.Offers.Count - 1 + binding;
        Assert.True(solved.Result.Matches.Count <= most, $"seed {seed}: more than {most} pairs");
        if (caps.Count == 0)
            Assert.False(HasCycle(solved.Result.Matches), $"seed {seed}: the pairs have a cycle");
    }

    private static bool HasCycle(IReadOnlyList<MatchedPair> pairs)
    {
        // Pairs that join what is joined already close a cycle.
        var tree = pairs.SelectMany(pair => new[] { $"line {pair.Demand}", $"offer {pair.Offer}" }).Distinct().ToDictionary(end => end);
        foreach (var pair in pairs)
        {
            var (one, other) = (tree[$"line {pair.Demand}"], tree[$"offer {pair.Offer}"]);
            if (one == other)
                return true;
            foreach (var end in tree.Keys.Where(end => tree[end] == other).ToList())
                tree[end] = one;
        }
        return false;
    }

    private static void AssertEqual<T>(string label, T expected, T actual) =>
        Assert.True(EqualityComparer<T>.Default.Equals(expected, actual), $"{label}: expected {expected}, got {actual}");
}
