using System.Data.Common;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Storage.Tests;

/// <summary>Writes that share a transaction: each is kept or taken back by itself, and all are answered after the commit.</summary>
public sealed class GroupWriterTests : IDisposable
{
    // A group ends after a few milliseconds, so a slow machine may part writes that were to share one: then they are tried again.
    private const int Tries = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestDatabase _test = new();
    private int _companies;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_that_fails_is_taken_back_alone(bool byTheDatabase)
    {
        await AddAsync("taken");
        var shared = false;
        for (var tries = 0; tries < Tries && !shared; tries++)
        {
            var (one, failing, refused, last) = (Name(), Name(), Name(), Name());
            var (commits, writes) = await TogetherAsync(
                () => AddAsync(one),
                () => _test.WriteAsync(session =>
                {
                    ParticipantStore.Add(session, Rows.Participant(failing));
                    if (byTheDatabase)
                        ParticipantStore.Add(session, Rows.Participant("taken"));
                    throw new InvalidOperationException("of the write itself");
                }),
                () => _test.Database.WriteAsync(session => Add(session, refused), keep: _ => false),
                () => AddAsync(last));

            await writes[0];
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => writes[1]);
            await writes[2];
            await writes[3];
            Assert.Equal(byTheDatabase, failure is DbException);
            Assert.Equal([true, false, false, true], new[] { one, failing, refused, last }.Select(IsThere));
            shared = commits == 1;
        }

        Assert.True(shared);
        Assert.Equal(1, _test.Engine.Dialect.Writers);
    }

    [Fact]
    public async Task A_commit_that_fails_fails_every_write_of_the_group_and_no_later_one()
    {
        var shared = false;
        for (var tries = 0; tries < Tries && !shared; tries++)
        {
            var (names, writers) = (new[] { Name(), Name(), Name() }, _test.Engine.Dialect.Writers);
            var failing = true;
            var (commits, writes) = await TogetherAsync([.. names.Select<string, Func<Task>>(name => () => AddAsync(name))], commit: () => !failing);

            foreach (var write in writes)
                await Assert.ThrowsAnyAsync<DbException>(() => write);
            Assert.Equal([false, false, false], names.Select(IsThere));

            failing = false;
            var next = Name();
            await AddAsync(next);
            Assert.True(IsThere(next));
            Assert.True(_test.Engine.Dialect.Writers > writers);
            shared = commits == 1;
        }

        Assert.True(shared);
    }

    [Fact]
    public async Task No_write_is_answered_before_its_commit()
    {
        using var commit = new ManualResetEventSlim();
        var reached = new TaskCompletionSource();
        _test.Engine.Dialect.Commit = () =>
        {
            reached.TrySetResult();
            return commit.Wait(Patience);
        };
        var write = AddAsync("company");
        await reached.Task.WaitAsync(Patience);

        Assert.NotSame(write, await Task.WhenAny(write, Task.Delay(200)));
        Assert.False(IsThere("company"));

        commit.Set();
        await write;
        Assert.True(IsThere("company"));
    }

    [Fact]
    public async Task Writes_of_many_share_commits()
    {
        const int writes = 400;
        var (commits, answered) = await TogetherAsync([.. Enumerable.Range(0, writes).Select<int, Func<Task>>(_ => () => Task.Run(() => AddAsync(Name())))]);
        await Task.WhenAll(answered);

        Assert.InRange(commits, 1, writes / 4);
        Assert.Equal(writes, Count());
    }

    [Fact]
    public async Task A_write_of_one_alone_has_a_commit_of_its_own()
    {
        await AddAsync(Name());
        var before = _test.Engine.Dialect.Commits;
        for (var write = 0; write < 5; write++)
            await AddAsync(Name());

        Assert.Equal(5, _test.Engine.Dialect.Commits - before);
    }

    [Fact]
    public async Task Closing_while_many_write_leaves_nobody_waiting_and_loses_nothing_that_was_answered()
    {
        // More than the queue holds, so that some still wait for a place in it.
        const int writes = 6_000;
        using var begun = new CountdownEvent(writes);
        using var closing = new ManualResetEventSlim();
        _test.Engine.Dialect.Commit = () => closing.Wait(Patience);
        var asked = Enumerable.Range(0, writes).Select(_ => Task.Run(() =>
        {
            var write = AddAsync(Name());
            begun.Signal();
            return write;
        })).ToList();
        Assert.True(begun.Wait(Patience));
        var closed = Task.Run(_test.Database.Dispose);
        await Task.Delay(100);
        closing.Set();
        await closed.WaitAsync(Patience);

        await Task.WhenAll(asked).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience);
        Assert.All(asked.Where(write => !write.IsCompletedSuccessfully), write => Assert.IsType<ObjectDisposedException>(write.Exception!.InnerException));
        using var again = new Database(new SqliteDialect(_test.Engine.FileName));
        Assert.Equal(asked.Count(write => write.IsCompletedSuccessfully), again.Read(Count));
    }

    [Fact]
    public async Task What_waits_when_the_writer_is_closed_is_written()
    {
        var written = await ClosedBehindAsync(5);
        await Task.WhenAll(written).WaitAsync(Patience);
        using var again = new Database(new SqliteDialect(_test.Engine.FileName));
        Assert.Equal(written.Count, again.Read(Count));
    }

    [Fact]
    public async Task After_it_was_closed_the_writer_takes_nothing()
    {
        await AddAsync("company");
        _test.Database.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AddAsync("late"));
    }

    public void Dispose() => _test.Dispose();

    // Lets writes gather while an earlier one is held before its commit; tells how many commits they took.
    private async Task<(int Commits, IReadOnlyList<Task> Writes)> TogetherAsync(IReadOnlyList<Func<Task>> writes, Func<bool>? commit = null)
    {
        using var gate = new ManualResetEventSlim();
        var dialect = _test.Engine.Dialect;
        var reached = new TaskCompletionSource();
        dialect.Commit = () =>
        {
            reached.TrySetResult();
            return gate.Wait(Patience);
        };
        var before = AddToStaffAsync();
        await reached.Task.WaitAsync(Patience);
        var commits = dialect.Commits;
        var begun = writes.Select(write => write()).ToList();
        dialect.Commit = commit ?? (() => true);
        gate.Set();
        await before;
        await Task.WhenAll(begun).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience);
        return (dialect.Commits - commits, begun);
    }

    private Task<(int Commits, IReadOnlyList<Task> Writes)> TogetherAsync(params Func<Task>[] writes) => TogetherAsync(writes, commit: null);

    private async Task<IReadOnlyList<Task>> ClosedBehindAsync(int writes)
    {
        using var gate = new ManualResetEventSlim();
        _test.Engine.Dialect.Commit = () => gate.Wait(Patience);
        var begun = Enumerable.Range(0, writes).Select(_ => AddAsync(Name())).ToList();
        var closing = Task.Run(_test.Database.Dispose);
        gate.Set();
        await closing.WaitAsync(Patience);
        return begun;
    }

    private static bool Add(WriteSession session, string id)
    {
        ParticipantStore.Add(session, Rows.Participant(id));
        return true;
    }

    private static long Count(Session session) => session.Value<long>("SELECT COUNT(*) FROM participants");

    private long Count() => _test.Read(Count);

    private bool IsThere(string id) => _test.Read(session => ParticipantStore.Find(session, id)) is not null;

    private string Name() => $"company-{Interlocked.Increment(ref _companies)}";

    private Task AddAsync(string id) => _test.WriteAsync(session => Add(session, id));

    private Task AddToStaffAsync() => _test.WriteAsync(session => Staff.StaffStore.Add(session, new Staff.StaffRow
    {
        Id = Name(),
        Version = 1,
        Name = "somebody",
        Role = "auditor",
        CreatedAt = Rows.Now,
    }));
}
