using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Reports;

/// <summary>Makes the public figures of a group.</summary>
internal static class GroupFigures
{
    private static readonly DividedFigure Undivided = new() { Parts = [], Suppressed = true };

    /// <summary>The figures of a group, or none where it is suppressed.</summary>
    public static ReportGroup Of(DefineRound round, GroupKey key, string? parent, ReportNode node, Disclosure disclosure, GroupResult? result)
    {
        var cover = round.Coverage.Single(cover => cover.Material == key.Material && Json.Name(cover.Stage) == key.Stage);
        var shown = node.Shown ? result : null;
        var division = shown is null ? null : disclosure.Divide(node.Parts);
        return new ReportGroup
        {
            Material = key.Material,
            Parent = parent,
            Stage = cover.Stage,
            Year = key.Year,
            Years = cover.Periods.Single(period => period.FirstYear == key.Year).Years,
            Status = shown?.Status,
            Demand = Figure.Of(node.DemandKg, node.Shown),
            Offered = Figure.Of(node.OfferedKg, node.OfferedShown),
            Matched = Figure.Of(node.MatchedKg, node.Shown),
            Unfilled = Figure.Of(node.DemandKg - node.MatchedKg, node.Shown),
            Reasons = division is null ? Undivided : Divide(node.Parts.Where(part => !part.IsMatched), division),
            Origins = division is null ? Undivided : Divide(node.Parts.Where(part => part.IsMatched), division),
            Hhi = shown is not null && node.Parts.Where(part => part.IsMatched).All(part => division!.Of(part) is not null) ? shown.Hhi : null,
            LargestThirdCountry = shown is null ? new LargestThirdCountry { Suppressed = true } : Largest(round, node, shown, division!),
            CostOfDiversification = shown is null ? new CostOfDiversification { Suppressed = true } : Cost(shown),
        };
    }

    private static DividedFigure Divide(IEnumerable<DemandPart> parts, Division division)
    {
        var fates = parts.GroupBy(division.Of).Select(fate => (fate.Key, Kg: fate.Sum(part => part.Kg))).ToList();
        var other = fates.Where(fate => fate.Key is null).Select(fate => (decimal?)Units.Tonnes(fate.Kg)).SingleOrDefault();
        return new DividedFigure
        {
            Parts = [.. fates.Where(fate => fate.Key is not null).OrderByDescending(fate => fate.Kg).ThenBy(fate => fate.Key, StringComparer.Ordinal)
                .Select(fate => new NamedPart(fate.Key!, Units.Tonnes(fate.Kg)))],
            Other = other,
            Suppressed = other is not null,
        };
    }

    private static LargestThirdCountry? Largest(DefineRound round, ReportNode node, GroupResult result, Division division)
    {
        var largest = result.Origins.Where(origin => origin.Matched > 0 && !round.Rules.ExemptCountries.Contains(origin.Country))
            .OrderByDescending(origin => origin.Matched).ThenBy(origin => origin.Country, StringComparer.Ordinal).FirstOrDefault();
        if (largest is null)
            return null;
        if (!division.Origins.Contains(largest.Country))
            return new LargestThirdCountry { Suppressed = true };
        // Under basis demand the cap tells the base; where that is less than the demand, the difference is the demand that nobody could serve.
        var demand = Units.Tonnes(node.DemandKg);
        var tellsCap = round.Rules.Diversification.Basis != DiversificationBasis.Demand || result.Base == demand;
        return new LargestThirdCountry
        {
            Country = largest.Country,
            ShareOfDemand = decimal.Round(largest.Matched / demand, Limits.ShareDecimals, MidpointRounding.AwayFromZero),
            ShareOfMatched = largest.ShareOfMatched,
            ShareOfConsumption = largest.ShareOfConsumption,
            CapShare = round.Rules.Diversification.CountryShare,
            Cap = tellsCap ? largest.Cap : null,
            CapReached = tellsCap && largest.Cap is not null ? largest.Binding : null,
            Suppressed = false,
        };
    }

    // The quantity without the rule is rounded: the demand that would stay unfilled even then may be a single company's.
    private static CostOfDiversification Cost(GroupResult result)
    {
        if (result.WithoutRule is not { } free)
            return new CostOfDiversification { Suppressed = false };
        var lost = free.Matched - result.Matched;
        var priced = result is { Matched: > 0, Cost: > 0 } && free is { Matched: > 0, Cost: > 0 };
        return new CostOfDiversification
        {
            Tonnes = TwoDigits(lost),
            VolumePercent = free.Matched > 0 ? decimal.Round(lost / free.Matched * 100, MidpointRounding.AwayFromZero) : 0,
            PricePercent = priced ? decimal.Round(((result.Cost / result.Matched / (free.Cost / free.Matched)) - 1) * 100, 1, MidpointRounding.AwayFromZero) : null,
            Suppressed = false,
        };
    }

    private static decimal TwoDigits(decimal tonnes)
    {
        var unit = 0.001m;
        while (tonnes >= unit * 100)
            unit *= 10;
        return decimal.Round(tonnes / unit, MidpointRounding.AwayFromZero) * unit;
    }
}
