using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Benchmarks.Floor;

/// <summary>
/// The bare minimum that the service is compared with: a minimal API that validates a small body and inserts it with Dapper into SQLite
/// (write-ahead log, every commit synced), one transaction each or in groups, and reads a row by its id. No keys, no retries, no record.
/// </summary>
internal static class FloorServer
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE lines (id TEXT NOT NULL PRIMARY KEY, company TEXT NOT NULL, material TEXT NOT NULL, year INTEGER NOT NULL,
            quantity_kg INTEGER NOT NULL, price_cents INTEGER, created_at TEXT NOT NULL);
        """;

    private const string Select = "SELECT id, company, material, year, quantity_kg, price_cents, created_at FROM lines WHERE id = @id";

    /// <summary>Serves on a free port of the loopback address until the process ends.</summary>
    public static async Task<int> RunAsync(string file)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        using (var connection = Open(file))
            await connection.ExecuteAsync(Schema);
        using var singles = new SingleInserts(Open(file));
        using var groups = new GroupInserts(Open(file));
        var readers = new System.Collections.Concurrent.ConcurrentBag<SqliteConnection>();

        var builder = WebApplication.CreateBuilder(["--Urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.AspNetCore", "Warning"]);
        var app = builder.Build();
        app.MapPost("/single", (FloorLine line) => Insert(line, singles.InsertAsync));
        app.MapPost("/group", (FloorLine line) => Insert(line, groups.InsertAsync));
        app.MapGet("/lines/{id}", (string id) =>
        {
            if (!readers.TryTake(out var reader))
                reader = Open(file);
            var row = reader.QuerySingleOrDefault<FloorRow>(Select, new { id });
            readers.Add(reader);
            return row is null ? Results.NotFound() : Results.Ok(row);
        });
        await app.RunAsync();
        return 0;
    }

    private static async Task<IResult> Insert(FloorLine line, Func<FloorRow, Task> insert)
    {
        if (line.Faults().ToList() is { Count: > 0 } faults)
            return Results.BadRequest(faults);
        var row = FloorRow.New(line);
        await insert(row);
        return Results.Created($"/lines/{row.Id}", row);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL");
        return connection;
    }
}
