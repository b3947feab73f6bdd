namespace Matchmaking.Storage;

/// <summary>How an engine takes writes: one after the other, or side by side.</summary>
public abstract class Writer : IDisposable
{
    /// <summary>Writes in one transaction, committed before the task ends when <paramref name="keep"/> accepts the result, and rolled back otherwise.</summary>
    public abstract Task<T> WriteAsync<T>(Func<WriteSession, T> write, Func<T, bool> keep, CancellationToken cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections.</summary>
    protected abstract void Dispose(bool disposing);
}
