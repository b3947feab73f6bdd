using System.Data.Common;
using Dapper;
using Matchmaking.Storage.Statements;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage;

/// <summary>A connection to read from, with the transaction it may be in.</summary>
public class Session(Dialect dialect, DbConnection connection, DbTransaction? transaction = null)
{
    private readonly KeepingConnection? _keeping = connection as KeepingConnection;
    private readonly SqliteTransaction? _kept = transaction as SqliteTransaction;

    /// <summary>The engine's dialect.</summary>
    public Dialect Dialect => dialect;

    /// <summary>All rows.</summary>
    public IReadOnlyList<T> Query<T>(string sql, object? arguments = null) => _keeping is null
        ? connection.Query<T>(sql, arguments, transaction).AsList()
        : _keeping.Statement(sql, null, arguments).Query<T>(arguments, _kept);

    /// <summary>The only row, or null.</summary>
    public T? Find<T>(string sql, object? arguments = null) => _keeping is null
        ? connection.QuerySingleOrDefault<T>(sql, arguments, transaction)
        : _keeping.Statement(sql, null, arguments).Query<T>(arguments, _kept, most: 1) is [var row] ? row : default;

    /// <summary>The only value of the only row.</summary>
    public T Value<T>(string sql, object? arguments = null) => _keeping is null
        ? connection.QuerySingle<T>(sql, arguments, transaction)
        : _keeping.Statement(sql, null, arguments).Query<T>(arguments, _kept, most: 1)[0];

    /// <summary>The first <c>@take</c> rows of an ordered SELECT.</summary>
    public IReadOnlyList<T> Page<T>(string sql, object arguments) => _keeping is null
        ? connection.Query<T>(sql + dialect.PageSuffix, arguments, transaction).AsList()
        : _keeping.Statement(sql, dialect.PageSuffix, arguments).Query<T>(arguments, _kept);

    /// <summary>The connection.</summary>
    private protected DbConnection Connection => connection;

    /// <summary>The transaction, if there is one.</summary>
    private protected DbTransaction? Transaction => transaction;

    /// <summary>Runs a statement and tells how many rows it changed.</summary>
    protected int Run(string sql, object? arguments) => _keeping is null
        ? connection.Execute(sql, arguments, transaction)
        : _keeping.Statement(sql, null, arguments).Execute(arguments, _kept);
}

/// <summary>A session inside a transaction that may write.</summary>
public sealed class WriteSession(Dialect dialect, DbConnection connection, DbTransaction transaction)
    : Session(dialect, connection, transaction)
{
    /// <summary>Runs a statement and tells how many rows it changed.</summary>
    public int Execute(string sql, object? arguments = null) => Run(sql, arguments);

    /// <summary>Keeps every other instance from holding the same name until the transaction ends.</summary>
    public void Exclude(string name) => Dialect.Exclude(this, name);

    /// <summary>Copies rows as the engine does it fastest, where it has a way of its own.</summary>
    internal void Copy(Action<DbConnection, DbTransaction> copy) => copy(Connection, Transaction!);

    /// <summary>Inserts many rows.</summary>
    public void BulkInsert<T>(string insert, IEnumerable<T> rows) => Dialect.BulkInsert(this, insert, rows);
}
