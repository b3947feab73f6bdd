using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Matchmaking.Api.Runs;

/// <summary>Runs waiting to be computed, and the hold on those under way: how far they are, and how to stop them.</summary>
public sealed class RunQueue
{
    private readonly Channel<(string Round, string Run)> _waiting = Channel.CreateUnbounded<(string, string)>();
    private readonly ConcurrentDictionary<string, RunProgress> _progress = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _stops = new();

    /// <summary>Asks for a run that is stored as queued.</summary>
    public void Enqueue(string round, string run) => _waiting.Writer.TryWrite((round, run));

    /// <summary>Runs in the order they were asked for.</summary>
    public IAsyncEnumerable<(string Round, string Run)> ReadAllAsync(CancellationToken cancellation) => _waiting.Reader.ReadAllAsync(cancellation);

    /// <summary>How far a run has come, or null.</summary>
    public RunProgress? Progress(string run) => _progress.GetValueOrDefault(run);

    /// <summary>Says how far a run has come.</summary>
    public void Report(string run, RunProgress progress) => _progress[run] = progress;

    /// <summary>Registers a run as under way; disposing the handle forgets it.</summary>
    public IDisposable Hold(string run, CancellationTokenSource stop)
    {
        _stops[run] = stop;
        return new Handle(this, run);
    }

    /// <summary>Stops a run that is under way.</summary>
    public void Stop(string run)
    {
        if (_stops.TryGetValue(run, out var stop))
            stop.Cancel();
    }

    private sealed class Handle(RunQueue queue, string run) : IDisposable
    {
        public void Dispose()
        {
            queue._stops.TryRemove(run, out _);
            queue._progress.TryRemove(run, out _);
        }
    }
}
