using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>An input taken apart into inputs of one group each.</summary>
internal static class GroupSplit
{
    public static IEnumerable<MatchingInput> Of(MatchingInput input) => input.Demands.Select(line => line.Material)
        .Union(input.Offers.Select(offer => offer.Material)).Order(StringComparer.Ordinal)
        .Select(material =>
        {
            var lines = input.Demands.Where(line => line.Material == material).ToList();
            return input with
            {
                Demands = lines,
                Offers = [.. input.Offers.Where(offer => offer.Material == material)],
                Consumption = [.. input.Consumption.Where(entry => entry.Material == material)],
                ExcludedPairs = [.. input.ExcludedPairs.Where(pair => lines.Exists(line => line.Id == pair.Demand))],
            };
        });

    /// <summary>What a result says about one group of its input.</summary>
    public static MatchingResult Part(MatchingResult whole, MatchingInput group) => whole with
    {
        InputSha256 = InputDocument.Sha256(group),
        Groups = [.. whole.Groups.Where(entry => group.Demands.Any(line => line.Material == entry.Material)
            || group.Offers.Any(offer => offer.Material == entry.Material))],
        Matches = [.. whole.Matches.Where(match => group.Demands.Any(line => line.Id == match.Demand))],
        Unfilled = [.. whole.Unfilled.Where(entry => group.Demands.Any(line => line.Id == entry.Demand))],
        Unsold = [.. whole.Unsold.Where(entry => group.Offers.Any(offer => offer.Id == entry.Offer))],
    };
}
