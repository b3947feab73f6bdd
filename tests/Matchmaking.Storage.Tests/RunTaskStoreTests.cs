using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Storage.Tests;

public sealed class RunTaskStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Until = Rows.Now.AddSeconds(30), Later = Rows.Now.AddSeconds(31);

    private readonly TestDatabase _test = new();

    public Task InitializeAsync() => _test.WriteAsync(session =>
    {
        RoundStore.Add(session, Rows.Round("closed"));
        foreach (var run in new[] { "run-2", "run-1" })
            Assert.True(RunStore.Add(session, new RunRow { Id = run, RoundId = "round-1", Status = "queued", StartedBy = "operator-1", CreatedAt = Rows.Now }));
    });

    [Fact]
    public void The_oldest_run_comes_first() => Assert.Equal(["run-1", "run-2"], Open().Select(task => task.RunId));

    [Fact]
    public async Task A_run_outside_a_closed_round_has_no_step()
    {
        await _test.WriteAsync(session => Assert.True(RoundStore.Replace(session, RoundStore.Hold(session, "round-1")! with { State = "published" })));
        Assert.False(await _test.WriteAsync(session => RunStore.Add(session, new RunRow { Id = "run-3", RoundId = "round-1", Status = "queued", StartedBy = "operator-1", CreatedAt = Rows.Now })));
        Assert.Empty(OfRun("run-3"));
    }

    [Fact]
    public async Task Of_many_that_take_a_step_at_once_one_has_it()
    {
        var task = Open()[0];
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => TakeAsync(task, $"instance-{number}"))));

        var holder = Assert.Single(taken.OfType<RunTask>());
        Assert.Equal(holder, OfRun("run-1").Single());
        Assert.Equal((1, 0, Until), (holder.Fence, holder.Losses, holder.LeaseUntil));
    }

    [Fact]
    public async Task A_step_that_is_taken_is_open_again_when_its_lease_has_ended()
    {
        var first = (await TakeAsync(Open()[0], "one"))!;
        Assert.Equal(["run-2"], Open().Select(task => task.RunId));
        Assert.Equal(["run-2"], Open(Until).Select(task => task.RunId));

        var second = (await TakeAsync(Open(Later)[0], "two"))!;

        Assert.Equal((first.Fence + 1, 1), (second.Fence, second.Losses));
        Assert.False(await _test.WriteAsync(session => RunTaskStore.Renew(session, first, Later)));
        Assert.False(await _test.WriteAsync(session => RunTaskStore.Complete(session, first)));
        Assert.False(await _test.WriteAsync(session => RunTaskStore.Release(session, first)));
        Assert.Equal(second, OfRun("run-1").Single());
    }

    [Fact]
    public async Task A_holder_makes_its_lease_longer_and_says_how_far_it_is()
    {
        var task = (await TakeAsync(Open()[0], "one"))!;
        Assert.True(await _test.WriteAsync(session => RunTaskStore.Renew(session, task, Until.AddSeconds(5), "{\"half\":1}")));
        Assert.True(await _test.WriteAsync(session => RunTaskStore.Renew(session, task, Until.AddSeconds(10))));

        Assert.Equal(task with { LeaseUntil = Until.AddSeconds(10), Progress = "{\"half\":1}" }, OfRun("run-1").Single());
        Assert.DoesNotContain(Open(Later), open => open.RunId == "run-1");
    }

    [Fact]
    public async Task A_step_that_is_given_back_is_open_at_once_and_nobody_was_lost()
    {
        var task = (await TakeAsync(Open()[0], "one"))!;
        Assert.True(await _test.WriteAsync(session => RunTaskStore.Release(session, task)));

        var again = (await TakeAsync(Open()[0], "two"))!;

        Assert.Equal((2, 0), (again.Fence, again.Losses));
    }

    [Fact]
    public async Task The_result_is_put_together_after_all_parts()
    {
        await _test.WriteAsync(session =>
        {
            RunTaskStore.Remove(session, "run-2");
            RunTaskStore.Remove(session, "run-1");
            RunTaskStore.Add(session, [RunTask.Waiting("run-1", 1, "solve"), RunTask.Waiting("run-1", 2, "solve"), RunTask.Waiting("run-1", 3, "finish")]);
        });
        Assert.Equal([1, 2], Open().Select(task => task.Number));

        var first = (await TakeAsync(Open()[0], "one"))!;
        var second = (await TakeAsync(Open()[0], "two"))!;
        Assert.Empty(Open());
        await _test.WriteAsync(session => Assert.True(RunTaskStore.Complete(session, second)));
        Assert.Empty(Open());
        await _test.WriteAsync(session => Assert.True(RunTaskStore.Complete(session, first)));
        Assert.Equal([3], Open().Select(task => task.Number));
    }

    [Fact]
    public async Task A_run_that_ends_leaves_no_step_and_nothing_half_done_behind()
    {
        await _test.WriteAsync(session =>
        {
            foreach (var document in new[] { "input", "result", "part-1" })
                DocumentStore.Add(session, "run-1", document, 0, DocumentStore.Pieces("{}"u8)[0]);
            DocumentStore.Add(session, "run-2", "input", 0, DocumentStore.Pieces("{}"u8)[0]);
            RunStore.SetInput(session, "run-1", "hash");
            Assert.True(RunStore.End(session, "run-1", "failed", Rows.Now, "why"));
            Assert.True(RunStore.End(session, "run-2", "cancelled", Rows.Now));
        });

        Assert.Empty(Open(Later));
        Assert.Equal(["input"], new[] { "input", "result", "part-1" }.Where(document => _test.Read(session => DocumentStore.Find(session, "run-1", document)) is not null));
        Assert.Null(_test.Read(session => DocumentStore.Find(session, "run-2", "input")));
        Assert.False(await _test.Database.WriteAsync(session => RunStore.End(session, "run-1", "succeeded", Rows.Now), keep: ended => ended));
        Assert.Equal("failed", _test.Read(session => RunStore.Find(session, "run-1"))!.Status);
    }

    [Fact]
    public async Task A_document_is_read_as_it_was_written()
    {
        var random = new Random(1);
        var large = new byte[1_000_000];
        random.NextBytes(large);
        var pieces = DocumentStore.Pieces(large);
        Assert.True(pieces.Count > 2);
        await _test.WriteAsync(session =>
        {
            foreach (var (number, piece) in pieces.Index().Reverse())
                DocumentStore.Add(session, "run-1", "input", number, piece);
            DocumentStore.Add(session, "run-1", "result", 0, "{\"stored\":\"before documents were compressed\"}"u8.ToArray());
        });

        Assert.Equal(large, _test.Read(session => DocumentStore.Find(session, "run-1", "input")));
        Assert.Equal("{\"stored\":\"before documents were compressed\"}"u8.ToArray(), _test.Read(session => DocumentStore.Find(session, "run-1", "result")));
        Assert.Null(_test.Read(session => DocumentStore.Find(session, "run-2", "input")));
    }

    public Task DisposeAsync()
    {
        _test.Dispose();
        return Task.CompletedTask;
    }

    private IReadOnlyList<RunTask> Open(DateTimeOffset? now = null) => _test.Read(session => RunTaskStore.Open(session, now ?? Rows.Now, 10));

    private IReadOnlyList<RunTask> OfRun(string run) => _test.Read(session => RunTaskStore.OfRun(session, run));

    private Task<RunTask?> TakeAsync(RunTask task, string owner) => _test.WriteAsync(session => RunTaskStore.Take(session, task, owner, Until));
}
