using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The matches of a result, given to the groups they belong to.</summary>
internal static class MatchList
{
    /// <summary>The matches of each group; what names no pair of one group and form, or no quantity, is a finding and left out.</summary>
    public static List<CheckedMatch>[] Read(CheckedInput input, IReadOnlyList<MatchedPair> matches, FindingList findings)
    {
        var ofGroup = input.Groups.Select(_ => new List<CheckedMatch>()).ToArray();
        MatchedPair? previous = null;
        for (var at = 0; at < matches.Count; at++)
        {
            var (match, path) = (matches[at], $"$.matches[{at}]");
            var order = previous is null ? -1 : string.CompareOrdinal(previous.Demand, match.Demand);
            findings.Require(order < 0 || (order == 0 && string.CompareOrdinal(previous!.Offer, match.Offer) < 0),
                "pair", path, "is not in the order of demand and offer, each pair once");
            previous = match;
            if (input.Line(match.Demand) is not { } line || input.Offer(match.Offer) is not { } offer || line.Group != offer.Group)
                findings.Add("pair", path, "names no line and offer of one group");
            else if (input.Groups[line.Group].Lines[line.Number].Form != input.Groups[line.Group].Offers[offer.Number].Form)
                findings.Add("pair", path, "joins a line and an offer of different forms");
            else if (findings.Require(IsQuantity(match.Quantity), "lot", path, "is no quantity"))
            {
                var kilograms = Units.Kilograms(match.Quantity);
                ofGroup[line.Group].Add(new CheckedMatch(at, line.Number, offer.Number, kilograms, match.LandedPrice));
            }
        }
        return ofGroup;
    }

    private static bool IsQuantity(decimal tonnes) => tonnes is > 0 and <= InputLimits.Tonnes && Units.Decimals(tonnes) <= 3;
}
