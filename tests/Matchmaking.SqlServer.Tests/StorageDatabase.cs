using Matchmaking.SqlServer.Tests;

namespace Matchmaking.Storage.Tests;

/// <summary>A database of SQL Server for the storage suite.</summary>
public sealed class EngineDatabase : IDisposable
{
    private readonly string _connectionString;
    private readonly bool _migrated;

    private EngineDatabase(bool migrated)
    {
        _migrated = migrated;
        _connectionString = migrated ? TestServer.Take() : TestServer.Create();
        Dialect = new SqlServerDialect(_connectionString);
    }

    public SqlServerDialect Dialect { get; }

    public static EngineDatabase Create(bool migrated) => new(migrated);

    public void Dispose()
    {
        if (_migrated)
            TestServer.Return(_connectionString);
    }
}
