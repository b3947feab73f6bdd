using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Participants;

public sealed class VerifyingCompaniesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Companies = "/v1/participants";

    private static readonly Dictionary<string, string[]> PathTo = new()
    {
        ["pending"] = [],
        ["verified"] = ["verify"],
        ["rejected"] = ["reject"],
        ["suspended"] = ["verify", "suspend"],
    };

    private ServiceHost App => shared.App;

    [Fact]
    public async Task A_verification_records_what_was_checked()
    {
        var company = await App.RegisterAsync();
        var answer = await DecideAsync(company.Id, "verify", Sample.Verification("size")).ShouldBe(200);

        Assert.Equal("verified", (string?)answer["state"]);
        Assert.Equal("size", (string?)Assert.Single(answer["confirmed"]!.AsArray()));
        var review = answer["review"]!;
        Assert.Equal("verify", (string?)review["decision"]);
        Assert.Equal("Documents checked", (string?)review["reason"]);
        Assert.Equal("Consolidated list of Union financial sanctions", (string?)review["screeningSource"]);
        Assert.Equal("2027-01-04", (string?)review["screeningDate"]);
        Assert.Equal(App.Operator.Id, (string?)review["by"]);
        Assert.Equal("2027-01-04T08:00:00Z", (string?)review["at"]);
        Assert.Equal(answer.Text, (await company.GetAsync($"{Companies}/me")).Text);
    }

    [Theory]
    [InlineData("pending", "verify", "verified")]
    [InlineData("pending", "reject", "rejected")]
    [InlineData("pending", "suspend", null)]
    [InlineData("pending", "reinstate", null)]
    [InlineData("verified", "verify", null)]
    [InlineData("verified", "reject", null)]
    [InlineData("verified", "suspend", "suspended")]
    [InlineData("verified", "reinstate", null)]
    [InlineData("rejected", "verify", "verified")]
    [InlineData("rejected", "reject", null)]
    [InlineData("rejected", "suspend", null)]
    [InlineData("rejected", "reinstate", null)]
    [InlineData("suspended", "verify", null)]
    [InlineData("suspended", "reject", null)]
    [InlineData("suspended", "suspend", null)]
    [InlineData("suspended", "reinstate", "verified")]
    public async Task Every_decision_is_taken_in_its_states_only(string state, string decision, string? next)
    {
        var company = await App.RegisterAsync();
        foreach (var step in PathTo[state])
            await DecideAsync(company.Id, step).ShouldBe(200);
        var before = await App.Operator.GetAsync($"{Companies}/{company.Id}").ShouldBe(200);
        Assert.Equal(state, (string?)before["state"]);

        var answer = await DecideAsync(company.Id, decision);

        if (next is null)
            answer.ShouldBeProblem(409, "participant-state");
        else
            Assert.Equal(next, (string?)answer.ShouldBe(200)["state"]);
        Assert.Equal(next ?? state, (string?)(await App.Operator.GetAsync($"{Companies}/{company.Id}"))["state"]);
    }

    [Theory]
    [InlineData("verify", "reason", "\"\"")]
    [InlineData("verify", "reason", null)]
    [InlineData("verify", "screeningSource", "\" \"")]
    [InlineData("verify", "screeningSource", null)]
    [InlineData("verify", "screeningDate", "\"2027-01-06\"")]
    [InlineData("verify", "screeningDate", "\"04.01.2027\"")]
    [InlineData("verify", "screeningDate", null)]
    [InlineData("verify", "confirmed", "[\"name\"]")]
    [InlineData("reject", "reason", "\" \"")]
    [InlineData("reject", "reason", null)]
    [InlineData("suspend", "reason", null)]
    [InlineData("reinstate", "reason", null)]
    public async Task A_decision_says_why(string decision, string member, string? value)
    {
        var company = await App.RegisterAsync();
        var body = Body(decision);
        body.Remove(member);
        if (value is not null)
            body[member] = JsonNode.Parse(value);

        var answer = await DecideAsync(company.Id, decision, body).ShouldBeProblem(400, "invalid");

        Assert.StartsWith($"#/{member}", Assert.Single(answer.Pointers), StringComparison.Ordinal);
        Assert.Equal("pending", (string?)(await company.GetAsync($"{Companies}/me"))["state"]);
    }

    [Fact]
    public async Task Of_one_registration_number_one_company_is_verified()
    {
        var body = Sample.Company();
        var (first, second) = (await App.VerifiedAsync(body), await App.RegisterAsync(body));
        await DecideAsync(second.Id, "verify").ShouldBeProblem(409, "duplicate-reference");

        await DecideAsync(first.Id, "suspend").ShouldBe(200);
        await DecideAsync(second.Id, "verify").ShouldBe(200);
        await DecideAsync(first.Id, "reinstate").ShouldBeProblem(409, "duplicate-reference");
        Assert.Equal("suspended", (string?)(await first.GetAsync($"{Companies}/me"))["state"]);
    }

    [Fact]
    public async Task A_company_that_does_not_exist_is_not_found()
    {
        await DecideAsync("01900000-0000-7000-8000-000000000000", "verify").ShouldBeProblem(404, "not-found");
        await App.Operator.GetAsync($"{Companies}/01900000-0000-7000-8000-000000000000").ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Only_operators_decide()
    {
        var company = await App.RegisterAsync();
        var auditor = await App.AuditorAsync();
        await company.PostAsync($"{Companies}/{company.Id}/verify", Sample.Verification()).ShouldBeProblem(403, "wrong-role");
        await auditor.PostAsync($"{Companies}/{company.Id}/verify", Sample.Verification()).ShouldBeProblem(403, "wrong-role");
        await auditor.GetAsync($"{Companies}/{company.Id}").ShouldBe(200);
    }

    private Task<Answer> DecideAsync(string id, string decision, JsonObject? body = null) =>
        App.Operator.PostAsync($"{Companies}/{id}/{decision}", body ?? Body(decision));

    private static JsonObject Body(string decision) => decision == "verify" ? Sample.Verification() : new JsonObject { ["reason"] = "For the record" };
}
