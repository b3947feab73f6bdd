using System.Data.Common;
using Matchmaking.Storage.Audit;

namespace Matchmaking.Storage.Tests;

public sealed class AuditStoreTests : IDisposable
{
    private readonly TestDatabase _test = new();

    [Theory]
    [InlineData("UPDATE audit SET action = 'nothing'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("DELETE FROM audit WHERE id = '1'")]
    public async Task Entries_are_neither_changed_nor_deleted(string sql)
    {
        await AppendAsync("1", "round-drafted");

        await Assert.ThrowsAnyAsync<DbException>(() => _test.WriteAsync(session => session.Execute(sql)));

        Assert.Equal("round-drafted", Assert.Single(List()).Action);
    }

    [Fact]
    public async Task Entries_are_read_in_the_order_of_their_ids_by_any_filter()
    {
        await AppendAsync("2", "round-closed", actor: "b");
        await AppendAsync("1", "round-drafted", subject: "y");
        await AppendAsync("3", "round-drafted");

        Assert.Equal(["1", "2", "3"], List().Select(entry => entry.Id));
        Assert.Equal(["1", "3"], List(action: "round-drafted").Select(entry => entry.Id));
        Assert.Equal(["2"], List(actor: "b").Select(entry => entry.Id));
        Assert.Equal(["1"], List(subject: "y").Select(entry => entry.Id));
        Assert.Equal(["2", "3"], List(after: "1").Select(entry => entry.Id));
        Assert.Equal(["1", "2"], List(take: 2).Select(entry => entry.Id));
    }

    public void Dispose() => _test.Dispose();

    private IReadOnlyList<AuditRow> List(string? actor = null, string? action = null, string? subject = null, string after = "", int take = 10) =>
        _test.Read(session => AuditStore.List(session, actor, action, subject, after, take));

    private Task AppendAsync(string id, string action, string actor = "a", string subject = "x") => _test.WriteAsync(session => AuditStore.Append(session, new AuditRow
    {
        Id = id,
        At = Rows.Now,
        ActorRole = "operator",
        ActorId = actor,
        Action = action,
        Subject = subject,
        Detail = "{}",
    }));
}
