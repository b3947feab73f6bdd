using Matchmaking.Api.Access;
using Matchmaking.Api.Staff;
using Matchmaking.SqlServer.Tests;
using Matchmaking.Storage;
using Matchmaking.Storage.Keys;

namespace Matchmaking.Api.Tests;

/// <summary>A database of SQL Server for the HTTP suite.</summary>
public sealed class EngineDatabase : IDisposable
{
    private readonly string _connectionString = TestServer.Take();

    private EngineDatabase()
    {
    }

    /// <summary>The first operator's key.</summary>
    public static string OperatorKey { get; } = AccessKey.Create();

    /// <summary>The first operator.</summary>
    public string OperatorId { get; private set; } = "";

    /// <summary>Where the service finds it.</summary>
    public (string Name, string Value)[] Settings => [("Database:Provider", "SqlServer"), ("Database:ConnectionString", _connectionString)];

    /// <summary>A database with its first operator.</summary>
    public static EngineDatabase Create()
    {
        var engine = new EngineDatabase();
        using var database = engine.Open();
        FirstOperator.EnsureAsync(database, TimeProvider.System, OperatorKey, TextWriter.Null).GetAwaiter().GetResult();
        engine.OperatorId = database.Read(session => KeyStore.FindByHash(session, AccessKey.Hash(OperatorKey))!.OwnerId);
        return engine;
    }

    /// <summary>A migrated database without anything in it.</summary>
    public static EngineDatabase CreateEmpty() => new();

    /// <summary>A way to the same database beside the service's own.</summary>
    public Database Open() => new(new SqlServerDialect(_connectionString));

    public void Dispose() => TestServer.Return(_connectionString);
}
