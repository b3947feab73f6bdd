namespace Matchmaking.Engine.Matching;

/// <summary>Work on several threads: those of the caller's task scheduler, so that the caller decides what it takes them from.</summary>
internal static class Work
{
    /// <summary>Does the work of every number below a count, in any order.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void For(int count, Action<int> work, CancellationToken cancellation = default)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, TaskScheduler = TaskScheduler.Current }, work);
        }
        catch (AggregateException exception) when (exception.Flatten().InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }
}
