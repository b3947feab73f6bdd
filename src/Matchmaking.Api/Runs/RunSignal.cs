namespace Matchmaking.Api.Runs;

/// <summary>Wakes this instance's worker for a run that was asked for here; runs asked for elsewhere it finds by looking.</summary>
public sealed class RunSignal : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);

    /// <summary>There is a run to compute.</summary>
    public void Wake() => _asked.Release();

    /// <summary>Waits until there is one, or until it is time to look.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(_asked.WaitAsync(over.Token), Task.Delay(most, time, over.Token));
        await over.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _asked.Dispose();
}
