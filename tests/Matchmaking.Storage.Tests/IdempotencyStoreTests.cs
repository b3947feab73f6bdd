using System.Data.Common;
using Matchmaking.Storage.Idempotency;

namespace Matchmaking.Storage.Tests;

public sealed class IdempotencyStoreTests : IDisposable
{
    private static readonly RequestScope Scope = new("operator-1", "POST", "/v1/rounds", "once");
    private static readonly KeptAnswer Answer = new() { BodySha256 = "hash", Status = 201, Location = "/v1/rounds/1", Etag = "\"1\"", Body = "{}" };

    private readonly TestDatabase _test = new();

    [Fact]
    public async Task An_answer_is_found_by_its_whole_scope()
    {
        await KeepAsync(Rows.Now);

        Assert.Equal(Answer, Find(Scope, Rows.Now));
        Assert.Null(Find(new RequestScope("operator-2", "POST", "/v1/rounds", "once"), Rows.Now));
        Assert.Null(Find(new RequestScope("operator-1", "PUT", "/v1/rounds", "once"), Rows.Now));
        Assert.Null(Find(new RequestScope("operator-1", "POST", "/v1/staff", "once"), Rows.Now));
        Assert.Null(Find(new RequestScope("operator-1", "POST", "/v1/rounds", "Once"), Rows.Now));
        Assert.Null(Find(new RequestScope("operator-1", "POST", "/v1/rounds", "once "), Rows.Now));
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day_and_then_forgotten()
    {
        await KeepAsync(Rows.Now);

        Assert.NotNull(Find(Scope, Rows.Now.AddDays(1)));
        Assert.Null(Find(Scope, Rows.Now.AddDays(1).AddMilliseconds(1)));
        Assert.False(await ForgetAsync(Rows.Now.AddDays(1)));
        Assert.NotNull(Find(Scope, Rows.Now));
        Assert.True(await ForgetAsync(Rows.Now.AddDays(1).AddMilliseconds(1)));
        Assert.Null(Find(Scope, Rows.Now));
    }

    [Fact]
    public async Task Old_answers_are_forgotten_some_at_a_time()
    {
        for (var number = 0; number < 30; number++)
            await KeepAsync(Rows.Now.AddSeconds(number), $"key-{number}");

        var steps = 0;
        while (await ForgetAsync(Rows.Now.AddDays(1).AddSeconds(25)))
            steps++;

        Assert.Equal(3, steps);
        Assert.Equal(5, _test.Read(session => session.Value<long>("SELECT COUNT(*) FROM answers")));
    }

    [Fact]
    public async Task An_answer_too_old_to_be_given_makes_way_for_a_new_one()
    {
        await KeepAsync(Rows.Now);
        await KeepAsync(Rows.Now.AddDays(1).AddMilliseconds(1));
        Assert.Equal(Answer, Find(Scope, Rows.Now.AddDays(2)));
    }

    [Fact]
    public async Task A_second_answer_for_one_request_is_a_duplicate()
    {
        await KeepAsync(Rows.Now);
        var exception = await Assert.ThrowsAnyAsync<DbException>(() => KeepAsync(Rows.Now));
        Assert.True(_test.Opened.IsDuplicateKey(exception));
    }

    public void Dispose() => _test.Dispose();

    private KeptAnswer? Find(RequestScope scope, DateTimeOffset now) => _test.Read(session => IdempotencyStore.Find(session, scope, now));

    private Task KeepAsync(DateTimeOffset now, string key = "once") =>
        _test.WriteAsync(session => IdempotencyStore.Keep(session, new RequestScope("operator-1", "POST", "/v1/rounds", key), Answer, now));

    private Task<bool> ForgetAsync(DateTimeOffset now) => _test.WriteAsync(session => IdempotencyStore.Forget(session, now));
}
