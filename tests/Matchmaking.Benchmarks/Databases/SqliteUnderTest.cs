using Dapper;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Benchmarks.Databases;

/// <summary>A file in a directory of its own.</summary>
internal sealed class SqliteUnderTest : DatabaseUnderTest
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("matchmaking-load-");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Arguments => ["--Database:File", File];

    private string File => Path.Combine(_directory.FullName, "matchmaking.db");

    // The pages as a reader sees them: what has not reached the file yet counts, what the log holds twice counts once.
    /// <inheritdoc/>
    public override DatabaseSize Measure()
    {
        using var connection = new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var pages = connection.ExecuteScalar<long>("PRAGMA page_count") * connection.ExecuteScalar<long>("PRAGMA page_size");
        var log = new FileInfo(File + "-wal");
        return new DatabaseSize(pages, log.Exists ? log.Length : 0);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _directory.Delete(recursive: true);
}
