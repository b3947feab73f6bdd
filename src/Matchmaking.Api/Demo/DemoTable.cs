using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demo;

/// <summary>The operator's view of a published round, in plain text of at most 150 columns.</summary>
public static class DemoTable
{
    /// <summary>Writes a round: the groups, what the rule did, what small buyers reached together, who stayed unfilled.</summary>
    public static void Write(TextWriter output, PlayedRound round)
    {
        output.WriteLine($"  {round.Script.Lesson}");
        output.WriteLine("  The shares are the largest third country's: of what buyers asked for, of what was matched, and of the Union's yearly use with existing");
        output.WriteLine("  imports, where that is known. What the rule cost is against the same matching without it; costs count freight and the round's bonuses.");
        output.WriteLine();
        WriteGroups(output, round);
        output.WriteLine();
        output.WriteLine("  What the rule did");
        foreach (var group in round.Groups)
            TextTable.WriteParagraph(output, RuleStory.Tell(round, group));
        output.WriteLine();
        MinimumOrders.Write(output, round);
        WriteUnfilled(output, round);
        output.WriteLine();
    }

    /// <summary>A material's name without what stands in brackets.</summary>
    public static string Name(string material) => Materials.Current.Find(material)!.Name.Split(" (")[0];

    private static void WriteGroups(TextWriter output, PlayedRound round)
    {
        var table = new TextTable(
            ["", "Demand", "Offered", "Matched", "Largest third", "Share of", "Share of", "Share of", "Cap 65 %", "Cap", "Without", "Rule", "Rule", ""],
            ["Tonnes a year", "t", "t", "t", "country     t", "demand", "matched", "EU use", "t", "reached", "the rule", "cost t", "EUR/t", "Status"])
        { Left = [0, 13] };
        foreach (var group in round.Groups)
            table.Add(Row(round, group));
        table.Write(output);
    }

    private static string[] Row(PlayedRound round, GroupResult group)
    {
        var largest = round.Largest(group);
        var (quantity, perTonne) = RuleStory.Cost(group);
        return
        [
            Name(group.Material) + (group.Stage == "processing" ? "" : $" ({group.Stage})"),
            Words.Tonnes(round.Demand(group)),
            Words.Tonnes(round.ScriptOf(group).Offers.Sum(offer => offer.Terms.Quantity)),
            Words.Tonnes(group.Matched),
            largest is null ? "none" : $"{largest.Country} {Words.Tonnes(largest.Matched),8}",
            Words.Percent(largest?.Matched / round.Demand(group)),
            Words.Percent(largest?.ShareOfMatched),
            Words.Percent(largest?.ShareOfConsumption),
            largest?.Cap is { } cap ? Words.Tonnes(cap) : "-",
            largest is { Binding: true } ? "yes" : "no",
            RuleStory.WithoutRule(round, group) is var (country, share) ? $"{country} {share * 100:N1} %" : "-",
            quantity == 0 ? "-" : Words.Tonnes(quantity),
            perTonne == 0 ? "-" : perTonne.ToString("N0"),
            group.Status.ToString().ToLowerInvariant(),
        ];
    }

    private static void WriteUnfilled(TextWriter output, PlayedRound round)
    {
        var unfilled = round.Result.Unfilled.Select(line => (Line: line, Script: round.Demands[line.Demand])).ToList();
        output.WriteLine($"  Who stayed unfilled: {unfilled.Count} of {round.Demands.Count} lines");
        var table = new TextTable(["Buyer", "Product", "Asked t", "Missing t", "Why"]) { Left = [0, 1, 4] };
        foreach (var group in round.Script.Groups)
            foreach (var (line, script) in unfilled.Where(entry => group.Demands.Contains(entry.Script)).OrderByDescending(entry => entry.Line.Missing))
                table.Add(script.Buyer.Name, script.Terms.Form, Words.Tonnes(script.Terms.Quantity), Words.Tonnes(line.Missing), Words.Reason(line.Reason, line.Detail));
        table.Write(output);
        var left = round.Result.Unsold.CountBy(offer => offer.Reason).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        TextTable.WriteParagraph(output, $"Of {round.Offers.Count} offers {round.Result.Unsold.Count} have something left: {string.Join(", ", left.Select(pair => $"{pair.Value} because {Words.LeftOver(pair.Key)}"))}.");
    }
}
