using System.Diagnostics;
using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>What the stream to the other round went through in each phase of the round.</summary>
internal static class Meanwhile
{
    /// <summary>Figures of each phase in which some request was under way.</summary>
    /// <param name="timings">The stream's requests.</param>
    /// <param name="begins">When every phase but the first began, in their order.</param>
    public static IReadOnlyDictionary<RoundPhase, LoadFigures> Divide(
        IReadOnlyList<RequestTiming> timings, IReadOnlyList<long> begins) => timings
        .GroupBy(timing => (RoundPhase)begins.Count(begin => begin <= timing.Middle))
        .ToDictionary(phase => phase.Key, phase => LoadFigures.Of(
            [.. phase.Select(timing => timing.Answered - timing.Due)],
            Stopwatch.GetElapsedTime(phase.Min(timing => timing.Due), phase.Max(timing => timing.Answered)),
            TimeSpan.Zero));
}
