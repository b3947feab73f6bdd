using Matchmaking.Api.Access;
using Matchmaking.Api.Staff;
using Matchmaking.Storage;
using Matchmaking.Storage.Audit;
using Matchmaking.Storage.Keys;
using Matchmaking.Storage.Staff;

namespace Matchmaking.Api.Tests.Staff;

public sealed class FirstOperatorTests : IDisposable
{
    private readonly EngineDatabase _engine = EngineDatabase.CreateEmpty();
    private readonly Database _database;
    private readonly StringWriter _shown = new();

    public FirstOperatorTests() => _database = _engine.Open();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_configured_key_one_is_made_at_the_first_start_and_shown_once(string? configured)
    {
        await StartAsync(configured);
        var key = _shown.ToString().Split(' ')[^1].Trim();
        Assert.True(AccessKey.IsWellFormed(key));
        Assert.Equal("operator", Find(key)?.OwnerRole);

        await StartAsync(configured);
        Assert.Single(_shown.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, Operators());
    }

    [Fact]
    public async Task A_configured_key_is_taken_once_and_not_shown()
    {
        var key = AccessKey.Create();
        await StartAsync(key);
        await StartAsync(key);

        Assert.Equal("operator", Find(key)?.OwnerRole);
        Assert.Equal(1, Operators());
        Assert.Equal("", _shown.ToString());
    }

    [Fact]
    public async Task A_key_configured_later_opens_the_service_again()
    {
        await StartAsync(null);
        var key = AccessKey.Create();
        await StartAsync(key);
        Assert.Equal("operator", Find(key)?.OwnerRole);
    }

    [Fact]
    public async Task A_configured_key_that_was_revoked_stays_revoked()
    {
        var key = AccessKey.Create();
        await StartAsync(key);
        var row = Find(key)!;
        await _database.WriteAsync(session => KeyStore.Revoke(session, row.Id, row.OwnerId, row.CreatedAt));

        await StartAsync(key);

        Assert.NotNull(Find(key)!.RevokedAt);
        Assert.Equal(1, Operators());
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("mmk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_00000000")]
    public async Task A_malformed_key_stops_the_start(string key)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(key));
        Assert.DoesNotContain(key, exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Operators());
        Assert.ThrowsAny<Exception>(() => new ServiceHost(("Operator:Key", key)));
    }

    [Fact]
    public async Task The_first_operator_is_on_record()
    {
        await StartAsync(AccessKey.Create());
        var entry = Assert.Single(_database.Read(session => AuditStore.List(session, null, null, null, "", 10)));
        Assert.Equal(("service", "start", "staff-added"), (entry.ActorRole, entry.ActorId, entry.Action));
    }

    public void Dispose()
    {
        _database.Dispose();
        _engine.Dispose();
    }

    private Task StartAsync(string? configured) => FirstOperator.EnsureAsync(_database, TimeProvider.System, configured, _shown);

    private KeyRow? Find(string key) => _database.Read(session => KeyStore.FindByHash(session, AccessKey.Hash(key)));

    private long Operators() => _database.Read(session => StaffStore.Count(session, "operator"));
}
