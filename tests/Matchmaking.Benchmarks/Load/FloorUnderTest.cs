using Matchmaking.Benchmarks.Markets;

namespace Matchmaking.Benchmarks.Load;

/// <summary>The bare minimum in a process of its own, on a database of its own.</summary>
internal sealed class FloorUnderTest : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("matchmaking-floor-");

    public FloorUnderTest() =>
        Process = new ServerProcess(typeof(FloorUnderTest).Assembly.Location, "floor", Path.Combine(_directory.FullName, "floor.db"));

    public ServerProcess Process { get; }

    /// <summary>A line for every connection, and several.</summary>
    /// <param name="path"><c>/single</c> or <c>/group</c>.</param>
    public static IReadOnlyList<RequestTemplate> Inserts(string path)
    {
        var random = new SeededRandom(1);
        return [.. Enumerable.Range(0, 256).Select(company => RequestTemplate.Post(path, $$"""
            {"company":"company {{company}} {{RequestTemplate.Number}}","material":"lithium","year":2028,"quantity":{{1 + random.Below(10_000)}}.5,"limitPrice":{{10_000 + random.Below(2_000)}}}
            """))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Process.Dispose();
        _directory.Delete(recursive: true);
    }
}
