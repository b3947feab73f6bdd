namespace Matchmaking.Storage.Tests;

public sealed class SqliteVersionTests : IDisposable
{
    private readonly TestDatabase _test = new();

    [Fact]
    public void The_bundled_sqlite_still_needs_its_single_writer()
    {
        var version = Version.Parse(_test.Read(session => session.Value<string>("SELECT sqlite_version()")));
        Assert.True(
            version < new Version(3, 51, 3),
            $"SQLite {version} is bundled, which no longer corrupts a WAL database under two writers: say so in the remark on Database, and drop this test.");
    }

    public void Dispose() => _test.Dispose();
}
