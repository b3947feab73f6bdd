using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>
/// Checks a result against its input: every pair, constraint, total and figure, what is left over, and the certificate. Shares no code with
/// the solver; the documents and their units are all they have in common.
/// </summary>
public static class Verifier
{
    /// <summary>Checks a result. Never throws, whatever the result holds.</summary>
    /// <param name="input">The input that the result is said to answer.</param>
    /// <param name="result">The result.</param>
    /// <returns>The verdict with all findings.</returns>
    public static Verification Verify(MatchingInput input, MatchingResult result)
    {
        var findings = new FindingList();
        try
        {
            if (InputDocument.Validate(input) is [var fault, ..])
                findings.Add("unreadable", "$", $"the input is refused: {fault.Path} {fault.Detail}");
            else
                Check(input, result, findings);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException or InvalidOperationException or NullReferenceException)
        {
            findings.Add("unreadable", "$", $"cannot be checked: {exception.Message}");
        }
        return new Verification(findings.All);
    }

    private static void Check(MatchingInput input, MatchingResult result, FindingList findings)
    {
        findings.Require(result.Engine.StartsWith("matchmaking ", StringComparison.Ordinal), "engine", "$.engine", "is not this engine");
        findings.Require(result.InputSha256 == InputDocument.Sha256(input), "input-hash", "$.inputSha256", "is not the hash of the input");
        var groups = GroupsOf(input);
        var places = PlacesOf(groups);
        var allocations = groups.Select(group => new Allocation(group)).ToArray();
        AddMatches(result, groups, places, allocations, findings);

        var keys = groups.Select(group => group.Key);
        if (!findings.Require(keys.SequenceEqual(result.Groups.Select(group => (group.Material, group.Stage, group.Year))),
            "groups", "$.groups", "does not list the groups of the input, each once and in order"))
            return;
        var hasPairs = new bool[groups.Count][];
        var offersWithPairs = new bool[groups.Count][];
        for (var at = 0; at < groups.Count; at++)
        {
            var (group, stated, path) = (groups[at], result.Groups[at], $"$.groups[{at}]");
            var pairs = new CheckedPairs(group);
            var caps = new CheckedCaps(group, pairs, (long)allocations[at].Kilograms);
            allocations[at].CheckConstraints(caps, path, findings);
            FigureCheck.Run(group, allocations[at], caps, stated, path, findings);
            new CertificateCheck(group, pairs, allocations[at], stated, path, findings).Run();
            (hasPairs[at], offersWithPairs[at]) = (new bool[group.Lines.Length], new bool[group.Offers.Length]);
            for (var line = 0; line < group.Lines.Length; line++)
            {
                hasPairs[at][line] = pairs.OfLine(line).Length > 0;
                foreach (var (offer, _) in pairs.OfLine(line))
                    offersWithPairs[at][offer] = true;
            }
        }
        RemainderCheck.Lines(groups.SelectMany((group, at) =>
            group.Lines.Select((line, number) => (line, allocations[at].OfLine[number], hasPairs[at][number]))), result, findings);
        RemainderCheck.Offers(groups.SelectMany((group, at) =>
            group.Offers.Select((offer, number) => (offer, allocations[at].OfOffer[number], offersWithPairs[at][number]))), result, findings);
    }

    private static void AddMatches(
        MatchingResult result, List<CheckedGroup> groups, (Dictionary<string, (int, int)> Lines, Dictionary<string, (int, int)> Offers) places,
        Allocation[] allocations, FindingList findings)
    {
        for (var at = 0; at < result.Matches.Count; at++)
        {
            var (match, path) = (result.Matches[at], $"$.matches[{at}]");
            if (at > 0)
            {
                var previous = result.Matches[at - 1];
                var order = string.CompareOrdinal(previous.Demand, match.Demand);
                findings.Require(order < 0 || (order == 0 && string.CompareOrdinal(previous.Offer, match.Offer) < 0),
                    "pair", path, "is not in the order of demand and offer, each pair once");
            }
            if (!places.Lines.TryGetValue(match.Demand, out var line) || !places.Offers.TryGetValue(match.Offer, out var offer) || line.Item1 != offer.Item1)
            {
                findings.Add("pair", path, "names no line and offer of one group");
                continue;
            }
            var group = groups[line.Item1];
            if (!findings.Require(match.Quantity > 0 && match.Quantity <= InputLimits.Tonnes && Units.Decimals(match.Quantity) <= 3, "lot", path, "is no quantity"))
                continue;
            var kilograms = Units.Kilograms(match.Quantity);
            findings.Require(kilograms % group.LotKilograms == 0, "lot", $"{path}.quantity", "is no whole number of lots");
            findings.Require(group.IsCompatible(line.Item2, offer.Item2), "pair", path, "joins a line and an offer that are not compatible");
            findings.Figure($"{path}.landedPrice", match.LandedPrice, Units.Euro(group.Landed(line.Item2, offer.Item2)));
            allocations[line.Item1].Add(line.Item2, offer.Item2, kilograms);
        }
    }

    private static List<CheckedGroup> GroupsOf(MatchingInput input)
    {
        var lines = input.Demands.ToLookup(line => (line.Material, line.Stage, line.Year));
        var offers = input.Offers.ToLookup(offer => (offer.Material, offer.Stage, offer.Year));
        return [.. lines.Select(group => group.Key).Concat(offers.Select(group => group.Key)).Distinct()
            .OrderBy(key => key.Material, StringComparer.Ordinal).ThenBy(key => key.Stage, StringComparer.Ordinal).ThenBy(key => key.Year)
            .Select(key => new CheckedGroup(input, key, lines[key], offers[key]))];
    }

    private static (Dictionary<string, (int, int)> Lines, Dictionary<string, (int, int)> Offers) PlacesOf(List<CheckedGroup> groups) => (
        groups.SelectMany((group, at) => group.Lines.Select((line, number) => (line.Id, (at, number)))).ToDictionary(),
        groups.SelectMany((group, at) => group.Offers.Select((offer, number) => (offer.Id, (at, number)))).ToDictionary());
}
