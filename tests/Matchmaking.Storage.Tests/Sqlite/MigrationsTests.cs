namespace Matchmaking.Storage.Tests;

public sealed class MigrationsTests : IDisposable
{
    private readonly TestDatabase _test = new(migrated: false);

    [Fact]
    public async Task Migrations_run_once_in_the_order_of_their_names()
    {
        var applied = await Migrator.MigrateAsync(_test.Database, TimeProvider.System);

        Assert.NotEmpty(applied);
        Assert.Equal(applied.Order(StringComparer.Ordinal), applied);
        Assert.StartsWith("0001-", applied[0], StringComparison.Ordinal);
        Assert.Equal(applied, _test.Read(session => session.Query<string>("SELECT name FROM schema_migrations ORDER BY name")));
    }

    [Fact]
    public async Task Run_again_they_change_nothing()
    {
        await Migrator.MigrateAsync(_test.Database, TimeProvider.System);
        var before = Schema();

        Assert.Empty(await Migrator.MigrateAsync(_test.Database, TimeProvider.System));

        Assert.Equal(before, Schema());
    }

    [Fact]
    public async Task They_run_all_or_not_at_all()
    {
        // A table that a later migration creates is in its way.
        await _test.WriteAsync(session => session.Execute("CREATE TABLE rounds (id TEXT)"));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Migrator.MigrateAsync(_test.Database, TimeProvider.System));

        Assert.Equal(["rounds"], _test.Read(session => session.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'")));
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_migrate_once()
    {
        using var other = new Database(new SqliteDialect(_test.Engine.FileName));

        var applied = await Task.WhenAll(
            Task.Run(() => Migrator.MigrateAsync(_test.Database, TimeProvider.System)),
            Task.Run(() => Migrator.MigrateAsync(other, TimeProvider.System)));

        Assert.Single(applied, names => names.Count > 0);
    }

    public void Dispose() => _test.Dispose();

    private IReadOnlyList<string> Schema() => _test.Read(session => session.Query<string>("SELECT name || sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"));
}
