using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>What the lottery decides and what it cannot, with twin and engine over a dozen seeds each (matching.md, section 6).</summary>
public sealed class LotteryTests
{
    private static readonly DemandLine Line = WorkedExamples.Line with { Quantity = 1 };

    private static readonly SupplyOffer Offer = WorkedExamples.Offer with { Id = "O", Quantity = 1 };

    public static TheoryData<string> Solvers() => ["twin", "engine"];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void What_is_left_of_rounding_goes_to_the_first(string solver)
    {
        // Two lots for three lines of one: each is due two thirds, and the last one waits.
        var lines = new[] { Line, Line with { Id = "B" }, Line with { Id = "C" } };
        var waiting = Over(seed => Input(seed, lines, [Offer with { Quantity = 2 }]), (input, twin) =>
        {
            var last = input.Demands.MaxBy(line => twin.Place("line", line.Id), StringComparer.Ordinal)!.Id;
            Assert.All(input.Demands, line => Assert.Equal(line.Id == last ? 0 : 1, Totals(solver, input)[line.Id]));
            return last;
        });
        Assert.Equal(3, waiting.Count);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Of_two_all_or_nothing_lines_the_first_is_served(string solver)
    {
        var line = Line with { Quantity = 10, MinimumQuantity = 10 };
        var served = Over(seed => Input(seed, [line, line with { Id = "B" }], [Offer with { Quantity = 10 }]), (input, twin) =>
        {
            var first = input.Demands.MinBy(line => twin.Place("line", line.Id), StringComparer.Ordinal)!.Id;
            Assert.All(input.Demands, line => Assert.Equal(line.Id == first ? 10 : 0, Totals(solver, input)[line.Id]));
            return first;
        });
        Assert.Equal(2, served.Count);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Lines_and_offers_with_minimums_stand_in_one_order(string solver)
    {
        // Either line A is served, from P, or offer O, to line B: the cap is reached by one of the two.
        var lines = new[] { Line with { Quantity = 10, MinimumQuantity = 10 }, Line with { Id = "B", Quantity = 10 } };
        var offers = new[] { Offer with { Quantity = 10, MinimumOrder = 10 }, Offer with { Id = "P", Quantity = 10 } };
        var served = Over(
            seed => Variations.WithRule(Input(seed, lines, offers), rule => rule with { CountryShare = 0.5m }) with
            {
                ExcludedPairs = [new ExcludedPair("A", "O"), new ExcludedPair("B", "P")],
            },
            (input, twin) =>
            {
                var isLine = string.CompareOrdinal(twin.Place("line", "A"), twin.Place("offer", "O")) < 0;
                var totals = Totals(solver, input);
                Assert.Equal(isLine ? (10, 0, 0, 10) : (0, 10, 10, 0), (totals["A"], totals["B"], totals["O"], totals["P"]));
                return isLine ? "A" : "O";
            });
        Assert.Equal(2, served.Count);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void A_level_takes_no_lot_from_another_by_rounding(string solver)
    {
        // A and B, open to O alone, are due half a lot each; C and D one and a half. C and D could have all four lots, and A and B none.
        var input = Input(
            "seed",
            [
                Line with { ExcludedOrigins = ["CL"] },
                Line with { Id = "B", ExcludedOrigins = ["CL"] },
                Line with { Id = "C", Quantity = 2 },
                Line with { Id = "D", Quantity = 2 },
            ],
            [Offer, Offer with { Id = "P", Origin = "CL", Quantity = 3 }]);
        Over(seed => input with { Rules = input.Rules with { Seed = seed } }, (seeded, _) =>
        {
            var totals = Totals(solver, seeded);
            Assert.Equal((1, 3), (totals["A"] + totals["B"], totals["C"] + totals["D"]));
            return "";
        });
    }

    private static MatchingInput Input(string seed, IReadOnlyList<DemandLine> lines, IReadOnlyList<SupplyOffer> offers) => new()
    {
        Rules = new MatchingRules { Lot = 1, Seed = seed, Diversification = new Diversification { CountryShare = null } },
        Demands = lines,
        Offers = offers,
    };

    private static HashSet<string> Over(Func<string, MatchingInput> create, Func<MatchingInput, NaiveTwin, string> check) =>
        [.. Enumerable.Range(0, 12).Select(seed => create($"seed {seed}")).Select(input => check(input, new NaiveTwin(input)))];

    /// <summary>Lots by id of the lines and offers.</summary>
    private static Dictionary<string, long> Totals(string solver, MatchingInput input)
    {
        if (solver == "twin")
        {
            var twin = new NaiveTwin(input).Solve();
            return twin.LineTotals.Concat(twin.OfferTotals!).ToDictionary();
        }
        var solved = EngineCase.Solve(input);
        var lines = input.Demands.ToDictionary(line => line.Id, line => solved.LotsOfLine(line.Id));
        return lines.Concat(input.Offers.ToDictionary(offer => offer.Id, offer => solved.LotsOfOffer(offer.Id))).ToDictionary();
    }
}
