using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>Adds up what groups tell from several threads, and passes it on one at a time.</summary>
internal sealed class ProgressTeller
{
    private readonly IProgress<SolveProgress>? _progress;
    private readonly Lock _lock = new();
    private readonly long[] _demand;
    private readonly long[] _waiting;
    private readonly QuantityAndCost?[] _gap;
    private readonly bool[] _isSearching;
    private SolvePhase _phase;
    private int _done;
    private long _nodes;
    private long _total;

    /// <param name="progress">Who is told; null: nobody.</param>
    /// <param name="demand">Kilograms of demand in each group.</param>
    public ProgressTeller(IProgress<SolveProgress>? progress, long[] demand)
    {
        (_progress, _demand) = (progress, demand);
        (_waiting, _gap, _isSearching) = (new long[demand.Length], new QuantityAndCost?[demand.Length], new bool[demand.Length]);
    }

    public void Start(SolvePhase phase)
    {
        lock (_lock)
        {
            (_phase, _done, _total) = (phase, 0, _demand.Sum());
            _demand.CopyTo(_waiting.AsSpan());
            Tell();
        }
    }

    /// <summary>A group has still so many kilograms to place.</summary>
    public void Waits(int group, long kilograms)
    {
        lock (_lock)
        {
            (_total, _waiting[group]) = (_total - _waiting[group] + kilograms, kilograms);
            Tell();
        }
    }

    /// <summary>A group's search has taken more nodes, and may be so far from its best result.</summary>
    public void Searches(int group, long nodes, QuantityAndCost? gap)
    {
        lock (_lock)
        {
            (_nodes, _gap[group], _isSearching[group]) = (_nodes + nodes, gap, true);
            Tell();
        }
    }

    public void GroupDone(int group)
    {
        lock (_lock)
        {
            _done++;
            _isSearching[group] = false;
            (_total, _waiting[group]) = (_total - _waiting[group], 0);
            Tell();
        }
    }

    private void Tell() => _progress?.Report(new SolveProgress(_phase, _done, _demand.Length, _nodes, Units.Tonnes(_total), Gap()));

    private QuantityAndCost? Gap()
    {
        var (sum, hasAny) = (new QuantityAndCost(0, 0), false);
        for (var group = 0; group < _gap.Length; group++)
        {
            if (!_isSearching[group])
                continue;
            if (_gap[group] is not { } gap)
                return null;
            (sum, hasAny) = (new QuantityAndCost(sum.Matched + gap.Matched, sum.Cost + gap.Cost), true);
        }
        return hasAny ? sum : null;
    }
}
