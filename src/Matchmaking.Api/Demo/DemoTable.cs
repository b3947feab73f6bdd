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
        output.WriteLine("  The shares are the largest third country's: of what buyers asked for, of what was matched, and of the Union's yearly use");
        output.WriteLine("  with existing imports, where that is known. What the rule cost is against the same matching without it; costs count");
        output.WriteLine("  freight and the round's bonuses.");
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
        string[] first =
        [
            "", "Demand", "Offered", "Matched", "Largest third",
            "Share of", "Share of", "Share of", "Cap 65 %", "Cap", "Without", "Rule", "Rule", "",
        ];
        string[] second =
        [
            "", "t/year", "t/year", "t/year", "country     t",
            "demand", "matched", "EU use", "t", "reached", "the rule", "cost t", "EUR/t", "Status",
        ];
        var table = new TextTable(first, second) { Left = [0, 13] };
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
        var order = round.Script.Groups.SelectMany(group => group.Demands).ToList();
        foreach (var (line, script) in unfilled.OrderBy(entry => order.IndexOf(entry.Script)))
        {
            var (asked, missing) = (Words.Tonnes(script.Terms.Quantity), Words.Tonnes(line.Missing));
            table.Add(script.Buyer.Name, script.Terms.Form, asked, missing, Words.Reason(line.Reason, line.Detail));
        }

        table.Write(output);
        WriteUnsold(output, round);
    }
    private static void WriteUnsold(TextWriter output, PlayedRound round)
    {
        var reasons = round.Result.Unsold.CountBy(offer => offer.Reason)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value} because {Words.LeftOver(pair.Key)}");
        output.WriteLine();
        output.WriteLine($"  What stayed unsold: something of {round.Result.Unsold.Count} of {round.Offers.Count} offers");
        foreach (var reason in reasons)
            output.WriteLine($"  - {reason}");
    }
}
