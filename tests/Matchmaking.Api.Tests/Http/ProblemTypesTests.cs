namespace Matchmaking.Api.Tests.Http;

public sealed class ProblemTypesTests : ScenarioTests
{
    [Fact]
    public async Task A_problems_type_leads_to_its_meaning()
    {
        var problem = await App.Public.GetAsync("/v1/rounds?limit=0").ShouldBeProblem(400, "invalid");

        var meaning = await App.Public.GetAsync((string)problem["type"]!).ShouldBe(200);

        Assert.Equal(((string?)problem["code"], 400, (string?)problem["title"]), ((string?)meaning["code"], (int)meaning["status"]!, (string?)meaning["title"]));
        await App.Public.GetAsync("/problems/none").ShouldBeProblem(404, "not-found");
    }
}
