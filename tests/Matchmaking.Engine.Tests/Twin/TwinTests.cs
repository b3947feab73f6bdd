using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>The twin itself, against enumeration of everything that is allowed.</summary>
public sealed class TwinTests
{
    [Fact]
    public void Values_and_served_minimums_are_the_best_of_all_whole_results()
    {
        var (checks, withMinimums) = (0, 0);
        for (var seed = 0; checks < 200; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            if (AllResults.Of(input, 20_000) is not { Count: > 1 } all)
                continue;
            checks++;
            var twin = new NaiveTwin(input);
            var solved = twin.Solve();
            var best = all.Where(result => result.Value == all.Max(other => other.Value)).ToList();
            Assert.Equal(best[0].Value, solved.Value);

            // From the last place to the first, whoever can be left unserved is.
            foreach (var item in twin.Items.OrderByDescending(item => item.Place, StringComparer.Ordinal))
            {
                var without = best.Where(result => result.Total(item.Id) == 0).ToList();
                best = without.Count > 0 ? without : best;
            }
            Assert.Equal(solved.Served.Order(), twin.Items.Select(item => item.Id).Where(id => best[0].Total(id) > 0).Order());
            Assert.Contains(best, result => result.Lines.SequenceEqual(input.Demands.Select(line => solved.LineTotals[line.Id]))
                && result.Offers.SequenceEqual(input.Offers.Select(offer => solved.OfferTotals![offer.Id])));
            withMinimums += twin.Items.Count > 0 ? 1 : 0;
        }
        Assert.True(withMinimums > 50);
    }

    [Fact]
    public void Totals_are_the_first_by_lottery_of_all_best_whole_results_that_round_the_dues()
    {
        var (checks, rounded) = (0, 0);
        for (var seed = 0; checks < 200; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            if (AllResults.Of(input, 20_000) is not { Count: > 1 } all)
                continue;
            checks++;
            var twin = new NaiveTwin(input);
            var solved = twin.Solve();
            var best = all.Where(result => result.Value == solved.Value && twin.Items.All(item => result.Total(item.Id) > 0 == solved.Served.Contains(item.Id)));
            var lines = Places(twin, "line", input.Demands.Select(line => (line.Id, line.Quantity, solved.LineDues[line.Id])));
            var byLines = FirstByLottery(best, lines);
            Assert.All(lines, line => Assert.Equal(solved.LineTotals[line.Id], byLines[0].Total(line.Id)));
            var offers = Places(twin, "offer", input.Offers.Select(offer => (offer.Id, offer.Quantity, solved.OfferDues[offer.Id])));
            var byOffers = FirstByLottery(byLines, offers);
            Assert.All(offers, offer => Assert.Equal(solved.OfferTotals![offer.Id], byOffers[0].Total(offer.Id)));
            rounded += lines.Concat(offers).Any(item => !item.Due.IsWhole) ? 1 : 0;
        }
        Assert.True(rounded > 30);
    }

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
            lines += IsMaxMin(network.Arcs, network, solved.Value, network.LineArcs, [.. input.Demands.Select(line => twin.Lots(line.Quantity))], lineDues);
            var held = TwinFairness.Fixed(network.Arcs, network.LineArcs, [.. input.Demands.Select(line => solved.LineTotals[line.Id])]);
            var offerDues = input.Offers.Select(offer => solved.OfferDues[offer.Id]).ToArray();
            offers += IsMaxMin(held, network, solved.Value, network.OfferArcs, [.. input.Offers.Select(offer => twin.Lots(offer.Quantity))], offerDues);
        }
        Assert.True(lines > 100 && offers > 100, $"{lines} {offers}");
    }

    [Fact]
    public void Coming_down_by_steps_finds_the_quantity_that_basis_matched_finds_by_leaps()
    {
        var reached = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            var twin = new NaiveTwin(input);
            if (twin.Items.Count > 0 || input.Rules.Objective == Objective.Surplus)
                continue;
            var rule = twin.Rule(DiversificationBasis.Matched);
            var quantity = input.Demands.Sum(line => twin.Lots(line.Quantity));
            while (rule.FollowsMatched && Largest(quantity) < quantity)
                quantity--;
            var expected = rule.FollowsMatched ? quantity : Largest(quantity);
            Assert.Equal(expected, twin.Value(basis: DiversificationBasis.Matched)!.Value.First);
            reached += expected > 0 ? 1 : 0;

            long Largest(long shares)
            {
                var network = twin.Network(rule.At(shares), new HashSet<string>());
                return (long)TwinFlow.Best(network.Nodes, network.Arcs, network.BackArc)![network.BackArc];
            }
        }
        Assert.True(reached > 50);
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

    /// <summary>1 where every vector of totals in parts of a lot has been tried; 0 where there are too many or there is nothing to share.</summary>
    private static int IsMaxMin(
        IReadOnlyList<TwinArc> arcs, TwinNetwork network, TwinValue value, IReadOnlyList<int> items, long[] quantities, Rational[] dues)
    {
        var parts = (long)dues.Aggregate((Int128)1, (sum, due) => Rational.LeastMultiple(sum, due.Denominator));
        var vectors = Vectors([.. quantities.Select(lots => lots * parts)], dues.Sum(due => (long)due.InPartsOf(parts)), 400);
        if (vectors is not { Count: > 1 })
            return 0;
        var scaled = arcs.Select(arc => arc with { Least = arc.Least * parts, Most = arc.Most * parts }).ToList();
        var target = new TwinValue(value.First * parts, value.Second * parts);
        var best = vectors.Where(vector =>
                TwinFlow.Best(network.Nodes, TwinFairness.Fixed(scaled, items, vector), network.BackArc) is { } flow && network.ValueOf(flow) == target)
            .Select(vector => (Vector: vector, Ratios: vector.Zip(quantities).Where(entry => entry.Second > 0)
                .Select(entry => new Rational(entry.First, entry.Second)).Order().ToList()))
            .ToList();
        var first = best.Aggregate((one, other) => one.Ratios.Zip(other.Ratios).Select(entry => entry.First.CompareTo(entry.Second)).FirstOrDefault(order => order != 0) >= 0
            ? one : other);
        Assert.Equal(dues.Select(due => (long)due.InPartsOf(parts)), first.Vector);
        return 1;
    }

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

    private static List<(string Id, long Quantity, Rational Due)> Places(NaiveTwin twin, string kind, IEnumerable<(string Id, decimal Quantity, Rational Due)> items) =>
        [.. items.OrderBy(item => twin.Place(kind, item.Id), StringComparer.Ordinal).Select(item => (item.Id, twin.Lots(item.Quantity), item.Due))];

    private static List<WholeResult> FirstByLottery(IEnumerable<WholeResult> results, List<(string Id, long Quantity, Rational Due)> items)
    {
        var levels = items.Where(item => item.Quantity > 0)
            .GroupBy(item => new Rational(item.Due.Numerator, item.Due.Denominator * item.Quantity)).ToList();
        var left = results.Where(result =>
            items.All(item => result.Total(item.Id) - item.Due.Floor is 0 or 1 && !(item.Due.IsWhole && result.Total(item.Id) > item.Due.Floor))
            && levels.All(level => level.Key.Times(level.Sum(item => item.Quantity)) == new Rational(level.Sum(item => result.Total(item.Id)), 1))).ToList();
        foreach (var item in items)
        {
            var up = left.Where(result => result.Total(item.Id) > item.Due.Floor).ToList();
            left = up.Count > 0 ? up : left;
        }
        return left;
    }
}
