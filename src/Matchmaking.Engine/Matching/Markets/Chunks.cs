namespace Matchmaking.Engine.Matching.Markets;

/// <summary>Work on many entries on all cores; a few thousand at a time, so that small groups stay on one.</summary>
internal static class Chunks
{
    private const int Entries = 4_096;

    public static void ForEach(int count, Action<int> work) => Work.For((count + Entries - 1) / Entries, chunk =>
    {
        var end = Math.Min(count, (chunk + 1) * Entries);
        for (var at = chunk * Entries; at < end; at++)
            work(at);
    });
}
