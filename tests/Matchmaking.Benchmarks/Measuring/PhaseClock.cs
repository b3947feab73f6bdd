using System.Diagnostics;
using Matchmaking.Engine;

namespace Matchmaking.Benchmarks.Measuring;

/// <summary>Notes when each phase begins; the engine itself reads no clock.</summary>
internal sealed class PhaseClock : IProgress<SolveProgress>
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private double? _deciding;
    private double? _reporting;

    public double Elapsed => _watch.Elapsed.TotalSeconds;

    public void Report(SolveProgress value)
    {
        if (value.Phase == SolvePhase.Deciding)
            _deciding ??= Elapsed;
        else if (value.Phase == SolvePhase.Reporting)
            _reporting ??= Elapsed;
    }

    /// <summary>Seconds of the three phases; a phase that was never told took none.</summary>
    public (double Solve, double Fairness, double Report) Phases(double end)
    {
        var reporting = _reporting ?? end;
        var deciding = _deciding ?? reporting;
        return (deciding, reporting - deciding, end - reporting);
    }
}
