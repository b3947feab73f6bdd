using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Databases;

/// <summary>A database of its own for the service: made for a measurement, and removed after it.</summary>
internal abstract class DatabaseUnderTest : IDisposable
{
    /// <summary>The service's settings for it.</summary>
    public abstract IReadOnlyList<string> Arguments { get; }

    /// <summary>How large it is now.</summary>
    public abstract DatabaseSize Measure();

    /// <summary>A database on the server that the connection string names, or a SQLite file where there is none.</summary>
    /// <exception cref="ArgumentException">The server is not on this machine.</exception>
    public static DatabaseUnderTest Create(string? connectionString) =>
        connectionString is null ? new SqliteUnderTest() : new SqlServerUnderTest(connectionString);

    /// <summary>What such a database is, for the conditions of a measurement.</summary>
    public static string NameOf(string? connectionString) =>
        connectionString is null ? $"SQLite {Versions.Sqlite}" : "a server that speaks TDS";

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes it.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>Bytes of a database.</summary>
/// <param name="Pages">Its tables and indexes; null where the engine does not tell.</param>
/// <param name="Log">The log beside them, which is used again and never becomes smaller; null where the engine does not tell.</param>
internal sealed record DatabaseSize(long? Pages, long? Log);
