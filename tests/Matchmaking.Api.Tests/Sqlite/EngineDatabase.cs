using Matchmaking.Api.Access;
using Matchmaking.Api.Staff;
using Matchmaking.Storage;
using Matchmaking.Storage.Keys;

namespace Matchmaking.Api.Tests;

/// <summary>A SQLite file for a service: migrated, with its first operator, made once and copied for every test.</summary>
public sealed class EngineDatabase : IDisposable
{
    private static readonly DirectoryInfo Root = CreateRoot();
    private static readonly Lazy<Task<(string File, string OperatorId)>> Template = new(MakeAsync);

    private readonly DirectoryInfo _directory = Root.CreateSubdirectory(Guid.NewGuid().ToString());

    private EngineDatabase()
    {
    }

    /// <summary>The first operator's key.</summary>
    public static string OperatorKey { get; } = AccessKey.Create();

    /// <summary>The first operator.</summary>
    public string OperatorId { get; private init; } = "";

    /// <summary>Where the service finds it.</summary>
    public (string Name, string Value)[] Settings => [("Database:File", FileName)];

    /// <summary>Where it is.</summary>
    public string FileName => Path.Combine(_directory.FullName, "matchmaking.db");

    /// <summary>A database with its first operator.</summary>
    public static EngineDatabase Create()
    {
        var (template, operatorId) = Template.Value.GetAwaiter().GetResult();
        var database = new EngineDatabase { OperatorId = operatorId };
        File.Copy(template, database.FileName);
        return database;
    }

    /// <summary>A migrated database without anything in it.</summary>
    public static EngineDatabase CreateEmpty()
    {
        var engine = new EngineDatabase();
        using var database = engine.Open();
        Migrator.MigrateAsync(database, TimeProvider.System).GetAwaiter().GetResult();
        return engine;
    }

    /// <summary>A way to the same database beside the service's own.</summary>
    public Database Open() => new(new SqliteDialect(FileName));

    public void Dispose() => _directory.Delete(recursive: true);

    private static async Task<(string File, string OperatorId)> MakeAsync()
    {
        var file = Path.Combine(Root.FullName, "template.db");
        // Closing the last connection folds the write-ahead log into the file, so that the file alone can be copied.
        using var database = new Database(new SqliteDialect(file));
        await Migrator.MigrateAsync(database, TimeProvider.System);
        await FirstOperator.EnsureAsync(database, TimeProvider.System, OperatorKey, TextWriter.Null);
        return (file, database.Read(session => KeyStore.FindByHash(session, AccessKey.Hash(OperatorKey))!.OwnerId));
    }

    private static DirectoryInfo CreateRoot()
    {
        var root = Directory.CreateTempSubdirectory("matchmaking-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Delete(recursive: true);
        return root;
    }
}
