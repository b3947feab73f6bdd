using System.Diagnostics;
using System.Globalization;
using Matchmaking.Benchmarks.Markets;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Benchmarks.Measuring;

/// <summary>Solves markets cold and warm, each in a process of its own, and prints a table that can stand in the documentation.</summary>
internal static class SizesTable
{
    public static int Print(IReadOnlyList<string> names)
    {
        var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Console.WriteLine($"{Machine.Describe()}; {date}");
        Console.WriteLine($"`dotnet run -c Release --project tests/Matchmaking.Benchmarks -- sizes {string.Join(' ', names)}`");
        Console.WriteLine();
        Console.WriteLine("| market | lines x offers | start | read s | solve s | fairness s | report s | verify s | total s | peak MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var name in names)
            PrintMarket(name);
        return 0;
    }

    private static void PrintMarket(string name)
    {
        var file = Path.GetTempFileName();
        try
        {
            var input = MarketGenerator.Create(MarketCatalogue.Shapes[name]);
            var size = string.Create(CultureInfo.InvariantCulture, $"{input.Demands.Count:N0} x {input.Offers.Count:N0}");
            File.WriteAllBytes(file, InputDocument.Write(input));
            foreach (var start in new[] { "cold", "warm" })
                Console.WriteLine($"| {name} | {size} | {start} | {Row(InChild(file, start))} |");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Row(Measurement one) => string.Create(CultureInfo.InvariantCulture,
        $"{one.Read:0.000} | {one.Solve:0.000} | {one.Fairness:0.000} | {one.Report:0.000} | {one.Verify:0.000} | {one.Total:0.000} "
        + $"| {one.Peak:0}");

    // A fresh process is the only cold start there is; the peak of memory is a process's too.
    private static Measurement InChild(string file, string start)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Run through `dotnet program.dll`, the process is the runtime's host, which has to be told the program.
        if (Path.GetFileNameWithoutExtension(info.FileName) == "dotnet")
            info.ArgumentList.Add(typeof(SizesTable).Assembly.Location);
        foreach (var argument in new[] { "solve", file, start })
            info.ArgumentList.Add(argument);
        using var child = Process.Start(info) ?? throw new InvalidOperationException("The child process did not start.");
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? Measurement.Parse(text.Trim())
            : throw new InvalidOperationException($"The child process ended with {child.ExitCode}.");
    }
}
