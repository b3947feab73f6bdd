namespace Matchmaking.Storage.Tests;

/// <summary>A SQLite file: migrated once and copied for every test.</summary>
public sealed class EngineDatabase : IDisposable
{
    private static readonly DirectoryInfo Root = CreateRoot();
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly DirectoryInfo _directory = Root.CreateSubdirectory(Guid.NewGuid().ToString());

    private EngineDatabase() => Dialect = new WatchedDialect(new SqliteDialect(FileName));

    /// <summary>The dialect, which counts connections.</summary>
    public WatchedDialect Dialect { get; }

    public string FileName => Path.Combine(_directory.FullName, "matchmaking.db");

    public static EngineDatabase Create(bool migrated)
    {
        var database = new EngineDatabase();
        if (migrated)
            File.Copy(Template.Value.GetAwaiter().GetResult(), database.FileName);
        return database;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static async Task<string> MakeTemplateAsync()
    {
        var file = Path.Combine(Root.FullName, "template.db");
        // Closing the last connection folds the write-ahead log into the file, so that the file alone can be copied.
        using var database = new Database(new SqliteDialect(file));
        await Migrator.MigrateAsync(database, TimeProvider.System);
        return file;
    }

    private static DirectoryInfo CreateRoot()
    {
        var root = Directory.CreateTempSubdirectory("matchmaking-storage-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Delete(recursive: true);
        return root;
    }
}
