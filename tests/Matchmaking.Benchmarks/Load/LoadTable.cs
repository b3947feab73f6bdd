using System.Globalization;
using Matchmaking.Benchmarks.Measuring;

namespace Matchmaking.Benchmarks.Load;

/// <summary>Figures as a table that can stand in the documentation.</summary>
internal static class LoadTable
{
    /// <param name="command">What follows the word <c>load</c>.</param>
    /// <param name="database">What is under the service.</param>
    public static void PrintConditions(string command, string database)
    {
        Console.WriteLine($"{Machine.Describe()}; {database}; {DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        Console.WriteLine($"`dotnet run -c Release --project tests/Matchmaking.Benchmarks -- load {command.Trim()}`");
        Console.WriteLine();
    }

    /// <param name="share">What the throughput is given as a share of.</param>
    public static void PrintHead(string share = "of the floor")
    {
        Console.WriteLine($"| what | requests/s | {share} | p50 ms | p90 ms | p99 ms | longest ms | server us | client us | requests |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    /// <param name="what">What was measured.</param>
    /// <param name="figures">Its figures.</param>
    /// <param name="floor">What it is compared with, or null.</param>
    public static void Print(string what, LoadFigures figures, LoadFigures? floor = null)
    {
        var share = floor is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{figures.Throughput / floor.Throughput:0 %}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {figures.Throughput:N0} | {share} | {figures.P50:0.0} | {figures.P90:0.0} | {figures.P99:0.0} | {figures.Max:0.0} "
            + $"| {figures.Server:0.0} | {figures.Client:0.0} | {figures.Count:N0} |"));
    }
}
