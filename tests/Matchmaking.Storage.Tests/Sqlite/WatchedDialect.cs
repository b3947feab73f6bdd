using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Matchmaking.Storage.Tests;

/// <summary>The dialect of SQLite, counting the connections it opens and what they commit.</summary>
public sealed class WatchedDialect(SqliteDialect inner) : Dialect
{
    private int _writers, _commits;

    /// <summary>How many connections that can write were ever opened.</summary>
    public int Writers => _writers;

    /// <summary>How many transactions that wrote have come to their commit.</summary>
    public int Commits => _commits;

    /// <summary>Asked on the writer's thread before each commit; false makes it fail.</summary>
    public Func<bool> Commit { get; set; } = () => true;

    public override string Name => inner.Name;

    public override string CreateHistory => inner.CreateHistory;

    public override string PageSuffix => inner.PageSuffix;

    public override bool PoolsConnections => inner.PoolsConnections;

    public override string? Prepare() => inner.Prepare();

    public override DbConnection Open(bool readOnly)
    {
        var connection = inner.Open(readOnly);
        if (readOnly)
            return connection;
        Interlocked.Increment(ref _writers);
        raw.sqlite3_commit_hook(((SqliteConnection)connection).Handle, _ => Allow(), null);
        return connection;
    }

    public override Writer CreateWriter() => new GroupWriter(this);

    public override DbTransaction BeginWrite(DbConnection connection) => inner.BeginWrite(connection);

    public override void Exclude(WriteSession session, string name) => inner.Exclude(session, name);

    public override bool IsDuplicateKey(DbException exception) => inner.IsDuplicateKey(exception);

    public override bool IsTransient(DbException exception) => inner.IsTransient(exception);

    public override void BulkInsert<T>(WriteSession session, string insert, IEnumerable<T> rows) => inner.BulkInsert(session, insert, rows);

    private int Allow()
    {
        Interlocked.Increment(ref _commits);
        return Commit() ? 0 : 1;
    }
}
