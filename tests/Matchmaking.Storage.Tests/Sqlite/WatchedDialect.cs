using System.Data.Common;

namespace Matchmaking.Storage.Tests;

/// <summary>Another dialect, counting the connections it opens.</summary>
public sealed class WatchedDialect(Dialect inner) : Dialect
{
    private int _writers;

    /// <summary>How many connections that can write were ever opened.</summary>
    public int Writers => _writers;

    public override string Name => inner.Name;

    public override string CreateHistory => inner.CreateHistory;

    public override string PageSuffix => inner.PageSuffix;

    public override bool PoolsConnections => inner.PoolsConnections;

    public override string? Prepare() => inner.Prepare();

    public override DbConnection Open(bool readOnly)
    {
        if (!readOnly)
            Interlocked.Increment(ref _writers);
        return inner.Open(readOnly);
    }

    public override Writer CreateWriter() => new GroupWriter(this);

    public override DbTransaction BeginWrite(DbConnection connection) => inner.BeginWrite(connection);

    public override void Exclude(WriteSession session, string name) => inner.Exclude(session, name);

    public override bool IsDuplicateKey(DbException exception) => inner.IsDuplicateKey(exception);

    public override bool IsTransient(DbException exception) => inner.IsTransient(exception);

    public override void BulkInsert<T>(WriteSession session, string insert, IEnumerable<T> rows) => inner.BulkInsert(session, insert, rows);
}
