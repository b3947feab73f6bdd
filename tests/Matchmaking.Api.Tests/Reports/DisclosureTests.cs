using Matchmaking.Api.Pools;
using Matchmaking.Api.Reports;
using Matchmaking.Engine;

namespace Matchmaking.Api.Tests.Reports;

public sealed class DisclosureTests
{
    private static readonly GroupKey Group = new("lithium", "processing", 2028);
    private static readonly Disclosure Rule = new(5, 0.6m);

    [Theory]
    [InlineData(5, 3, true)]
    [InlineData(4, 3, false)]
    [InlineData(5, 2, false)]
    public void A_volume_needs_five_buyer_and_three_supplier_groups(int buyers, int suppliers, bool shown) =>
        Assert.Equal(shown, MayPublish(Enumerable.Range(0, buyers).SelectMany(buyer => Enumerable.Range(0, suppliers).Select(supplier => Matched(buyer, supplier)))));

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void No_supplier_may_dominate(long largest, bool shown) =>
        Assert.Equal(shown, MayPublish(Enumerable.Range(0, 5).SelectMany(buyer => new[] { Matched(buyer, 0, largest), Matched(buyer, 1, 2), Matched(buyer, 2, 2) })));

    [Theory]
    [InlineData(0, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void What_stayed_unfilled_is_the_difference_and_must_pass_too(int unfilled, bool shown) =>
        Assert.Equal(shown, MayPublish(Square().Concat(Enumerable.Range(0, unfilled).Select(Unfilled))));

    [Fact]
    public void A_supplier_may_not_be_left_with_one_buyer() =>
        Assert.False(MayPublish([.. Enumerable.Range(0, 5).Select(buyer => Matched(buyer, 0)), Matched(5, 1, 2), Matched(5, 2, 2)]));

    [Fact]
    public void A_buyer_may_not_be_left_with_one_supplier() =>
        Assert.False(MayPublish([.. Enumerable.Range(1, 5).Select(buyer => Matched(buyer, 0)), Matched(0, 1, 2), Matched(0, 2, 2)]));

    [Fact]
    public void Who_is_left_with_one_buyer_or_supplier_is_found_as_it_is_defined()
    {
        var random = new Random(1);
        var (enough, refused) = (0, 0);
        for (var repeat = 0; repeat < 20_000; repeat++)
        {
            var parts = Enumerable.Range(0, random.Next(6, 12)).Select(_ => new DemandPart(
                Group, null, Party("B", 7), Party("S", 4), "CL", 1)).ToList();
            if (!Volumes(parts))
                continue;
            enough++;
            var left = parts.SelectMany(Knowing).Distinct().All(member => LeavesSeveral([.. parts.Where(part => !Knowing(part).Contains(member))]));
            refused += left ? 0 : 1;

            Assert.Equal(left, Rule.MayPublish(parts, static _ => null));
        }

        Assert.True(enough > 500 && refused > 50 && refused < enough - 50, $"{refused} of {enough} were refused.");

        // An agent of either side may write for several.
        Party Party(string side, int companies) => new($"{side}{random.Next(companies)}", random.Next(3) == 0 ? $"{side}agent" : $"{side}{random.Next(companies)}");

        static bool Volumes(List<DemandPart> parts) =>
            new Suppression(5, 0.6m).Passes(new Contributions(parts.Select(part => new Contribution(part.Buyer, part.Kg))))
            && new Suppression(3, 0.6m).Passes(new Contributions(parts.Select(part => new Contribution(part.Supplier!.Value, part.Kg))));

        static string[] Knowing(DemandPart part) =>
            [part.Buyer.Submitter, part.Buyer.Contributor, part.Supplier!.Value.Submitter, part.Supplier.Value.Contributor];

        static bool LeavesSeveral(List<DemandPart> rest) =>
            rest.Count == 0
            || (rest.Select(part => part.Buyer.Contributor).Distinct().Count() > 1 && rest.Select(part => part.Supplier!.Value.Contributor).Distinct().Count() > 1);
    }

    [Fact]
    public void A_hidden_pool_must_pass_beside_a_shown_one()
    {
        var shown = Square().Select(part => part with { Pool = "a" }).ToList();

        Assert.True(MayPublish(shown));
        Assert.False(MayPublish([.. shown, Matched(7, 0), Matched(7, 1), Matched(7, 2)]));
    }

    [Fact]
    public void Where_a_pool_is_wholly_served_the_others_must_pass_by_themselves()
    {
        var served = Square().Select(part => part with { Pool = "a" });
        var mixed = Square().Concat(Enumerable.Range(0, 5).Select(Unfilled)).Select(part => part with { Pool = "b" });
        var few = Enumerable.Range(0, 5).Select(buyer => Matched(buyer, 0)).Concat(Enumerable.Range(0, 5).Select(Unfilled))
            .Select(part => part with { Pool = "b" });

        Assert.True(MayPublish(served.Concat(mixed)));
        Assert.False(MayPublish(served.Concat(few)));
    }

    [Fact]
    public void Origins_that_cannot_be_told_apart_stay_together()
    {
        // Three suppliers from Chile, one from Australia: naming Chile alone would name Australia.
        var parts = Everybody(first: 0, suppliers: 4).ToList();
        var apart = parts.Concat(Everybody(first: 4, suppliers: 2)).ToList();

        Assert.Empty(Rule.Divide(parts).Origins);
        Assert.Equal(["AU", "CL"], Rule.Divide(apart).Origins.Order());

        static IEnumerable<DemandPart> Everybody(int first, int suppliers) => Enumerable.Range(0, 5)
            .SelectMany(buyer => Enumerable.Range(first, suppliers).Select(supplier => Matched(buyer, supplier, origin: supplier < 3 ? "CL" : "AU")));
    }

    [Fact]
    public void Offers_are_summed_up_where_what_is_left_of_them_is_not_one_suppliers()
    {
        Assert.True(Rule.MayPublish([Offer(0, 0), Offer(1, 0), Offer(2, 0)]));
        Assert.True(Rule.MayPublish([Offer(0, 1), Offer(1, 1), Offer(2, 1)]));
        Assert.False(Rule.MayPublish([Offer(0, 1), Offer(1, 1), Offer(2, 0)]));
    }

    [Fact]
    public void A_hidden_group_hides_its_parents_total_and_rolls_up()
    {
        var (shown, hidden) = (Node([.. Square()]), Node([Matched(0, 0), Unfilled(0)]));
        var other = Node([.. Square(), .. Enumerable.Range(0, 5).Select(Unfilled)]);
        Assert.Equal((true, false, true), (shown.Shown, hidden.Shown, other.Shown));

        var parent = ReportNode.Total(Rule, [shown, hidden]);
        var round = ReportNode.Total(Rule, [parent, other]);

        Assert.False(parent.Shown);
        Assert.False(round.Shown);
    }

    [Fact]
    public void Hidden_groups_that_pass_together_are_told_as_one()
    {
        DemandPart[] half = [.. Enumerable.Range(0, 3).SelectMany(buyer => Enumerable.Range(0, 3).Select(supplier => Matched(buyer, supplier)))];
        var others = half.Select(part => part with { Buyer = Company($"other {part.Buyer.Contributor}") }).ToList();

        var parent = ReportNode.Total(Rule, [Node([.. Square()]), Node(half), Node(others)]);

        Assert.True(parent.Shown);
        Assert.Equal(18, parent.Other.Sum(part => part.Kg));
    }

    private static bool MayPublish(IEnumerable<DemandPart> parts) => Rule.MayPublish([.. parts], _ => null);

    private static ReportNode Node(IReadOnlyList<DemandPart> parts) => ReportNode.Group(Rule, parts, []);

    private static IEnumerable<DemandPart> Square() => Enumerable.Range(0, 5).SelectMany(buyer => Enumerable.Range(0, 3).Select(supplier => Matched(buyer, supplier)));

    private static DemandPart Matched(int buyer, int supplier, long kg = 1, string origin = "CL") =>
        new(Group, null, Company($"B{buyer}"), Company($"S{supplier}"), origin, kg);

    private static DemandPart Unfilled(int buyer) => new(Group, null, Company($"B{buyer}"), null, "country-cap", 1);

    private static OfferPart Offer(int supplier, long unsold) => new(Group, Company($"S{supplier}"), 1 + unsold, 1);

    private static Party Company(string name) => new(name, name);
}
