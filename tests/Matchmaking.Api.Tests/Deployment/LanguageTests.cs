using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Api.Tests.Instances;

namespace Matchmaking.Api.Tests.Deployment;

public sealed class LanguageTests
{
    [Fact]
    public async Task Answers_are_the_same_whatever_the_machine_speaks() =>
        Assert.Equal(await AnswerAsync("C"), await AnswerAsync("de_DE.UTF-8"));

    // With limits that have decimals, and with the rules' own words.
    private static async Task<string> AnswerAsync(string language)
    {
        using var engine = EngineDatabase.Create();
        using var service = await ServiceProcess.StartInAsync(language, [.. engine.Settings]);
        var round = Sample.Round();
        round["poolThreshold"] = 1;
        round["dominanceLimit"] = 1.5m;
        round["coverage"] = new JsonArray();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/rounds") { Content = JsonContent.Create(round) };
        request.Headers.Add("Idempotency-Key", "once");
        using var answer = await service.Operator.SendAsync(request);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.NotEmpty(problem["errors"]!.AsArray());
        return problem["errors"]!.ToJsonString();
    }
}
