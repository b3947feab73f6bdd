using System.Collections.Concurrent;
using Dapper;
using Matchmaking.Storage;
using Microsoft.Data.SqlClient;

namespace Matchmaking.SqlServer.Tests;

/// <summary>The server that the suites run on, and its databases: few, for emptying one takes less time than making one.</summary>
/// <remarks>
/// In this order: the connection string in <c>MATCHMAKING_TEST_SQLSERVER</c>; a container, where the build was called with
/// <c>-p:Testcontainers=true</c>; else none, and every test is skipped.
/// </remarks>
public static class TestServer
{
    // In the order in which they refer to each other, the last first. The audit log refuses to be deleted from.
    private const string Empty = """
        TRUNCATE TABLE audit;
        DELETE FROM reports; DELETE FROM outcomes; DELETE FROM matches; DELETE FROM run_chunks; DELETE FROM run_tasks; DELETE FROM runs;
        DELETE FROM pools; DELETE FROM lines; DELETE FROM round_gates; DELETE FROM rounds; DELETE FROM answers; DELETE FROM rate_windows;
        DELETE FROM access_keys; DELETE FROM staff; DELETE FROM participants;
        """;

    private static readonly string Prefix = $"matchmaking_test_{Guid.NewGuid():N}"[..26];
    private static readonly ConcurrentBag<string> Idle = [];
    private static readonly ConcurrentBag<string> All = [];
    private static int _count;

    static TestServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DropAll();

    /// <summary>Why there is no server; null where there is one.</summary>
    public static string? SkipReason => ConnectionString is null
        ? "No SQL Server: MATCHMAKING_TEST_SQLSERVER names none, and the build was not called with -p:Testcontainers=true."
        : null;

    private static string? ConnectionString { get; } = Environment.GetEnvironmentVariable("MATCHMAKING_TEST_SQLSERVER") is { Length: > 0 } named
        ? named
        : StartContainer();

    /// <summary>The connection string of a migrated database without anything in it.</summary>
    public static string Take()
    {
        if (Idle.TryTake(out var idle))
            return idle;
        var made = Create();
        using var database = new Database(new SqlServerDialect(made));
        Migrator.MigrateAsync(database, TimeProvider.System).GetAwaiter().GetResult();
        return made;
    }

    /// <summary>The connection string of a new database without any table.</summary>
    public static string Create()
    {
        var builder = new SqlConnectionStringBuilder(ConnectionString) { InitialCatalog = $"{Prefix}_{Interlocked.Increment(ref _count)}" };
        new SqlServerDialect(builder.ConnectionString).Prepare();
        All.Add(builder.InitialCatalog);
        return builder.ConnectionString;
    }

    /// <summary>Takes a migrated database back.</summary>
    public static void Return(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Execute(Empty);
        Idle.Add(connectionString);
    }

    private static void DropAll()
    {
        if (All.IsEmpty)
            return;
        SqlConnection.ClearAllPools();
        using var connection = new SqlConnection(ConnectionString);
        connection.Open();
        foreach (var name in All)
            for (var tries = 0; tries < 20; tries++)
                try
                {
                    connection.Execute($"DROP DATABASE [{name}]");
                    break;
                }
                catch (SqlException)
                {
                    // A connection that was given back is only just closing.
                    Thread.Sleep(50);
                }
    }

#if TESTCONTAINERS
    private static string StartContainer()
    {
        var container = new Testcontainers.MsSql.MsSqlBuilder().WithImage("mcr.microsoft.com/mssql/server:2022-latest").Build();
        container.StartAsync().GetAwaiter().GetResult();
        return container.GetConnectionString();
    }
#else
    private static string? StartContainer() => null;
#endif
}
