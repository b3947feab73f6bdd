using System.Data.Common;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Storage.Tests;

public sealed class ConnectionsTests : IDisposable
{
    private readonly TestDatabase _test = new();

    [Fact]
    public async Task Every_commit_of_the_writer_is_synced_to_a_write_ahead_log()
    {
        Assert.Equal("wal", await _test.WriteAsync(session => session.Value<string>("PRAGMA journal_mode")));
        const long full = 2;
        Assert.Equal(full, await _test.WriteAsync(session => session.Value<long>("PRAGMA synchronous")));
        Assert.Equal(1, await _test.WriteAsync(session => session.Value<long>("PRAGMA foreign_keys")));
    }

    [Fact]
    public void Readers_cannot_write()
    {
        Assert.Equal(1, _test.Read(session => session.Value<long>("PRAGMA query_only")));
        Assert.ThrowsAny<DbException>(() => _test.Read(session => session.Query<long>("DELETE FROM staff")));
        Assert.ThrowsAny<DbException>(() => _test.Read(session => session.Query<long>("PRAGMA query_only = 0; DELETE FROM staff")));
    }

    [Fact]
    public async Task One_connection_writes_however_many_ask()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(number => Task.Run(() => AddAsync($"company-{number}"))));

        Assert.Equal(32, Count());
        Assert.Equal(1, _test.Engine.Dialect.Writers);
    }

    [Fact]
    public async Task A_write_that_breaks_a_rule_fails_alone_and_the_connection_stays()
    {
        await AddAsync("company-1");
        for (var attempt = 0; attempt < 3; attempt++)
            await Assert.ThrowsAnyAsync<DbException>(() => AddAsync("company-1"));
        await AddAsync("company-2");

        Assert.Equal(2, Count());
        Assert.Equal(1, _test.Engine.Dialect.Writers);
    }

    [Fact]
    public async Task What_is_not_kept_is_rolled_back()
    {
        await _test.Database.WriteAsync(session => Add(session, "company-1"), keep: _ => false);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _test.WriteAsync(session =>
        {
            Add(session, "company-2");
            throw new InvalidOperationException();
        }));

        Assert.Equal(0, Count());
    }

    [Fact]
    public async Task Readers_see_what_is_committed_and_do_not_wait()
    {
        await _test.WriteAsync(session =>
        {
            Add(session, "company-1");
            Assert.Equal(0, Count());
        });
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task A_writer_that_gives_up_waiting_leaves_the_others_alone()
    {
        using var gate = new ManualResetEventSlim();
        using var patience = new CancellationTokenSource();
        var first = Task.Run(() => _test.WriteAsync(_ => gate.Wait()));
        var second = Task.Run(() => _test.Database.WriteAsync(session => Add(session, "company-2"), patience.Token));

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.Set();
        await first;

        await AddAsync("company-3");
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task Many_rows_go_in_by_one_statement()
    {
        await _test.WriteAsync(session => session.BulkInsert(
            "INSERT INTO staff (id, version, name, role, created_at) VALUES (@id, 1, @id, 'auditor', @now)",
            Enumerable.Range(0, 1_000).Select(number => new { id = $"auditor-{number}", now = Rows.Now })));
        Assert.Equal(1_000, _test.Read(session => session.Value<long>("SELECT COUNT(*) FROM staff")));
    }

    public void Dispose() => _test.Dispose();

    private static bool Add(WriteSession session, string id)
    {
        ParticipantStore.Add(session, Rows.Participant(id));
        return true;
    }

    private Task AddAsync(string id) => _test.WriteAsync(session => Add(session, id));

    private long Count() => _test.Read(session => session.Value<long>("SELECT COUNT(*) FROM participants"));
}
