using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Reports;

/// <summary>Makes the public figures of a round.</summary>
public static class ReportBuilder
{
    /// <summary>Sums up every group the round covers, the collective entries and the round, and leaves out what may not be shown.</summary>
    public static ReportFigures Build(DefineRound round, MatchingResult result, string resultSha256, ReportParts parts)
    {
        var disclosure = new Disclosure(round.PoolThreshold, round.DominanceLimit);
        var demand = parts.Demand.ToLookup(part => part.Group);
        var offers = parts.Offers.ToLookup(part => part.Group);
        // Every group that the round covers is named, so that being named tells nothing of who asked or offered.
        var groups = round.Coverage.SelectMany(cover => cover.Periods.Select(period => new GroupKey(cover.Material, Json.Name(cover.Stage), period.FirstYear)))
            .Order()
            .ToDictionary(group => group, group => ReportNode.Group(disclosure, [.. demand[group]], [.. offers[group]]));
        var parents = groups.Where(group => Parent(group.Key) is not null)
            .GroupBy(group => group.Key with { Material = Parent(group.Key)! }, group => group.Value)
            .ToDictionary(members => members.Key, members => ReportNode.Total(disclosure, [.. members]));
        var total = ReportNode.Total(disclosure, [.. parents.Values, .. groups.Where(group => Parent(group.Key) is null).Select(group => group.Value)]);
        return new ReportFigures
        {
            Engine = result.Engine,
            InputSha256 = result.InputSha256,
            ResultSha256 = resultSha256,
            Groups = [.. groups.Select(group => GroupFigures.Of(round, group.Key, Parent(group.Key), group.Value, disclosure, Find(result, group.Key)))],
            Parents = [.. parents.Select(parent => ReportParent.Of(parent.Key, parent.Value))],
            Total = ReportTotal.Of(total),
        };
    }

    // An element on two lists is summed up in the strategic one only: with both, sums that overlap would give their difference away.
    private static string? Parent(GroupKey group) => Materials.Current.Find(group.Material)?.Parents.FirstOrDefault();

    private static GroupResult? Find(MatchingResult result, GroupKey key) =>
        result.Groups.SingleOrDefault(group => GroupKey.Of(group) == key);
}
