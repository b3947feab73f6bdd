namespace Matchmaking.Api.Demo;

/// <summary>What the reader is told before and after the rounds.</summary>
public static class DemoGuide
{
    /// <summary>What will be seen.</summary>
    public static void WriteBeginning(TextWriter output, string address, string file)
    {
        output.WriteLine();
        output.WriteLine($"Matchmaking demo: two rounds, played through the service's own HTTP interface on {address}");
        output.WriteLine("  The rule at work: not more than 65 % of a material from one third country, one outside the Union and the EEA (after");
        output.WriteLine("  Article 5(1) of Regulation (EU) 2024/1252). Countries inside are not capped; Greenland, an overseas territory, is.");
        output.WriteLine("  Quantities and prices are scaled from public figures in src/Matchmaking.Api/Demo/Data; DemoFigures.cs beside it says how.");
        output.WriteLine("  Companies are invented. Lithium is counted as carbonate, rare earths as oxide, the rest as contained element.");
        output.WriteLine($"  Database: {file}, removed when the demo stops.");
        output.WriteLine();
    }

    /// <summary>Where to look.</summary>
    public static void WriteEnd(TextWriter output, string address, PlayedDemo played)
    {
        var (first, keys) = (played.Rounds[0], played.Keys);
        output.WriteLine("Where to look while the service runs");
        output.WriteLine($"  {address}/swagger");
        foreach (var (index, round) in played.Rounds.Index())
            output.WriteLine($"  {address}/v1/rounds/{round.Id}/report   (round {index + 1}, public)");
        output.WriteLine();
        Example("operator, all matches of round 1", keys.Operator, $"/v1/rounds/{first.Id}/matches");
        Example("auditor, who did what", keys.Auditor, "/v1/audit?limit=20");
        Example($"buyer {played.Handshake.Buyer.Name}, its own matches", keys.Buyer, $"/v1/rounds/{first.Id}/matches");
        Example($"supplier {played.Handshake.Supplier.Name}, what it sees of demand", keys.Supplier, $"/v1/rounds/{first.Id}/pools");
        output.WriteLine("Press Ctrl+C to stop.");

        void Example(string who, DemoClient client, string path)
        {
            output.WriteLine($"  As {who}:");
            output.WriteLine($"    curl -H \"Authorization: Bearer {client.Key}\" \"{address}{path}\"");
        }
    }
}
