using System.Data.Common;

namespace Matchmaking.Storage.Tests;

/// <summary>A migrated database of a test's own, and what was opened on it.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly DirectoryInfo Root = CreateRoot();
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly DirectoryInfo _directory = Root.CreateSubdirectory(Guid.NewGuid().ToString());

    public TestDatabase(bool migrated = true)
    {
        if (migrated)
            File.Copy(Template.Value.GetAwaiter().GetResult(), FileName);
        Opened = new WatchedDialect(new SqliteDialect(FileName));
        Database = new Database(Opened);
    }

    public Database Database { get; }

    /// <summary>The dialect, which counts connections.</summary>
    public WatchedDialect Opened { get; }

    public string FileName => Path.Combine(_directory.FullName, "matchmaking.db");

    public T Read<T>(Func<Session, T> read) => Database.Read(read);

    public Task<T> WriteAsync<T>(Func<WriteSession, T> write) => Database.WriteAsync(write);

    public Task WriteAsync(Action<WriteSession> write) => Database.WriteAsync(write);

    public void Dispose()
    {
        Database.Dispose();
        _directory.Delete(recursive: true);
    }

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

/// <summary>Another dialect, counting the connections it opens.</summary>
public sealed class WatchedDialect(Dialect inner) : Dialect
{
    private int _writers;

    /// <summary>How many connections that can write were ever opened.</summary>
    public int Writers => _writers;

    /// <summary>The most such connections that were open at once.</summary>
    public int WritersAtOnce { get; private set; }

    public override string Name => inner.Name;

    public override string CreateHistory => inner.CreateHistory;

    public override string PageSuffix => inner.PageSuffix;

    public override DbConnection Open(bool readOnly)
    {
        var connection = inner.Open(readOnly);
        if (readOnly)
            return connection;
        Interlocked.Increment(ref _writers);
        var open = 1;
        connection.StateChange += (_, change) => open = change.CurrentState == System.Data.ConnectionState.Open ? 1 : 0;
        lock (_open)
        {
            _open.Add(() => open);
            WritersAtOnce = Math.Max(WritersAtOnce, _open.Sum(count => count()));
        }

        return connection;
    }

    public override Writer CreateWriter() => new GroupWriter(this);

    public override DbTransaction BeginWrite(DbConnection connection) => inner.BeginWrite(connection);

    public override bool IsDuplicateKey(DbException exception) => inner.IsDuplicateKey(exception);

    public override bool IsTransient(DbException exception) => inner.IsTransient(exception);

    public override void BulkInsert<T>(WriteSession session, string insert, IEnumerable<T> rows) => inner.BulkInsert(session, insert, rows);

    private readonly List<Func<int>> _open = [];
}
