using Matchmaking.Api.Access;
using Matchmaking.Api.Staff;
using Matchmaking.Storage;
using Matchmaking.Storage.Staff;

namespace Matchmaking.SqlServer.Tests;

/// <summary>What happens when instances start on a server.</summary>
public sealed class MigratingTests
{
    private readonly string _connectionString = TestServer.Create();

    [Fact]
    public async Task Instances_that_start_at_once_migrate_once_and_make_one_first_operator()
    {
        var key = AccessKey.Create();
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using var database = new Database(new SqlServerDialect(_connectionString));
            var names = await Migrator.MigrateAsync(database, TimeProvider.System);
            await FirstOperator.EnsureAsync(database, TimeProvider.System, key, TextWriter.Null);
            return names;
        })));

        var migrated = Assert.Single(applied, names => names.Count > 0);
        using var database = new Database(new SqlServerDialect(_connectionString));
        Assert.Equal(migrated, database.Read(session => session.Query<string>("SELECT name FROM schema_migrations ORDER BY name")));
        Assert.Equal(1, database.Read(session => StaffStore.Count(session, "operator")));
    }

    [Fact]
    public void A_database_that_is_there_is_left_as_it_is() => Assert.Null(Record.Exception(() => new SqlServerDialect(_connectionString).Prepare()));
}
