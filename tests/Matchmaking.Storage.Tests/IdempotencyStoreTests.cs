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
        Assert.Null(Find(Scope with { Caller = "operator-2" }, Rows.Now));
        Assert.Null(Find(Scope with { Method = "PUT" }, Rows.Now));
        Assert.Null(Find(Scope with { Path = "/v1/staff" }, Rows.Now));
        Assert.Null(Find(Scope with { RequestKey = "Once" }, Rows.Now));
        Assert.Null(Find(Scope with { RequestKey = "once " }, Rows.Now));
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day_and_then_forgotten()
    {
        await KeepAsync(Rows.Now);

        Assert.NotNull(Find(Scope, Rows.Now.AddDays(1)));
        Assert.Null(Find(Scope, Rows.Now.AddDays(1).AddMilliseconds(1)));
        await _test.WriteAsync(session => IdempotencyStore.Forget(session, Rows.Now.AddDays(1)));
        Assert.NotNull(Find(Scope, Rows.Now));
        await _test.WriteAsync(session => IdempotencyStore.Forget(session, Rows.Now.AddDays(1).AddMilliseconds(1)));
        Assert.Null(Find(Scope, Rows.Now));
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

    private Task KeepAsync(DateTimeOffset now) => _test.WriteAsync(session => IdempotencyStore.Keep(session, Scope, Answer, now));
}
