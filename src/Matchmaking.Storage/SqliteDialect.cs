using System.Data.Common;
using Dapper;
using Matchmaking.Storage.Statements;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Matchmaking.Storage;

/// <summary>SQLite in one file: write-ahead log, every commit synced to disk.</summary>
public sealed class SqliteDialect(string file) : Dialect
{
    private const int Busy = 5, Locked = 6, ReadOnlyFile = 8, InputOutput = 10, DiskFull = 13, CannotOpen = 14;
    private const int PrimaryKey = 1555, Unique = 2067;

    static SqliteDialect()
    {
        // A connection is used by one thread at a time, and nobody asks how much memory SQLite holds: it needs a lock for neither.
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <inheritdoc/>
    public override string Name => "sqlite";

    /// <inheritdoc/>
    public override string CreateHistory =>
        "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT NOT NULL PRIMARY KEY, applied_at TEXT NOT NULL)";

    /// <inheritdoc/>
    public override string PageSuffix => " LIMIT @take";

    /// <inheritdoc/>
    public override bool PoolsConnections => false;

    /// <inheritdoc/>
    public override string? Prepare() => null;

    /// <inheritdoc/>
    public override DbConnection Open(bool readOnly)
    {
        var connection = new KeepingConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            // Pooled handles would keep or lose settings unseen; the database keeps its own few connections instead.
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        connection.Open();
        // Without recursive triggers a REPLACE deletes rows unseen by the trigger that keeps the audit log append-only.
        connection.Execute(readOnly
            ? "PRAGMA query_only = 1; PRAGMA foreign_keys = 1;"
            : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = 1; PRAGMA recursive_triggers = 1; "
                + "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 0;");
        return connection;
    }

    /// <inheritdoc/>
    public override Writer CreateWriter() => new GroupWriter(this, new Checkpoints(this));

    /// <inheritdoc/>
    public override DbTransaction BeginWrite(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

    // Whoever writes is alone.
    /// <inheritdoc/>
    public override void Exclude(WriteSession session, string name)
    {
    }

    /// <inheritdoc/>
    public override bool IsDuplicateKey(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: PrimaryKey or Unique };

    /// <inheritdoc/>
    public override bool IsTransient(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnlyFile or InputOutput or DiskFull or CannotOpen };

    /// <inheritdoc/>
    public override void BulkInsert<T>(WriteSession session, string insert, IEnumerable<T> rows)
    {
        foreach (var row in rows)
            session.Execute(insert, row);
    }
}
