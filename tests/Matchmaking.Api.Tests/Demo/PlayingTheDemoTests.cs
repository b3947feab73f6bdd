using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Matchmaking.Api.Access;
using Matchmaking.Api.Demo;

namespace Matchmaking.Api.Tests.Demo;

public sealed class PlayingTheDemoTests : ScenarioTests
{
    private const int WidestLine = 150;

    private readonly StringWriter _output = new();

    [Fact]
    public async Task Two_rounds_are_played_the_rule_works_and_a_contact_is_made()
    {
        var played = await DemoPlayer.PlayAsync(App.Http, EngineDatabase.OperatorKey, _output, CancellationToken.None);

        var rounds = (await App.Public.GetAsync("/v1/rounds").ShouldBe(200)).Items;
        Assert.Equal(["published", "published"], rounds.Select(round => (string?)round["state"]));
        Assert.All(played.Rounds, ShowsEveryGroup);
        Assert.All(played.Rounds, ServesEveryGroup);
        RuleIsAtWork(played.Rounds[0], "lithium", "CL");
        RuleIsAtWork(played.Rounds[1], "magnesium", "CN");
        ContactAppears(played.Handshake);
        Assert.All(_output.ToString().Split('\n'), line => Assert.True(line.Length <= WidestLine && line.All(char.IsAscii), line));
        await KeysWork(played);
        await ReportsCanBeRead(played);
    }

    [Fact]
    public async Task A_surprise_names_method_path_status_and_body()
    {
        var failure = await Assert.ThrowsAsync<DemoFailure>(
            () => DemoPlayer.PlayAsync(App.Http, AccessKey.Create(), _output, CancellationToken.None));

        Assert.StartsWith("POST /v1/staff answered 401:\n", failure.Message);
        Assert.Contains("\"code\":\"unauthenticated\"", failure.Message);
    }

    [Fact]
    public async Task A_taken_port_ends_the_demo_with_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var code = await DemoCommand.RunAsync(["--urls", address], _output, _output);

        Assert.Equal(1, code);
        Assert.StartsWith($"{address} is taken by another program.", _output.ToString());
    }

    private void ShowsEveryGroup(PlayedRound round) => Assert.All(round.Script.Groups, group =>
        Assert.Contains($"\n  {DemoTable.Name(group.Material)} ", _output.ToString()));

    private static void ServesEveryGroup(PlayedRound round) => Assert.All(round.Script.Groups, group =>
        Assert.Contains(round.Result.Matches, pair => group.Demands.Contains(round.Demands[pair.Demand])));

    // The engine solves the published input again, with the rule switched off: the country would get more than the rule lets it have.
    private static void RuleIsAtWork(PlayedRound round, string material, string country)
    {
        var with = round.Groups.Single(group => group.Material == material);
        var without = round.Without(with);

        Assert.True(without.Origins.Single(origin => origin.Country == country).Matched / without.Matched > 0.65m);
        var origin = with.Origins.Single(origin => origin.Country == country);
        Assert.True(origin.Binding);
        Assert.Equal(0.65m, origin.Matched / with.Base, precision: 3);
        Assert.Equal(with.WithoutRule!.Matched, without.Matched);
        Assert.Equal(with.WithoutRule.Cost, without.Cost);
    }

    private static void ContactAppears(Handshake handshake)
    {
        Assert.Equal("proposed", (string?)handshake.Before["state"]);
        Assert.Null(handshake.Before["counterparty"]!["name"]);
        Assert.Null(handshake.Before["counterparty"]!["contact"]);
        Assert.Equal("confirmed", (string?)handshake.After["state"]);
        Assert.Equal(handshake.Supplier.Name, (string?)handshake.After["counterparty"]!["name"]);
        Assert.IsType<JsonObject>(handshake.After["counterparty"]!["contact"]);
    }

    // The commands that the demo prints at its end.
    private async Task KeysWork(PlayedDemo played)
    {
        var guide = new StringWriter();
        DemoGuide.WriteEnd(guide, "http://localhost:5080", played);
        foreach (var line in guide.ToString().Split('\n').Where(line => line.Contains("curl", StringComparison.Ordinal)))
        {
            var parts = line.Split('"');
            await App.With(parts[1].Split(' ')[^1]).GetAsync(parts[3]["http://localhost:5080".Length..]).ShouldBe(200);
        }
    }

    // Three producers from Chile and others beside them: enough companies for the public to see the rule at work, too.
    private async Task ReportsCanBeRead(PlayedDemo played)
    {
        var (first, second) = (await ReportAsync(played.Rounds[0]), await ReportAsync(played.Rounds[1]));
        var lithium = first["figures"]!["groups"]!.AsArray().Single(group => (string?)group!["material"] == "lithium")!["largestThirdCountry"]!;

        Assert.Equal(("CL", 0.65m, true), ((string?)lithium["country"], (decimal?)lithium["shareOfDemand"], (bool?)lithium["capReached"]));
        Assert.Equal(5, second["figures"]!["groups"]!.AsArray().Count);
    }

    private Task<Answer> ReportAsync(PlayedRound round) => App.Public.GetAsync($"/v1/rounds/{round.Id}/report").ShouldBe(200);
}
