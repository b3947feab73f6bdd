using Matchmaking.Storage;

namespace Matchmaking.Api;

/// <summary>Which database the service works on: <c>Database:Provider</c> and what belongs to it.</summary>
internal static class DatabaseSettings
{
    // A thread waits while its statement is at the server. The pool adds threads only slowly, so it starts with as many as the driver has connections.
    private const int WaitingThreads = 100;

    /// <summary>The configured engine.</summary>
    /// <exception cref="InvalidOperationException">The provider is none, or its connection string is missing.</exception>
    public static Dialect Dialect(IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        if (provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            return new SqliteDialect(configuration["Database:File"] ?? "matchmaking.db");
        if (!provider.Equals("SqlServer", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Database:Provider is '{provider}'; it has to be Sqlite or SqlServer.");
        if (configuration["Database:ConnectionString"] is not { Length: > 0 } connectionString)
            throw new InvalidOperationException("Database:ConnectionString is missing; Database:Provider SqlServer needs it.");
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, WaitingThreads), ports);
        return new SqlServerDialect(connectionString);
    }
}
