using System.Diagnostics;
using System.Globalization;
using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Tests;

public sealed class EndingServersTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("matchmaking-ending-");

    [SupervisedFact]
    public async Task A_server_ends_with_a_benchmark_that_is_killed()
    {
        using var benchmark = Process.Start(new ProcessStartInfo("dotnet", [typeof(LoadClient).Assembly.Location, "load", "floor"])
        {
            RedirectStandardOutput = true,
            // A killed benchmark leaves its database behind.
            Environment = { ["TMPDIR"] = _directory.FullName },
        })!;
        var server = await WaitAsync(() => ChildOf(benchmark.Id));

        benchmark.Kill();

        try
        {
            await WaitAsync(() => ParentOf(server) is null ? server : null);
        }
        catch (TimeoutException)
        {
            Process.GetProcessById(server).Kill();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);

    private static int? ChildOf(int parent) =>
        Process.GetProcesses().Select(process => (int?)process.Id).FirstOrDefault(id => ParentOf(id!.Value) == parent);

    private static int? ParentOf(int id)
    {
        try
        {
            // "number (name) state parent ..."
            return int.Parse(File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<int> WaitAsync(Func<int?> look)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(15); await Task.Delay(50))
            if (look() is { } found)
                return found;
        throw new TimeoutException("It did not come to that.");
    }
}

/// <summary>Runs where a supervisor is there that ends a child with its parent.</summary>
internal sealed class SupervisedFactAttribute : FactAttribute
{
    public SupervisedFactAttribute() => Skip = File.Exists(Child.Supervisor) ? null : $"No {Child.Supervisor} here.";
}
