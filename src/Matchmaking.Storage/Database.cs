using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Matchmaking.Storage;

/// <summary>The only door to the database: one connection that writes, a few that only read.</summary>
/// <remarks>
/// Exactly one read-write connection exists in the process: SQLite has one writer at a time anyway, and versions before 3.51.3 can corrupt a WAL
/// database when two connections write or checkpoint at the same moment. The version restored beside the driver is a newer one, which no longer
/// does; an older one can still come with another package feed. Commands run synchronously in the driver whatever one awaits.
/// </remarks>
public sealed class Database(Dialect dialect) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<DbConnection> _readers = [];
    private DbConnection? _writer;

    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Without this Dapper writes times by its built-in map and only reads them by the handler.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UtcTimeHandler());
    }

    /// <summary>The engine's dialect.</summary>
    public Dialect Dialect => dialect;

    /// <summary>Reads what is committed.</summary>
    public T Read<T>(Func<Session, T> read)
    {
        var connection = _readers.TryTake(out var idle) ? idle : dialect.Open(readOnly: true);
        try
        {
            var result = read(new Session(dialect, connection));
            _readers.Add(connection);
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Writes in one transaction, committed when <paramref name="keep"/> accepts the result and rolled back otherwise.</summary>
    public async Task<T> WriteAsync<T>(Func<WriteSession, T> write, Func<T, bool> keep, CancellationToken cancellation = default)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            _writer ??= dialect.Open(readOnly: false);
            using var transaction = dialect.BeginWrite(_writer);
            var result = write(new WriteSession(dialect, _writer, transaction));
            if (keep(result))
                transaction.Commit();
            return result;
        }
        catch (DbException)
        {
            // A failed connection is not trusted again: the next write opens a new one.
            _writer?.Dispose();
            _writer = null;
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes in one transaction.</summary>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> write, CancellationToken cancellation = default) =>
        WriteAsync(write, static _ => true, cancellation);

    /// <summary>Writes in one transaction.</summary>
    public Task WriteAsync(Action<WriteSession> write, CancellationToken cancellation = default) =>
        WriteAsync(session => { write(session); return true; }, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
        _writer?.Dispose();
        _writing.Dispose();
    }
}
