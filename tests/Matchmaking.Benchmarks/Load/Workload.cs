namespace Matchmaking.Benchmarks.Load;

/// <summary>What connections send, and what has to come back.</summary>
internal abstract class Workload
{
    /// <summary>The status of every answer; another one ends the measurement.</summary>
    public abstract int Expected { get; }

    /// <summary>A connection's next request, whole; empty where it has no further one.</summary>
    public abstract ReadOnlySpan<byte> Next(int connection);

    /// <summary>Looks at an answer.</summary>
    public virtual void Answered(int connection, Answer answer)
    {
    }
}
