using System.Text;
using Matchmaking.Api.Access;

namespace Matchmaking.Api.Tests.Sqlite;

/// <summary>What becomes of the database's file, and what is in it.</summary>
public sealed class FileTests : ScenarioTests
{
    [Fact]
    public async Task A_service_without_its_database_is_live_and_not_ready()
    {
        File.Move(App.Engine.FileName, App.Engine.FileName + ".gone");

        await App.Public.GetAsync("/health/live").ShouldBe(200);
        var answer = await App.Public.GetAsync("/health/ready").ShouldBeProblem(503, "unavailable");
        Assert.Equal("1", answer.Header("Retry-After"));

        File.Move(App.Engine.FileName + ".gone", App.Engine.FileName);
        await App.Public.GetAsync("/health/ready").ShouldBe(200);
    }

    [Fact]
    public async Task Only_a_hash_of_a_key_is_stored_and_nothing_of_it_is_logged()
    {
        var company = await App.RegisterAsync();
        var issued = (string)(await company.PostAsync("/v1/participants/me/keys", new { label = "second" }, "once").ShouldBe(201))["key"]!;
        await company.PostAsync("/v1/participants/me/keys", new { label = "second" }, "once").ShouldBeProblem(409, "secret-shown");
        var log = string.Concat(App.Log.Lines);

        var stored = string.Concat(Directory.GetFiles(Path.GetDirectoryName(App.Engine.FileName)!).Select(Read));

        foreach (var key in (string[])[issued, company.Key!])
        {
            Assert.Contains(AccessKey.Hash(key), stored, StringComparison.Ordinal);
            Assert.DoesNotContain(key[12..], stored, StringComparison.Ordinal);
            Assert.DoesNotContain(key[12..], log, StringComparison.Ordinal);
        }
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
