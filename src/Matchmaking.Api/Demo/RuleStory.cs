using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demo;

/// <summary>What the diversification rule did to a group, in figures and in words.</summary>
internal static class RuleStory
{
    /// <summary>Tonnes that the rule cost, and euro per matched tonne.</summary>
    public static (decimal Quantity, decimal PerTonne) Cost(GroupResult group) =>
        group.WithoutRule is { Matched: > 0 } without && group.Matched > 0
            ? (without.Matched - group.Matched, (group.Cost / group.Matched) - (without.Cost / without.Matched))
            : (0, 0);

    /// <summary>The third country that would supply most without the rule, and its share of what the basis counts; null: none.</summary>
    public static (string Country, decimal Share)? WithoutRule(PlayedRound round, GroupResult group) =>
        round.Largest(round.Without(group)) is { } largest ? (largest.Country, Share(round, round.Without(group), largest)) : null;

    /// <summary>What happened, in two or three sentences.</summary>
    public static string Tell(PlayedRound round, GroupResult group)
    {
        var name = DemoTable.Name(group.Material);
        if (WithoutRule(round, group) is not var (country, share) || round.Largest(group) is not { } largest)
            return $"{name}: nothing comes from third countries, so there is nothing for the rule to do.";
        var (quantity, perTonne) = Cost(group);
        if (quantity == 0 && group.WithoutRule?.Cost == group.Cost)
            return $"{name}: no third country supplies more than {Words.Percent(share)} ({Words.Country(country)}). The rule changes nothing.";
        var dearer = $"{perTonne:N0} EUR more per tonne (+{Words.Percent(perTonne / ((group.Cost / group.Matched) - perTonne))})";
        var price = quantity == 0
            ? $"Others take over and no tonne is lost; it costs {dearer}, {group.Cost - group.WithoutRule!.Cost:N0} EUR a year."
            : $"{Words.Quantity(quantity)} t find no other supplier, and what is matched costs {dearer}.";
        return $"{name}: {Words.Country(country)} would supply {Words.Percent(share)} without the rule and supplies "
            + $"{Words.Percent(Share(round, group, largest))} with it. {price}{Union(round, group, largest)}";
    }

    private static string Union(PlayedRound round, GroupResult group, OriginResult largest) =>
        largest.ShareOfConsumption is { } now && DemoFigures.Sourcing(group.Material, round.ScriptOf(group).Stage, largest.Country) is { } before
            ? $" Its part of the Union's yearly use goes from {Words.Percent(before)} to {Words.Percent(now)}."
            : "";

    private static decimal Share(PlayedRound round, GroupResult group, OriginResult origin) =>
        origin.Matched / (round.Input.Rules.Diversification.Basis == DiversificationBasis.Matched ? group.Matched : round.Demand(group));
}
