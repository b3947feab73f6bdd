using Matchmaking.Api.Pools;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Reports;
using Matchmaking.Engine;

namespace Matchmaking.Api.Tests.Reports;

/// <summary>
/// Attacks pools and report together: with every shown pool and every published figure, and with what one member knows of its own, no sum
/// that may not be shown can be computed, and nobody's own quantity.
/// </summary>
public sealed class DisclosureAttackTests
{
    private const int Instances = 150;

    [Fact]
    public void Nothing_hidden_can_be_computed_from_pools_and_report()
    {
        var (pools, groups, hiddenGroups, totals, rolledUp, divided) = (0, 0, 0, 0, 0, 0);
        for (var seed = 0; seed < Instances; seed++)
        {
            var market = new RandomMarket(seed);
            var shown = market.ShownPools();
            var report = market.Report(shown);
            Assert.Equal((seed, null), (seed, Leak(market, shown, report)));
            pools += shown.Count;
            groups += report.Groups.Count(group => !group.Matched.Suppressed);
            hiddenGroups += report.Groups.Count(group => group.Matched.Suppressed);
            totals += report.Total.Matched.Suppressed ? 0 : 1;
            rolledUp += report.Total.Other is null ? 0 : 1;
            divided += report.Groups.Count(group => group.Origins.Parts.Count > 0 || group.Reasons.Parts.Count > 1);
        }

        // The attack means something only where much is shown beside much that is hidden.
        Assert.All([pools, groups, hiddenGroups, totals, rolledUp, divided], count => Assert.True(count > 5, $"{(pools, groups, hiddenGroups, totals, rolledUp, divided)}"));
    }

    [Fact]
    public void Pools_that_are_decided_without_their_group_give_others_away() => Assert.Contains(Enumerable.Range(0, Instances), seed =>
    {
        var market = new RandomMarket(seed);
        return Leak(market, market.PoolsShownApart(), market.Report(market.ShownPools())) is not null;
    });

    [Fact]
    public void A_report_that_knows_nothing_of_the_pools_gives_others_away() => Assert.Contains(Enumerable.Range(0, Instances), seed =>
    {
        var market = new RandomMarket(seed);
        return Leak(market, market.ShownPools(), market.Report([])) is not null;
    });

    private static string? Leak(RandomMarket market, HashSet<(GroupKey Group, string Form)> pools, ReportFigures report)
    {
        market = market.WithDoubts(group => IsReported(report, group));
        var sums = Published(pools, report).Select(sum => Vector(market, sum.Demand, sum.Unsold)).ToList();
        var cells = Cells(market).ToList();
        var outsider = new Adversary(sums, Vector(market, _ => false));
        foreach (var cell in cells.Where(cell => !cell.MayBeKnown && outsider.FindsOut(Vector(market, cell.Demand))))
            return $"{cell.Name} can be computed";
        var others = OthersParts(market, cells);
        var buyers = market.Demand.Where(part => part.Kg > 0).Select(part => part.Buyer.Submitter);
        foreach (var member in buyers.Concat(market.Offers.Select(offer => offer.Supplier.Submitter)).Distinct())
        {
            var known = Vector(market, part => Knows(member, part.Buyer) || (part.Supplier is { } supplier && Knows(member, supplier)), offer => Knows(member, offer.Supplier));
            var insider = new Adversary(sums, known);
            if (others.FirstOrDefault(part => insider.FindsOut(part.Sum)) is { Name: { } name })
                return $"{member} can compute {name}";
        }

        return null;
    }

    private static bool Knows(string member, Party party) => member == party.Submitter || member == party.Contributor;

    private static bool IsReported(ReportFigures report, GroupKey key) => !report.Total.Matched.Suppressed
        || report.Groups.Any(group => group.Material == key.Material && !group.Matched.Suppressed)
        || report.Parents.Any(parent => parent.Material == ParentOf(key) && !parent.Matched.Suppressed);

    private static string? ParentOf(GroupKey key) => Materials.Current.Find(key.Material)!.Parents.FirstOrDefault();

    // One buyer's part of every sum, and what one supplier sells, keeps and offers.
    private static List<(string Name, bool[] Sum)> OthersParts(RandomMarket market, List<(string Name, Func<DemandPart, bool> Demand, bool MayBeKnown)> cells)
    {
        var buyers =
            from buyer in market.Demand.Where(part => part.Kg > 0).Select(part => part.Buyer.Contributor).Distinct()
            from cell in cells
            select (Name: $"{cell.Name} by {buyer}", Sum: Vector(market, part => part.Buyer.Contributor == buyer && cell.Demand(part)));
        var suppliers =
            from offer in market.Offers
            let sold = (Func<DemandPart, bool>)(part => part.Group == offer.Group && part.Supplier == offer.Supplier)
            from sum in new[] { Vector(market, sold), Vector(market, _ => false, other => other == offer), Vector(market, sold, other => other == offer) }
            select (Name: $"what {offer.Supplier.Contributor} offers or sells of {offer.Group.Material}", Sum: sum);
        return [.. buyers.Concat(suppliers).Where(part => part.Sum.Contains(true)).DistinctBy(part => string.Concat(part.Sum.Select(holds => holds ? '1' : '0')))];
    }

    // Every sum that anybody would look for, and whether it may be known.
    private static IEnumerable<(string Name, Func<DemandPart, bool> Demand, bool MayBeKnown)> Cells(RandomMarket market)
    {
        var pool = new Suppression(market.Threshold, RandomMarket.Dominance);
        var buyers = new Suppression(Math.Max(5, market.Threshold), RandomMarket.Dominance);
        var suppliers = new Suppression(3, RandomMarket.Dominance);
        var groups = market.Demand.Select(part => part.Group).Distinct().Select(group => (Name: group.Material, Holds: (Func<DemandPart, bool>)(part => part.Group == group)));
        (string Name, Func<DemandPart, bool> Holds)[] totals =
        [
            .. groups,
            ("rare earths", part => part.Group.Material.StartsWith("rare-earth", StringComparison.Ordinal)),
            ("the round", _ => true),
        ];
        var forms = totals.Concat(groups.SelectMany(group => "abc".Select(form =>
            (Name: $"{group.Name}, form {form}", Holds: (Func<DemandPart, bool>)(part => group.Holds(part) && RandomMarket.FormOf(part) == form.ToString())))));
        foreach (var (name, holds) in forms)
        {
            yield return ($"demand of {name}", holds, pool.IsSafe(Buyers(holds)));
            yield return Matched($"matched of {name}", part => holds(part) && part.IsMatched);
            yield return Unfilled($"unfilled of {name}", part => holds(part) && !part.IsMatched);
            foreach (var fate in market.Demand.Select(part => part.Fate).Distinct())
            {
                yield return Matched($"{fate} of {name}", part => holds(part) && part.IsMatched && part.Fate == fate);
                yield return Unfilled($"{fate} of {name}", part => holds(part) && !part.IsMatched && part.Fate == fate);
            }
        }

        (string, Func<DemandPart, bool>, bool) Matched(string name, Func<DemandPart, bool> holds) =>
            (name, holds, buyers.IsSafe(Buyers(holds)) && suppliers.IsSafe(Sum(holds, part => part.Supplier!.Value)));

        (string, Func<DemandPart, bool>, bool) Unfilled(string name, Func<DemandPart, bool> holds) => (name, holds, buyers.IsSafe(Buyers(holds)));

        Contributions Buyers(Func<DemandPart, bool> holds) => Sum(holds, part => part.Buyer);

        Contributions Sum(Func<DemandPart, bool> holds, Func<DemandPart, Party> party) =>
            new(market.Demand.Where(holds).Select(part => new Contribution(party(part), part.Kg)));
    }

    // Every number that is shown, as the sum it is: of parts of demand, and of what of the offers stayed unsold.
    private static IEnumerable<(Func<DemandPart, bool> Demand, Func<OfferPart, bool> Unsold)> Published(
        HashSet<(GroupKey Group, string Form)> pools, ReportFigures report)
    {
        foreach (var (group, form) in pools)
            yield return (part => part.Group == group && RandomMarket.FormOf(part) == form, Nothing);
        foreach (var group in report.Groups)
        {
            bool Holds(GroupKey key) => key.Material == group.Material;
            foreach (var sum in Sums(group, Holds))
                yield return sum;
            foreach (var origin in group.Origins.Parts)
                yield return (part => Holds(part.Group) && part.IsMatched && part.Fate == origin.Code, Nothing);
            foreach (var reason in group.Reasons.Parts)
                yield return (part => Holds(part.Group) && !part.IsMatched && part.Fate == reason.Code, Nothing);
        }

        foreach (var parent in report.Parents)
            foreach (var sum in Sums(parent, key => ParentOf(key) == parent.Material))
                yield return sum;
        foreach (var sum in Sums(report.Total, _ => true))
            yield return sum;
    }

    private static IEnumerable<(Func<DemandPart, bool> Demand, Func<OfferPart, bool> Unsold)> Sums(ReportSums sums, Func<GroupKey, bool> holds)
    {
        if (!sums.Demand.Suppressed)
            yield return (part => holds(part.Group), Nothing);
        if (!sums.Matched.Suppressed)
            yield return (part => holds(part.Group) && part.IsMatched, Nothing);
        if (!sums.Unfilled.Suppressed)
            yield return (part => holds(part.Group) && !part.IsMatched, Nothing);
        if (!sums.Offered.Suppressed)
            yield return (part => holds(part.Group) && part.IsMatched, offer => holds(offer.Group));
    }

    private static bool Nothing(OfferPart offer) => false;

    private static bool[] Vector(RandomMarket market, Func<DemandPart, bool> demand, Func<OfferPart, bool>? unsold = null) =>
        [.. market.Demand.Select(demand), .. market.Offers.Select(offer => offer.OfferedKg > offer.SoldKg && (unsold ?? Nothing)(offer))];
}
