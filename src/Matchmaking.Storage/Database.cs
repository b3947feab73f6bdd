using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Matchmaking.Storage;

/// <summary>The only door to the database: a writer of the engine's kind, and connections that only read.</summary>
/// <remarks>Commands run synchronously: the SQLite driver does so whatever one awaits.</remarks>
public sealed class Database(Dialect dialect) : IDisposable
{
    private readonly Writer _writer = dialect.CreateWriter();
    private readonly ConcurrentBag<DbConnection> _readers = [];

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
        if (dialect.PoolsConnections)
            return ReadAnew(read);
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

    /// <summary>Reads over a connection of its own, which finds out whether one can still be had.</summary>
    public T ReadAnew<T>(Func<Session, T> read)
    {
        using var connection = dialect.Open(readOnly: true);
        return read(new Session(dialect, connection));
    }

    /// <summary>Writes in one transaction, committed when <paramref name="keep"/> accepts the result and rolled back otherwise.</summary>
    /// <exception cref="ObjectDisposedException">The writer was closed; nothing was written.</exception>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> write, Func<T, bool> keep, CancellationToken cancellation = default) =>
        _writer.WriteAsync(write, keep, cancellation);

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
        _writer.Dispose();
    }
}
