namespace Matchmaking.Engine.Matching;

/// <summary>Counts the nodes of a search against its limit, and tells them to whoever watches the run.</summary>
internal sealed class NodeCounter(long limit, Action? onNode = null)
{
    private long _taken;

    /// <summary>Takes one more node; false where the limit is reached.</summary>
    public bool TryTake()
    {
        if (_taken >= limit)
            return false;
        _taken++;
        onNode?.Invoke();
        return true;
    }
}
