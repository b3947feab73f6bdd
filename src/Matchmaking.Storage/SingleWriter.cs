using System.Data.Common;

namespace Matchmaking.Storage;

/// <summary>One connection that writes.</summary>
/// <remarks>
/// Exactly one read-write connection exists in the process: SQLite has one writer at a time anyway, and versions before 3.51.3 can corrupt a WAL
/// database when two connections write or checkpoint at the same moment. The version restored beside the driver is a newer one, which no longer
/// does; an older one can still come with another package feed.
/// </remarks>
public sealed class SingleWriter(Dialect dialect) : Writer
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private DbConnection? _connection;

    /// <inheritdoc/>
    public override async Task<T> WriteAsync<T>(Func<WriteSession, T> write, Func<T, bool> keep, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            _connection ??= dialect.Open(readOnly: false);
            using var transaction = dialect.BeginWrite(_connection);
            var result = write(new WriteSession(dialect, _connection, transaction));
            if (keep(result))
                transaction.Commit();
            return result;
        }
        catch (DbException)
        {
            // A failed connection is not trusted again: the next write opens a new one.
            _connection?.Dispose();
            _connection = null;
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _writing.Wait();
        _connection?.Dispose();
        _writing.Dispose();
    }
}
