using Microsoft.Data.Sqlite;

namespace Matchmaking.Benchmarks.Load;

/// <summary>What a measurement of the service depends on, beyond the machine.</summary>
internal static class Versions
{
    /// <summary>Version of the SQLite library.</summary>
    public static string Sqlite
    {
        get
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            connection.Open();
            return connection.ServerVersion;
        }
    }
}
