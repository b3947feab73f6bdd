using Microsoft.Data.Sqlite;

namespace Matchmaking.Api.Tests.Sqlite;

public sealed class FailuresTests : ScenarioTests
{
    [Fact]
    public async Task A_failing_statement_is_told_without_the_drivers_words()
    {
        Break("ALTER TABLE rounds RENAME TO rounds_gone");
        App.Restart();

        foreach (var answer in (Answer[])
        [
            await App.Public.GetAsync("/v1/rounds"),
            await App.Operator.PostAsync("/v1/rounds", Sample.Round()),
        ])
        {
            answer.ShouldBeProblem(500, "internal");
            foreach (var word in (string[])["SQLite", "no such table", "rounds_gone", "Exception", "at Matchmaking"])
                Assert.DoesNotContain(word, answer.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains(App.Log.Errors, line => line.Contains("no such table", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_write_that_fails_halfway_leaves_nothing_behind()
    {
        Break("CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'refused'); END");
        App.Restart();

        await App.Operator.PostAsync("/v1/rounds", Sample.Round(), "once").ShouldBeProblem(500, "internal");
        await App.Public.PostAsync("/v1/participants", Sample.Company()).ShouldBeProblem(500, "internal");

        Assert.Empty((await App.Operator.GetAsync("/v1/rounds").ShouldBe(200)).Items);
        Assert.Empty((await App.Operator.GetAsync("/v1/participants").ShouldBe(200)).Items);
        Break("DROP TRIGGER refuse");
        App.Restart();
        await App.Operator.PostAsync("/v1/rounds", Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed(false);
    }

    [Fact]
    public async Task A_service_goes_on_after_a_failed_write()
    {
        Break("CREATE TRIGGER refuse BEFORE INSERT ON rounds BEGIN SELECT RAISE(ABORT, 'refused'); END");
        App.Restart();
        await App.Operator.PostAsync("/v1/rounds", Sample.Round()).ShouldBe(500);
        await App.RegisterAsync();
    }

    // The service is restarted afterwards: it is not made for a second writer beside it.
    private void Break(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={App.Engine.FileName};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
