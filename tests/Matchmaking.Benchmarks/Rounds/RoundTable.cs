using System.Globalization;
using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>Rounds side by side as tables that can stand in the documentation: a row for each figure, a column for each round.</summary>
internal static class RoundTable
{
    private const double Megabyte = 1e6;

    private static readonly (string Name, Func<RoundFigures, string> Value)[] Throughput =
    [
        ("companies, registered and verified", one => $"{one.Companies:N0}"),
        ("companies a second", one => $"{one.Companies / one.Seconds[RoundStep.Registering]:N0}"),
        .. Load("demand lines submitted", one => one.Demands),
        .. Load("offers submitted", one => one.Offers),
        .. Load("reading own matches", one => one.OwnMatches),
        .. Load("reading the run", one => one.RunViews),
    ];

    private static readonly (string Name, Func<RoundFigures, string> Value)[] Times =
    [
        .. new[]
        {
            RoundStep.OpeningOffers, RoundStep.Closing, RoundStep.Loading, RoundStep.Matching, RoundStep.Saving, RoundStep.Publishing,
            RoundStep.CatchingUp, RoundStep.Downloading, RoundStep.Verifying,
        }.Select(step => (step + ", s", (Func<RoundFigures, string>)(one => $"{one.Seconds[step]:0.00}"))),
        ("matches", one => $"{one.Matches:N0}"),
        ("input document, MB", one => $"{one.Documents.Input / Megabyte:0.0}"),
        ("result document, MB", one => $"{one.Documents.Result / Megabyte:0.0}"),
    ];

    private static readonly (string Name, Func<RoundFigures, string> Value)[] Sizes =
    [
        ("memory after submission, MB", one => $"{one.States[RoundMoment.Submitted].Megabytes:0}"),
        ("peak memory until the run has ended, MB", one => $"{one.States[RoundMoment.Matched].PeakMegabytes:0}"),
        ("peak memory until publication, MB", one => $"{one.States[RoundMoment.Published].PeakMegabytes:0}"),
        ("peak memory in all, MB", one => $"{one.States[RoundMoment.Rested].PeakMegabytes:0}"),
        ("memory at rest, MB", one => $"{one.States[RoundMoment.Rested].Megabytes:0}"),
        ("database after submission, MB", one => Bytes(one.States[RoundMoment.Submitted].Database.Pages / Megabyte, "0.0")),
        ("database after the run, MB", one => Bytes(one.States[RoundMoment.Matched].Database.Pages / Megabyte, "0.0")),
        ("database after publication, MB", one => Bytes(one.States[RoundMoment.Published].Database.Pages / Megabyte, "0.0")),
        ("its log, MB", one => Bytes(one.States[RoundMoment.Published].Database.Log / Megabyte, "0.0")),
        ("bytes for each line or offer, submitted", one => Bytes(one.BytesPerEntry(RoundMoment.Submitted), "N0")),
        ("bytes for each line or offer, with the run's documents", one => Bytes(one.BytesPerEntry(RoundMoment.Matched), "N0")),
        ("bytes for each line or offer, published", one => Bytes(one.BytesPerEntry(RoundMoment.Published), "N0")),
    ];

    private static readonly (string Name, Func<RoundFigures, string> Value)[] Others = [.. Enum.GetValues<RoundPhase>().Select(phase =>
        (phase.ToString().ToLowerInvariant(), (Func<RoundFigures, string>)(one => Latencies(one, phase))))];

    /// <summary>Prints the tables.</summary>
    public static void Print(IReadOnlyList<RoundFigures> rounds, TextWriter to)
    {
        Print("each phase: a second; p50 / p95 / p99 / longest in ms", Throughput);
        Print("steps", Times);
        Print("memory and database", Sizes);
        Print($"submissions to another round, {rounds[0].Plan.Rate} a second: p50 / p95 / p99 / longest in ms (requests)", Others);

        void Print(string what, (string Name, Func<RoundFigures, string> Value)[] rows)
        {
            var sizes = rounds.Select(one => $"{one.Plan.Lines:N0} x {one.Plan.Offers:N0} in {one.Plan.Groups}");
            to.WriteLine($"| {what} | {string.Join(" | ", sizes)} |");
            to.WriteLine($"| --- |{string.Concat(rounds.Select(_ => " --- |"))}");
            foreach (var (name, value) in rows)
                to.WriteLine($"| {name} | {string.Join(" | ", rounds.Select(value))} |");
            to.WriteLine();
        }
    }

    private static IEnumerable<(string Name, Func<RoundFigures, string> Value)> Load(string what, Func<RoundFigures, LoadFigures> figures)
    {
        yield return (what, one => $"{figures(one).Throughput:N0}; {Latencies(figures(one))}");
    }

    private static string Latencies(RoundFigures one, RoundPhase phase) =>
        one.Meanwhile.TryGetValue(phase, out var figures) ? $"{Latencies(figures)} ({figures.Count:N0})" : "";

    private static string Latencies(LoadFigures figures) =>
        $"{figures.P50:0.0} / {figures.P95:0.0} / {figures.P99:0.0} / {figures.Max:0.0}";

    private static string Bytes(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "not told";
}
