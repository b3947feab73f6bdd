using System.Buffers.Binary;
using Matchmaking.Storage.Participants;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Tests;

public sealed class CheckpointsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EngineDatabase _engine = EngineDatabase.Create(migrated: true);
    private readonly Database _database;

    // Not the dialect that counts connections: its writer is alone.
    public CheckpointsTests() => _database = new Database(new SqliteDialect(_engine.FileName));

    [Fact]
    public void SQLite_lets_two_connections_work_on_the_log() =>
        Assert.True(Version.Parse(new SqliteConnection().ServerVersion) >= new Version(3, 51, 3));

    [Fact]
    public async Task What_is_written_soon_stands_in_the_file_itself()
    {
        await AddAsync(1, "{}");

        await UntilAsync(async () =>
        {
            await Task.Delay(20);
            return CompaniesInFileAlone() == 1;
        });
    }

    [Fact]
    public async Task A_log_that_has_grown_long_begins_anew_while_writes_go_on()
    {
        var profile = $"\"{new string('x', 1_000_000)}\"";
        var number = 0;
        await AddAsync(number, profile);
        var beginning = Beginnings();

        await UntilAsync(async () =>
        {
            await AddAsync(++number, profile);
            return Beginnings() != beginning;
        });

        Assert.Equal(number + 1, _database.Read(session => session.Value<long>("SELECT COUNT(*) FROM participants")));
    }

    public void Dispose()
    {
        _database.Dispose();
        _engine.Dispose();
    }

    private static async Task UntilAsync(Func<Task<bool>> met)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await met())
            patience.Token.ThrowIfCancellationRequested();
    }

    private Task AddAsync(int number, string profile) => _database.WriteAsync(session =>
        ParticipantStore.Add(session, Rows.Participant($"company-{number}") with { State = "pending", Profile = profile }));

    private long CompaniesInFileAlone()
    {
        var copy = _engine.FileName + ".copy";
        File.Copy(_engine.FileName, copy, overwrite: true);
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM participants";
        return (long)command.ExecuteScalar()!;
    }

    // The log's header counts how often it has begun anew (SQLite file format, 4.1, offset 12).
    private uint Beginnings()
    {
        using var log = new FileStream(_engine.FileName + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[32];
        log.ReadExactly(header);
        return BinaryPrimitives.ReadUInt32BigEndian(header[12..]);
    }
}
