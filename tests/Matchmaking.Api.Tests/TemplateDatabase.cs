using Matchmaking.Api.Access;
using Matchmaking.Api.Staff;
using Matchmaking.Storage;
using Matchmaking.Storage.Keys;

namespace Matchmaking.Api.Tests;

/// <summary>A migrated database with its first operator, made once and copied for every test.</summary>
public static class TemplateDatabase
{
    private static readonly DirectoryInfo Root = CreateRoot();
    private static readonly Lazy<Task<(string File, string OperatorId)>> Made = new(MakeAsync);

    /// <summary>The first operator's key.</summary>
    public static string OperatorKey { get; } = AccessKey.Create();

    /// <summary>A new directory, gone at the latest when the tests end.</summary>
    public static DirectoryInfo NewDirectory() => Root.CreateSubdirectory(Guid.NewGuid().ToString());

    /// <summary>Copies the template and tells the first operator's id.</summary>
    public static string CopyTo(string file)
    {
        var (template, operatorId) = Made.Value.GetAwaiter().GetResult();
        File.Copy(template, file);
        return operatorId;
    }

    private static async Task<(string File, string OperatorId)> MakeAsync()
    {
        var file = Path.Combine(NewDirectory().FullName, "template.db");
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
