using Matchmaking.Api.Pools;

namespace Matchmaking.Api.Tests.Pools;

public sealed class SuppressionTests
{
    private static readonly Suppression Rule = new(5, 0.6m);

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Enough_company_groups_have_to_contribute(int groups, bool passes) => Assert.Equal(passes, Rule.Passes(Cell(1, groups)));

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void No_company_group_may_dominate(long largest, bool passes) =>
        Assert.Equal(passes, Rule.Passes(Contributions.Merge([Cell(1, 4), Part("Z", "Z", largest)])));

    [Fact]
    public void Nothing_is_safe_but_cannot_be_shown()
    {
        Assert.True(Rule.IsSafe(Contributions.None));
        Assert.False(Rule.Passes(Contributions.None));
    }

    [Fact]
    public void An_agent_alone_learns_nothing_from_its_own_principals() =>
        Assert.True(Rule.Passes(Contributions.Merge("ABCDE".Select(principal => Part($"{principal}", "Agent", 1)))));

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Who_submitted_may_not_be_left_with_a_single_other(int others, bool passes) =>
        Assert.Equal(passes, Rule.Passes(Contributions.Merge("ABCD".Select(principal => Part($"{principal}", "Agent", 1)).Append(Cell(1, others)))));

    [Fact]
    public void What_submitters_do_not_know_is_counted_as_it_is_defined()
    {
        var random = new Random(1);
        for (var repeat = 0; repeat < 2_000; repeat++)
        {
            var parties = Enumerable.Range(0, random.Next(1, 12)).Select(_ => new Party(Name(), Name())).ToHashSet();

            var counted = new Contributions(parties.Select(party => new Contribution(party, 1))).UnknownToSubmitters;

            Assert.Equal(
                parties.Select(party => party.Submitter).Distinct().Select(submitter => parties
                    .Where(party => party.Submitter != submitter && party.Contributor != submitter).Select(party => party.Contributor).Distinct().Count()),
                counted);
        }

        string Name() => $"{random.Next(6)}";
    }

    [Fact]
    public void One_hidden_pool_hides_the_smallest_other_as_well() =>
        Assert.Equal([true, false, false], Rule.Decide([Cell(10, 9), Cell(10, 6), Cell(1, 2)]));

    [Fact]
    public void Pools_are_hidden_until_what_is_hidden_passes_together() =>
        Assert.Equal([true, false, false, false], Rule.Decide([Cell(100, 9), Cell(1, 5), Cell(2, 5), Part("X", "X", 15)]));

    [Fact]
    public void Hidden_pools_that_pass_together_hide_no_other() =>
        Assert.Equal([true, false, false], Rule.Decide([Cell(1, 5), Part("A", "A", 1), Contributions.Merge("BCDE".Select(name => Part($"{name}", $"{name}", 1)))]));

    [Fact]
    public void Where_the_total_is_never_shown_pools_stand_by_themselves() =>
        Assert.Equal([true, false], Rule.Decide([Cell(1, 5), Part("X", "X", 1000)]));

    [Fact]
    public void What_passes_apart_passes_together()
    {
        var random = new Random(7);
        var both = 0;
        for (var instance = 0; instance < 2000; instance++)
        {
            var (first, second) = (Random(random), Random(random));
            if (!Rule.Passes(first) || !Rule.Passes(second))
                continue;
            both++;
            Assert.True(Rule.Passes(Contributions.Merge([first, second])));
        }

        Assert.True(both > 100);
    }

    private static Contributions Random(Random random) => new(Enumerable.Range(0, random.Next(5, 9)).Select(_ =>
    {
        var contributor = $"{random.Next(9)}";
        return new Contribution(new Party(contributor, random.Next(3) == 0 ? $"{random.Next(9)}" : contributor), random.Next(1, 10));
    }));

    private static Contributions Cell(long kgEach, int groups) =>
        new(Enumerable.Range(0, groups).Select(index => new Contribution(new Party($"{index}", $"{index}"), kgEach)));

    private static Contributions Part(string contributor, string submitter, long kg) => new([new Contribution(new Party(contributor, submitter), kg)]);
}
