using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>Adds up what groups tell from several threads, and passes it on one at a time.</summary>
internal sealed class ProgressTeller(IProgress<SolveProgress>? progress, int groups, long kilograms)
{
    private const long NodesBetweenReports = 256;

    private readonly Lock _lock = new();
    private SolvePhase _phase;
    private int _done;
    private long _nodes;
    private long _left;

    public void Start(SolvePhase phase)
    {
        lock (_lock)
        {
            (_phase, _done, _left) = (phase, 0, kilograms);
            Tell();
        }
    }

    public void NodeTaken()
    {
        lock (_lock)
        {
            if (++_nodes % NodesBetweenReports == 0)
                Tell();
        }
    }

    public void GroupDone(long groupKilograms)
    {
        lock (_lock)
        {
            _done++;
            _left -= groupKilograms;
            Tell();
        }
    }

    private void Tell() => progress?.Report(new SolveProgress(_phase, _done, groups, _nodes, Units.Tonnes(_left)));
}
