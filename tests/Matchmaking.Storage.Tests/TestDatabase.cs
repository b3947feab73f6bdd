namespace Matchmaking.Storage.Tests;

/// <summary>A database of a test's own on the engine under test, and what was opened on it.</summary>
public sealed class TestDatabase : IDisposable
{
    public TestDatabase(bool migrated = true)
    {
        Engine = EngineDatabase.Create(migrated);
        Opened = Engine.Dialect;
        Database = new Database(Opened);
    }

    /// <summary>What is particular to the engine.</summary>
    public EngineDatabase Engine { get; }

    public Database Database { get; }

    /// <summary>The engine's dialect.</summary>
    public Dialect Opened { get; }

    public T Read<T>(Func<Session, T> read) => Database.Read(read);

    public Task<T> WriteAsync<T>(Func<WriteSession, T> write) => Database.WriteAsync(write);

    public Task WriteAsync(Action<WriteSession> write) => Database.WriteAsync(write);

    public void Dispose()
    {
        Database.Dispose();
        Engine.Dispose();
    }
}
