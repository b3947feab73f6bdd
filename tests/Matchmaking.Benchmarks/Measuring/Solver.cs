using Matchmaking.Benchmarks.Markets;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Benchmarks.Measuring;

/// <summary>Solves one market in this process and measures it: once, as a fresh process does, or over and over.</summary>
internal static class Solver
{
    private const int MostRepetitions = 15;
    private const double SecondsToRepeat = 20;

    /// <summary>Reads, solves and verifies; repeated, the figures are medians, and the first third only warms up.</summary>
    /// <param name="source">Name of a market, or an input document.</param>
    /// <param name="warm">Whether to repeat.</param>
    public static Measurement Measure(string source, bool warm)
    {
        var clock = new PhaseClock();
        var input = Load(source);
        var read = clock.Elapsed;
        var all = new List<Measurement>();
        var repeating = new PhaseClock();
        do
            all.Add(Solve(input, read));
        while (warm && all.Count < MostRepetitions && (repeating.Elapsed < SecondsToRepeat || all.Count < 3));
        return Measurement.Median(all[(all.Count / 3)..]);
    }

    private static MatchingInput Load(string source)
    {
        if (MarketCatalogue.Shapes.TryGetValue(source, out var shape))
            return MarketGenerator.Create(shape);
        var reading = InputDocument.Read(File.ReadAllBytes(source));
        return reading.Input ?? throw new InvalidDataException($"{source} is refused: {reading.Faults[0]}");
    }

    private static Measurement Solve(MatchingInput input, double read)
    {
        var clock = new PhaseClock();
        var result = Matcher.Solve(input, clock, CancellationToken.None);
        var solved = clock.Elapsed;
        var verification = Verifier.Verify(input, result);
        var verified = clock.Elapsed;
        if (!verification.Accepted)
            throw new InvalidDataException($"The verifier refuses the result: {verification.Findings[0]}");
        var (solve, fairness, report) = clock.Phases(solved);
        return new Measurement(
            read, solve, fairness, report, verified - solved, Machine.PeakMegabytes(), result.Groups.Sum(group => group.Matched));
    }
}
