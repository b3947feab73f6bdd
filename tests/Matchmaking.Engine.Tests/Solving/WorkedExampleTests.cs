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

    private static List<KeyValuePair<string, decimal>> Ordered(Dictionary<string, decimal> tonnes) =>
        [.. tonnes.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
}
