using Matchmaking.Storage.Keys;

namespace Matchmaking.Storage.Tests;

public sealed class TimesTests : IDisposable
{
    private readonly TestDatabase _test = new();

    [Fact]
    public async Task Times_come_back_as_the_same_moment_in_utc()
    {
        var summer = new DateTimeOffset(2027, 7, 1, 12, 30, 15, 123, TimeSpan.FromHours(2));

        var row = await StoreAsync(summer, expires: null);

        Assert.Equal(summer, row.CreatedAt);
        Assert.Equal(TimeSpan.Zero, row.CreatedAt.Offset);
        Assert.Null(row.ExpiresAt);
    }

    [Fact]
    public async Task They_are_stored_as_text_of_one_width_whose_order_is_theirs()
    {
        DateTimeOffset[] times =
        [
            new(2027, 1, 4, 0, 30, 0, TimeSpan.FromHours(2)),
            new(2027, 1, 4, 0, 0, 0, TimeSpan.Zero),
            new(2027, 1, 3, 23, 0, 0, 1, TimeSpan.FromHours(-2)),
            new(2027, 1, 4, 1, 0, 0, 20, TimeSpan.Zero),
        ];
        foreach (var time in times)
            await StoreAsync(time, time);

        var stored = _test.Read(session => session.Query<string>("SELECT expires_at FROM access_keys ORDER BY expires_at"));

        Assert.Equal(["2027-01-03T22:30:00.000Z", "2027-01-04T00:00:00.000Z", "2027-01-04T01:00:00.001Z", "2027-01-04T01:00:00.020Z"], stored);
    }

    [Fact]
    public async Task They_are_kept_to_the_millisecond()
    {
        var time = Rows.Now.AddTicks(12_349_999);
        Assert.Equal(Rows.Now.AddMilliseconds(1_234), (await StoreAsync(time, time)).ExpiresAt);
    }

    public void Dispose() => _test.Dispose();

    private async Task<KeyRow> StoreAsync(DateTimeOffset created, DateTimeOffset? expires)
    {
        var id = Guid.NewGuid().ToString();
        await _test.WriteAsync(session => KeyStore.Add(session, new KeyRow
        {
            Id = id,
            Hash = id,
            OwnerRole = "auditor",
            OwnerId = "auditor-1",
            Label = "label",
            Hint = "hint",
            CreatedAt = created,
            ExpiresAt = expires,
        }));
        return _test.Read(session => KeyStore.FindByHash(session, id)!);
    }
}
