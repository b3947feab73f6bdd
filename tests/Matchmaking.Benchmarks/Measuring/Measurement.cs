using System.Globalization;

namespace Matchmaking.Benchmarks.Measuring;

/// <summary>What one solution took, in seconds and megabytes.</summary>
/// <param name="Read">Reading the input document.</param>
/// <param name="Solve">From the call to the moment when quantity, cost and served minimums stand, model building included.</param>
/// <param name="Fairness">Choosing among best results.</param>
/// <param name="Report">Explanations, certificates and the comparisons with other rules.</param>
/// <param name="Verify">The independent check.</param>
/// <param name="Peak">Most memory the process ever held: the runtime, the document's bytes, input and result included.</param>
/// <param name="Matched">Matched tonnes over all groups, by which two measurements are known to be of the same thing.</param>
internal sealed record Measurement(double Read, double Solve, double Fairness, double Report, double Verify, double Peak, decimal Matched)
{
    /// <summary>Everything after reading.</summary>
    public double Total => Solve + Fairness + Report + Verify;

    /// <summary>One line of numbers, as a child process tells its parent.</summary>
    public string ToText() => string.Join(' ', new[] { Read, Solve, Fairness, Report, Verify, Peak }
        .Select(number => number.ToString("R", CultureInfo.InvariantCulture)).Append(Matched.ToString(CultureInfo.InvariantCulture)));

    public static Measurement Parse(string text)
    {
        var parts = text.Split(' ');
        var numbers = parts[..6].Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new Measurement(
            numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], decimal.Parse(parts[6], CultureInfo.InvariantCulture));
    }

    /// <summary>The middle of each figure over several solutions; the peak is the process's.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> all)
    {
        return all[0] with
        {
            Solve = Middle(one => one.Solve),
            Fairness = Middle(one => one.Fairness),
            Report = Middle(one => one.Report),
            Verify = Middle(one => one.Verify),
            Peak = all.Max(one => one.Peak),
        };

        double Middle(Func<Measurement, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);
    }
}
