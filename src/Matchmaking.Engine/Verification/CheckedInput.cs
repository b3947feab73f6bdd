using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The lines and offers of one group; the offers form by form, so that each form's are neighbours.</summary>
internal sealed record GroupSource((string Material, string Stage, int Year) Key, List<DemandLine> Lines, List<SupplyOffer> Offers)
{
    /// <summary>The pairs that may not be matched, by place in the two lists.</summary>
    public List<(int Line, int Offer)> ExcludedPairs { get; } = [];
}

/// <summary>Where a line or an offer stands: its group, and its number in the group.</summary>
internal readonly record struct Place(int Group, int Number);

/// <summary>An input, split into its groups in the order of the result.</summary>
internal sealed class CheckedInput
{
    private readonly Dictionary<string, Place> _lines;
    private readonly Dictionary<string, Place> _offers;

    public CheckedInput(MatchingInput input)
    {
        var groups = new Dictionary<(string, string, int), GroupSource>();
        foreach (var line in input.Demands)
            Of(groups, (line.Material, line.Stage, line.Year)).Lines.Add(line);
        foreach (var offer in input.Offers)
            Of(groups, (offer.Material, offer.Stage, offer.Year)).Offers.Add(offer);
        Groups = [.. groups.Values.OrderBy(group => group.Key.Material, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Stage, StringComparer.Ordinal).ThenBy(group => group.Key.Year)];
        _lines = new(input.Demands.Count, StringComparer.Ordinal);
        _offers = new(input.Offers.Count, StringComparer.Ordinal);
        for (var at = 0; at < Groups.Count; at++)
        {
            var (lines, offers) = (Groups[at].Lines, Groups[at].Offers);
            offers.Sort((left, right) => string.CompareOrdinal(left.Form, right.Form));
            for (var number = 0; number < lines.Count; number++)
                _lines.Add(lines[number].Id, new Place(at, number));
            for (var number = 0; number < offers.Count; number++)
                _offers.Add(offers[number].Id, new Place(at, number));
        }
        foreach (var pair in input.ExcludedPairs)
        {
            var (line, offer) = (_lines[pair.Demand], _offers[pair.Offer]);
            if (line.Group == offer.Group)
                Groups[line.Group].ExcludedPairs.Add((line.Number, offer.Number));
        }
    }

    public List<GroupSource> Groups { get; }

    public Place? Line(string id) => _lines.TryGetValue(id, out var place) ? place : null;

    public Place? Offer(string id) => _offers.TryGetValue(id, out var place) ? place : null;

    private static GroupSource Of(Dictionary<(string, string, int), GroupSource> groups, (string, string, int) key)
    {
        if (!groups.TryGetValue(key, out var group))
            groups.Add(key, group = new GroupSource(key, [], []));
        return group;
    }
}
