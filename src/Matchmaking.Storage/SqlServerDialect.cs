using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Matchmaking.Storage;

/// <summary>SQL Server, or whatever speaks its protocol and its SQL: several instances on one server.</summary>
/// <remarks>Reads do not wait for writes where the database has read-committed snapshot; nothing depends on it.</remarks>
public sealed class SqlServerDialect(string connectionString) : Dialect
{
    private const int UniqueConstraint = 2627, UniqueIndex = 2601, Deadlock = 1205;
    private const int LockWaitMilliseconds = 60_000;
    private const byte LeastFatalClass = 20;

    // A copy asks the server for the table's columns first; few rows are faster without.
    private const int FewRows = 100, RowsAtOnce = 5_000;

    // Timeouts, lost connections, and what Azure SQL answers while it moves or throttles a database.
    private static readonly HashSet<int> Passing =
    [
        -2, 2, 20, 53, 64, 121, 233, 1105, 1204, Deadlock, 1222, 4060, 4221, 9002, 10053, 10054, 10060, 10928, 10929, 17142, 40143, 40197,
        40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920,
    ];

    /// <inheritdoc/>
    public override string Name => "sqlserver";

    /// <inheritdoc/>
    public override string CreateHistory => """
        IF OBJECT_ID('schema_migrations') IS NULL
            CREATE TABLE schema_migrations (
                name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
                applied_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL)
        """;

    /// <inheritdoc/>
    public override string PageSuffix => " OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY";

    /// <inheritdoc/>
    public override bool PoolsConnections => true;

    /// <inheritdoc/>
    public override string? Prepare()
    {
        CreateIfMissing();
        using var connection = Open(readOnly: false);
        return SwitchSnapshotOn(connection);
    }

    /// <inheritdoc/>
    public override DbConnection Open(bool readOnly)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (InvalidOperationException exception)
        {
            // The driver's own pool is exhausted, and says so in an exception that is not one of a database.
            connection.Dispose();
            throw new NoConnectionException(exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Writer CreateWriter() => new ParallelWriter(this);

    /// <inheritdoc/>
    public override DbTransaction BeginWrite(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    /// <inheritdoc/>
    public override void Exclude(WriteSession session, string name)
    {
        var arguments = new DynamicParameters(new { Resource = name, LockMode = "Exclusive", LockOwner = "Transaction", LockTimeout = LockWaitMilliseconds });
        arguments.Add("granted", dbType: DbType.Int32, direction: ParameterDirection.ReturnValue);
        session.Copy((connection, transaction) =>
            connection.Execute("sp_getapplock", arguments, transaction, LockWaitMilliseconds / 500, CommandType.StoredProcedure));
        if (arguments.Get<int>("granted") < 0)
            throw new TimeoutException($"Another instance holds '{name}' for too long.");
    }

    /// <inheritdoc/>
    public override bool IsDuplicateKey(DbException exception) => exception is SqlException { Number: UniqueConstraint or UniqueIndex };

    /// <inheritdoc/>
    public override bool IsTransient(DbException exception) =>
        exception is NoConnectionException
        || (exception is SqlException failure && (Passing.Contains(failure.Number) || failure.Class >= LeastFatalClass));

    /// <summary>Whether the engine has chosen the transaction to end a deadlock: it was rolled back and may be run again.</summary>
    public bool IsDeadlock(DbException exception) => exception is SqlException { Number: Deadlock };

    /// <inheritdoc/>
    public override void BulkInsert<T>(WriteSession session, string insert, IEnumerable<T> rows)
    {
        foreach (var some in rows.Chunk(RowsAtOnce))
            if (some.Length > FewRows)
                session.Copy((connection, transaction) => Copy((SqlConnection)connection, (SqlTransaction)transaction, insert, some));
            else
                session.Execute(insert, some);
    }

    private static void Copy<T>(SqlConnection connection, SqlTransaction transaction, string insert, T[] rows)
    {
        var (table, columns) = InsertStatement.Parse<T>(insert);
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, transaction)
        {
            DestinationTableName = table,
            BulkCopyTimeout = 0,
        };
        foreach (var (name, _) in columns)
            copy.ColumnMappings.Add(name, name);
        copy.WriteToServer(InsertStatement.ToTable(columns, rows));
    }

    private void CreateIfMissing()
    {
        try
        {
            using var _ = Open(readOnly: false);
        }
        catch (SqlException)
        {
            var target = new SqlConnectionStringBuilder(connectionString);
            var name = target.InitialCatalog;
            target.InitialCatalog = "master";
            using var master = new SqlConnection(target.ConnectionString);
            master.Open();
            if (Exists(master, name))
                throw;
            try
            {
                master.Execute($"CREATE DATABASE {new SqlCommandBuilder().QuoteIdentifier(name)}");
            }
            catch (SqlException) when (Exists(master, name))
            {
                // Another instance was faster.
            }

            // The pool remembers for a while that the database could not be opened.
            SqlConnection.ClearAllPools();
        }
    }

    private static bool Exists(DbConnection master, string name) =>
        master.ExecuteScalar<int>("SELECT COUNT(*) FROM sys.databases WHERE name = @name", new { name }) == 1;

    private static string? SwitchSnapshotOn(DbConnection connection)
    {
        const string isOn = "SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = DB_NAME()";
        if (connection.ExecuteScalar<bool>(isOn))
            return null;
        try
        {
            // Waits for no one else: an instance that is at work here already is rolled back, and tries again.
            connection.Execute("ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE");
            return null;
        }
        catch (SqlException exception)
        {
            return $"Read-committed snapshot is off and could not be switched on ({exception.Number}): reads will wait for writes.";
        }
    }

    private sealed class NoConnectionException(Exception inner) : DbException("No connection was to be had.", inner);
}
