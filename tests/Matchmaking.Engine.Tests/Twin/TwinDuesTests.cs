using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>What the twin says lines and offers are due, against every other way to share.</summary>
public sealed class TwinDuesTests
{
    [Fact]
    public void Dues_are_the_lexicographic_max_min_of_all_best_results_in_parts_of_a_lot()
    {
        var (lines, offers) = (0, 0);
        for (var seed = 0; lines + offers < 600; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            var twin = new NaiveTwin(input);
            var solved = twin.Solve();
            var network = twin.Network(twin.Rule().At(solved.LineTotals.Values.Sum()), solved.Served);
            var lineDues = input.Demands.Select(line => solved.LineDues[line.Id]).ToArray();
            var wanted = input.Demands.Select(line => twin.Lots(line.Quantity)).ToArray();
            lines += IsMaxMin(network.Arcs, network, solved.Value, network.LineArcs, wanted, lineDues);
            var totals = input.Demands.Select(line => solved.LineTotals[line.Id]).ToList();
            var held = TwinFairness.Fixed(network.Arcs, network.LineArcs, totals);
            var offerDues = input.Offers.Select(offer => solved.OfferDues[offer.Id]).ToArray();
            var offered = input.Offers.Select(offer => twin.Lots(offer.Quantity)).ToArray();
            offers += IsMaxMin(held, network, solved.Value, network.OfferArcs, offered, offerDues);
        }
        Assert.True(lines > 100 && offers > 100, $"{lines} {offers}");
    }

    [Fact]
    public void Offers_between_full_caps_and_full_lines_may_have_dues_that_no_level_sums_to_a_whole()
    {
        // a + b = 2 fills one cap, c + d = 2 the other; b and c fill one line, a and d the other: b = d, a = c = 2 - b. Raising the lowest
        // ratio meets b / 3 = c / 7 at b = 0.6, and a is left alone with 1.4 of its 6.
        var input = Four();
        var solved = new NaiveTwin(input).Solve();
        Assert.Equal(new Rational(7, 5), solved.OfferDues["a"]);
        Assert.Equal(new Rational(3, 5), solved.OfferDues["b"]);
        Assert.Equal(new Rational(7, 5), solved.OfferDues["c"]);
        Assert.Equal(new Rational(3, 5), solved.OfferDues["d"]);
        Assert.Null(solved.OfferTotals);
    }

    private static MatchingInput Four()
    {
        var line = new DemandLine
        {
            Id = "of a and d",
            Buyer = "buyer",
            Material = "gallium",
            Stage = "processing",
            Form = "ingot",
            Year = 2027,
            Quantity = 2,
            Destination = "DE",
        };
        var offer = new SupplyOffer
        {
            Id = "a",
            Supplier = "supplier",
            Material = "gallium",
            Stage = "processing",
            Form = "ingot",
            Year = 2027,
            Quantity = 6,
            AskPrice = 10,
            PriceBasis = PriceBasis.Delivered,
            Origin = "AU",
        };
        return new MatchingInput
        {
            Rules = new MatchingRules { Lot = 1, Diversification = new Diversification { CountryShare = 0.5m } },
            Demands = [line, line with { Id = "of b and c" }],
            Offers =
            [
                offer,
                offer with { Id = "b", Quantity = 3 },
                offer with { Id = "c", Quantity = 7, Origin = "CL" },
                offer with { Id = "d", Quantity = 1, Origin = "CL" },
            ],
            ExcludedPairs = [new(line.Id, "b"), new(line.Id, "c"), new("of b and c", "a"), new("of b and c", "d")],
        };
    }

    /// <summary>1 where every vector of totals in parts of a lot was tried; 0 where they are too many or leave no choice.</summary>
    private static int IsMaxMin(
        IReadOnlyList<TwinArc> arcs, TwinNetwork network, TwinValue value, IReadOnlyList<int> items, long[] quantities, Rational[] dues)
    {
        var parts = (long)dues.Aggregate((Int128)1, (sum, due) => Rational.LeastMultiple(sum, due.Denominator));
        var vectors = Vectors([.. quantities.Select(lots => lots * parts)], dues.Sum(due => (long)due.InPartsOf(parts)), 400);
        if (vectors is not { Count: > 1 })
            return 0;
        var scaled = arcs.Select(arc => arc with { Least = arc.Least * parts, Most = arc.Most * parts }).ToList();
        var target = new TwinValue(value.First * parts, value.Second * parts);
        var best = vectors.Where(IsBest).Aggregate((one, other) => Compare(Ratios(one), Ratios(other)) >= 0 ? one : other);
        Assert.Equal(dues.Select(due => (long)due.InPartsOf(parts)), best);
        return 1;

        bool IsBest(long[] vector) =>
            TwinFlow.Best(network.Nodes, TwinFairness.Fixed(scaled, items, vector), network.BackArc) is { } flow
            && network.ValueOf(flow) == target;

        List<Rational> Ratios(long[] vector) => [.. vector.Zip(quantities).Where(entry => entry.Second > 0)
            .Select(entry => new Rational(entry.First, entry.Second)).Order()];
    }

    private static int Compare(List<Rational> one, List<Rational> other) =>
        one.Zip(other).Select(entry => entry.First.CompareTo(entry.Second)).FirstOrDefault(order => order != 0);

    private static List<long[]>? Vectors(long[] most, long sum, int limit)
    {
        var vectors = new List<long[]>();
        Extend([], sum);
        return vectors.Count > limit ? null : vectors;

        void Extend(long[] start, long left)
        {
            if (vectors.Count > limit || left > most[start.Length..].Sum())
                return;
            if (start.Length == most.Length)
                vectors.Add(start);
            for (var next = 0L; start.Length < most.Length && next <= Math.Min(left, most[start.Length]); next++)
                Extend([.. start, next], left - next);
        }
    }
}
