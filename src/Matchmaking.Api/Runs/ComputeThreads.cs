using System.Collections.Concurrent;

namespace Matchmaking.Api.Runs;

/// <summary>Threads of their own for solving, so that requests never wait for a thread that computes.</summary>
internal sealed class ComputeThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _waiting = [];
    private readonly int _count;

    /// <param name="count">How many; at least 1.</param>
    public ComputeThreads(int count)
    {
        _count = count;
        for (var number = 0; number < count; number++)
            new Thread(Work) { IsBackground = true, Name = $"compute {number}", Priority = ThreadPriority.BelowNormal }.Start();
    }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => _count;

    /// <inheritdoc/>
    public void Dispose() => _waiting.CompleteAdding();

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _waiting;

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => _waiting.Add(task);

    // Whoever waits for a task inside of one may as well do it.
    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => Current == this && TryExecuteTask(task);

    private void Work()
    {
        foreach (var task in _waiting.GetConsumingEnumerable())
            TryExecuteTask(task);
    }
}
