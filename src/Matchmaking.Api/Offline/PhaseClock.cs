using System.Diagnostics;
using Matchmaking.Engine;

namespace Matchmaking.Api.Offline;

/// <summary>Notes when each phase of a run begins; the engine itself reads no clock.</summary>
internal sealed class PhaseClock : IProgress<SolveProgress>
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private double? _deciding;
    private double? _reporting;
    private double? _solved;

    /// <summary>Seconds until quantity, cost and served minimums stand, the building of the model included.</summary>
    public double Solve => _deciding ?? _reporting ?? Solved;

    /// <summary>Seconds of the choice among best results.</summary>
    public double Fairness => (_reporting ?? Solved) - Solve;

    /// <summary>Seconds of explanations, certificates and comparisons; none where the engine tells no such phase.</summary>
    public double Reporting => Solved - (_reporting ?? Solved);

    private double Solved => _solved ?? _watch.Elapsed.TotalSeconds;

    public void Report(SolveProgress value)
    {
        if (value.Phase == SolvePhase.Deciding)
            _deciding ??= _watch.Elapsed.TotalSeconds;
        else if (value.Phase == SolvePhase.Reporting)
            _reporting ??= _watch.Elapsed.TotalSeconds;
    }

    /// <summary>The run has ended.</summary>
    public void Stop() => _solved = _watch.Elapsed.TotalSeconds;
}
