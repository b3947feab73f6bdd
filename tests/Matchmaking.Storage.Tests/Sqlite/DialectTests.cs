using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Tests;

public sealed class DialectTests : IDisposable
{
    private readonly TestDatabase _test = new();
    private readonly SqliteDialect _dialect = new("unused");

    [Theory]
    [InlineData("INSERT INTO rounds (id, version, state, type, definition, second_person, lottery_secret, created_by, created_at) SELECT id, version, state, type, definition, second_person, lottery_secret, created_by, created_at FROM rounds", true)]
    [InlineData("INSERT INTO access_keys (id, hash, owner_role, owner_id, label, hint, created_at) VALUES ('2', 'h', 'auditor', 'o', 'l', 'h', 't')", true)]
    [InlineData("INSERT INTO access_keys (id, hash, owner_role, owner_id, label, hint, created_at) VALUES ('2', NULL, 'auditor', 'o', 'l', 'h', 't')", false)]
    [InlineData("INSERT INTO access_keys (id, hash, owner_role, owner_id, label, hint, created_at) VALUES ('2', 'i', 'nobody', 'o', 'l', 'h', 't')", false)]
    [InlineData("INSERT INTO run_chunks (run_id, document, number, content) VALUES ('no-run', 'input', 0, x'00')", false)]
    public async Task A_duplicate_key_is_told_from_other_violations(string sql, bool duplicate)
    {
        await _test.WriteAsync(session =>
        {
            Rounds.RoundStore.Add(session, Rows.Round());
            session.Execute("INSERT INTO access_keys (id, hash, owner_role, owner_id, label, hint, created_at) VALUES ('1', 'h', 'auditor', 'o', 'l', 'h', 't')");
        });

        var exception = await Assert.ThrowsAnyAsync<DbException>(() => _test.WriteAsync(session => session.Execute(sql)));

        Assert.Equal(duplicate, _dialect.IsDuplicateKey(exception));
        Assert.False(_dialect.IsTransient(exception));
    }

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(5, 517, true)]
    [InlineData(6, 262, true)]
    [InlineData(8, 8, true)]
    [InlineData(10, 266, true)]
    [InlineData(13, 13, true)]
    [InlineData(14, 14, true)]
    [InlineData(1, 1, false)]
    [InlineData(11, 11, false)]
    [InlineData(19, 2067, false)]
    [InlineData(26, 26, false)]
    public void What_may_pass_is_told_from_what_will_not(int code, int extended, bool transient) =>
        Assert.Equal(transient, _dialect.IsTransient(new SqliteException("", code, extended)));

    [Fact]
    public async Task An_audit_entry_is_not_replaced_either()
    {
        const string replace = "REPLACE INTO audit (id, at, actor_role, actor_id, action, subject, detail) VALUES ('1', @at, 'r', 'a', 'b', 's', '{}')";
        await _test.WriteAsync(session => session.Execute(replace, new { at = Rows.Now }));
        Assert.Equal("text", _test.Read(session => session.Value<string>("SELECT typeof(at) FROM audit")));

        await Assert.ThrowsAnyAsync<DbException>(() => _test.WriteAsync(session => session.Execute(replace, new { at = Rows.Now })));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_may_come_back()
    {
        var nowhere = new SqliteDialect(Path.Combine(_test.Engine.FileName, "nowhere.db"));
        var exception = Assert.ThrowsAny<DbException>(() => nowhere.Open(readOnly: true));
        Assert.True(nowhere.IsTransient(exception));
    }

    public void Dispose() => _test.Dispose();
}
