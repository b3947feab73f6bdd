using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching;

/// <summary>Counts the nodes of a search against its limit, and tells them to whoever watches the run.</summary>
internal sealed class NodeCounter(Market market, GroupProgress progress)
{
    private long _left = market.Rules.NodeLimit;

    /// <summary>Takes one more node; false where the limit is reached.</summary>
    /// <param name="state">Worked out where it is told: the best worth found, and the bound on what is still open.</param>
    public bool TryTake(Func<(Worth? Best, Worth? Bound)> state)
    {
        if (_left == 0)
            return false;
        _left--;
        progress.NodeTaken(market, state);
        return true;
    }
}
