using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Twin and engine against results worked out by hand.</summary>
public sealed class WorkedExampleTests
{
    public static TheoryData<string> Names() => [.. WorkedExamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_twin_finds_what_a_pencil_finds(string name)
    {
        var example = WorkedExamples.All[name];
        var lot = example.Input.Rules.Lot;
        var solved = new NaiveTwin(example.Input).Solve();
        Assert.Equal(Ordered(example.Lines), Ordered(solved.LineTotals.ToDictionary(entry => entry.Key, entry => entry.Value * lot)));
        Assert.Equal(Ordered(example.Offers), Ordered(solved.OfferTotals!.ToDictionary(entry => entry.Key, entry => entry.Value * lot)));
        var cents = example.Input.Rules.Objective == Objective.Surplus ? solved.Value.First : -solved.Value.Second;
        Assert.Equal(example.Worth, (decimal)cents * lot / 100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_engine_finds_what_a_pencil_finds(string name)
    {
        var example = WorkedExamples.All[name];
        var solved = EngineCase.Solve(example.Input);
        var lot = example.Input.Rules.Lot;
        Assert.Equal(Ordered(example.Lines), Ordered(example.Lines.Keys.ToDictionary(id => id, id => solved.LotsOfLine(id) * lot)));
        Assert.Equal(Ordered(example.Offers), Ordered(example.Offers.Keys.ToDictionary(id => id, id => solved.LotsOfOffer(id) * lot)));
        Assert.Equal(example.Worth, example.Input.Rules.Objective == Objective.Surplus ? solved.Group.Surplus : solved.Group.Cost);
    }

    [Fact]
    public void What_is_left_of_rounding_goes_by_lottery_place()
    {
        // Two lots for three lines of one: each is due two thirds, and over many seeds each is the one that waits.
        var shared = WorkedExamples.All["scarce supply is shared in equal ratio"].Input;
        var waiting = new HashSet<string>();
        for (var seed = 0; seed < 12; seed++)
        {
            var input = shared with
            {
                Rules = shared.Rules with { Seed = $"seed {seed}" },
                Demands = [.. ((string[])["A", "B", "C"]).Select(id => shared.Demands[0] with { Id = id, Quantity = 1 })],
                Offers = [shared.Offers[0] with { Quantity = 2 }],
            };
            var twin = new NaiveTwin(input);
            var last = input.Demands.MaxBy(line => twin.Place("line", line.Id), StringComparer.Ordinal)!.Id;
            waiting.Add(last);
            var solved = EngineCase.Solve(input);
            Assert.All(input.Demands, line => Assert.Equal(line.Id == last ? 0 : 1, solved.LotsOfLine(line.Id)));
        }
        Assert.Equal(3, waiting.Count);
    }

    private static List<KeyValuePair<string, decimal>> Ordered(Dictionary<string, decimal> tonnes) =>
        [.. tonnes.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
}
