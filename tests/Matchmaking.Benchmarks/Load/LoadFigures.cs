using System.Diagnostics;

namespace Matchmaking.Benchmarks.Load;

/// <summary>What a measurement found.</summary>
/// <param name="Count">Answers.</param>
/// <param name="Throughput">Answers a second, from the first request to the last answer.</param>
/// <param name="P50">Milliseconds from sending to the whole answer, which half of the answers did not exceed.</param>
/// <param name="P90">The same for nine of ten.</param>
/// <param name="P95">The same for 95 of 100.</param>
/// <param name="P99">The same for 99 of 100.</param>
/// <param name="Max">The longest.</param>
/// <param name="Client">Microseconds of processor time that the load generator took for each answer.</param>
/// <param name="Server">The same of the server.</param>
internal sealed record LoadFigures(
    int Count, double Throughput, double P50, double P90, double P95, double P99, double Max, double Client, double Server)
{
    /// <summary>Figures of a run.</summary>
    /// <param name="latencies">In ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="elapsed">From the first request to the last answer.</param>
    /// <param name="client">Processor time of this process meanwhile.</param>
    public static LoadFigures Of(List<long> latencies, TimeSpan elapsed, TimeSpan client)
    {
        latencies.Sort();
        return new LoadFigures(
            latencies.Count, latencies.Count / elapsed.TotalSeconds, At(0.5), At(0.9), At(0.95), At(0.99), At(1),
            client.TotalMicroseconds / latencies.Count, 0);

        double At(double share) => latencies.Count == 0
            ? double.NaN
            : latencies[(int)Math.Ceiling(share * latencies.Count) - 1] * 1_000.0 / Stopwatch.Frequency;
    }

    /// <summary>The middle of each figure over several runs.</summary>
    public static LoadFigures Median(IReadOnlyList<LoadFigures> runs)
    {
        return new LoadFigures(
            runs.Sum(run => run.Count), Middle(run => run.Throughput), Middle(run => run.P50), Middle(run => run.P90),
            Middle(run => run.P95), Middle(run => run.P99), Middle(run => run.Max), Middle(run => run.Client), Middle(run => run.Server));

        double Middle(Func<LoadFigures, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
    }
}
