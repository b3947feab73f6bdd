namespace Matchmaking.Engine.Verification;

/// <summary>
/// How few pairs a group has (matching.md, section 6.7): where no line cap binds they close no cycle, and there are at most as many as
/// lines and offers together, less one, plus the line caps that bind.
/// </summary>
internal static class ForestCheck
{
    public static void Run(CheckedGroup group, Allocation allocation, LineCaps? caps, string path, FindingList findings)
    {
        var binding = allocation.OfLineAndCountry
            .Where(entry => caps?.Of(entry.Key.Line, entry.Key.Country) == entry.Value)
            .Select(entry => entry.Key).ToHashSet();
        var most = group.Lines + group.Offers - 1 + binding.Count;
        var pairs = allocation.Matches.Count;
        findings.Require(pairs <= most, "forest", path, $"has {pairs} pairs, which is more than {most}");

        var parent = Enumerable.Range(0, group.Lines + group.Offers).ToArray();
        foreach (var match in allocation.Matches)
        {
            if (binding.Contains((match.Line, group.Hubs.CountryOfOffer[match.Offer])))
                continue;
            var (line, offer) = (Root(parent, match.Line), Root(parent, group.Lines + match.Offer));
            if (!findings.Require(line != offer, "forest", $"$.matches[{match.At}]", "closes a cycle of pairs that no line cap binds"))
                continue;
            parent[line] = offer;
        }
    }

    private static int Root(int[] parent, int node)
    {
        while (parent[node] != node)
            node = parent[node] = parent[parent[node]];
        return node;
    }
}
