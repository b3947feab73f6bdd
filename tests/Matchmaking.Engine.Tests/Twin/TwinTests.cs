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
            if (AllResults.Of(input, 8_000) is not { Count: > 1 } all)
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
            if (AllResults.Of(input, 8_000) is not { Count: > 1 } all)
                continue;
            checks++;
            var twin = new NaiveTwin(input);
            var solved = twin.Solve();
            var best = all.Where(result => result.Value == solved.Value
                && twin.Items.All(item => result.Total(item.Id) > 0 == solved.Served.Contains(item.Id)));
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

    private static List<DueItem> Places(NaiveTwin twin, string kind, IEnumerable<(string Id, decimal Quantity, Rational Due)> items) =>
    [
        .. items.OrderBy(item => twin.Place(kind, item.Id), StringComparer.Ordinal)
            .Select(item => new DueItem(item.Id, twin.Lots(item.Quantity), item.Due)),
    ];

    private static List<WholeResult> FirstByLottery(IEnumerable<WholeResult> results, List<DueItem> items)
    {
        var levels = items.Where(item => item.Quantity > 0)
            .GroupBy(item => item.Due.Over(item.Quantity)).ToList();
        var left = results.Where(result => items.All(item => item.IsRoundedTo(result.Total(item.Id))) && levels.All(level =>
            level.Key.Times(level.Sum(item => item.Quantity)) == new Rational(level.Sum(item => result.Total(item.Id)), 1))).ToList();
        foreach (var item in items)
        {
            var up = left.Where(result => result.Total(item.Id) > item.Due.Floor).ToList();
            left = up.Count > 0 ? up : left;
        }
        return left;
    }

    private sealed record DueItem(string Id, long Quantity, Rational Due)
    {
        public bool IsRoundedTo(long lots) => lots == Due.Floor || (lots == Due.Floor + 1 && !Due.IsWhole);
    }
}
