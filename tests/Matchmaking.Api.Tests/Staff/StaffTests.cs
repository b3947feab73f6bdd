namespace Matchmaking.Api.Tests.Staff;

public sealed class StaffTests : ScenarioTests
{
    private const string Staff = "/v1/staff";

    [Theory]
    [InlineData("operator")]
    [InlineData("auditor")]
    public async Task Staff_are_added_by_name_with_a_key_of_their_own(string role)
    {
        var answer = await App.Operator.PostAsync(Staff, new { name = "Ada", role }).ShouldBe(201);
        var added = App.With((string)answer["key"]!);

        var own = await added.GetAsync($"{Staff}/me").ShouldBe(200);
        Assert.Equal(answer.Id, own.Id);
        Assert.Equal("Ada", (string?)own["name"]);
        Assert.Equal(role, (string?)own["role"]);
        Assert.Null(own["key"]);
    }

    [Fact]
    public async Task An_added_operator_runs_rounds()
    {
        var other = await App.AnotherOperatorAsync();
        await other.PostAsync("/v1/rounds", Sample.Round()).ShouldBe(201);
    }

    [Fact]
    public async Task An_auditor_reads_everything_and_changes_nothing()
    {
        var auditor = await App.AuditorAsync();
        var round = await App.DraftRoundAsync();
        var company = await App.RegisterAsync();

        foreach (var path in (string[])[Staff, "/v1/participants", $"/v1/participants/{company.Id}", "/v1/audit", "/v1/rounds", $"/v1/rounds/{round}"])
            await auditor.GetAsync(path).ShouldBe(200);
        await auditor.PostAsync(Staff, new { name = "Eve", role = "operator" }).ShouldBeProblem(403, "wrong-role");
        await auditor.PostAsync("/v1/rounds", Sample.Round()).ShouldBeProblem(403, "wrong-role");
        await auditor.PutAsync($"/v1/rounds/{round}", Sample.Round(), "*").ShouldBeProblem(403, "wrong-role");
        await auditor.PostAsync($"/v1/rounds/{round}/open-demand").ShouldBeProblem(403, "wrong-role");
    }

    [Fact]
    public async Task Staff_are_listed_by_role()
    {
        await App.AuditorAsync();
        await App.AnotherOperatorAsync();

        Assert.Equal(3, (await App.Operator.GetAsync(Staff).ShouldBe(200)).Items.Count);
        Assert.Equal(2, (await App.Operator.GetAsync($"{Staff}?role=operator").ShouldBe(200)).Items.Count);
        Assert.Single((await App.Operator.GetAsync($"{Staff}?role=auditor").ShouldBe(200)).Items);
        Assert.DoesNotContain("mmk_", (await App.Operator.GetAsync(Staff)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"name\":\"\",\"role\":\"auditor\"}", "#/name")]
    [InlineData("{\"name\":\"Ada\",\"role\":\"participant\"}", "#/role")]
    [InlineData("{\"name\":\"Ada\",\"role\":1}", "#/role")]
    [InlineData("{\"name\":\"Ada\"}", "#/role")]
    public async Task A_person_that_cannot_be_is_pointed_to(string body, string pointer)
    {
        await App.Operator.PostAsync(Staff, body).ShouldBeProblem(400, "invalid").ShouldPointTo(pointer);
        Assert.Single((await App.Operator.GetAsync(Staff)).Items);
    }
}
