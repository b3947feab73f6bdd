using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Http;

public sealed class ConcurrencyTests : ScenarioTests
{
    private const string Me = "/v1/participants/me";

    [Fact]
    public async Task A_resource_has_a_tag_that_changes_with_it()
    {
        var company = Sample.Company();
        var client = await App.RegisterAsync(company);
        var before = (await client.GetAsync(Me).ShouldBe(200)).ETag;
        Assert.Equal(before, (await client.GetAsync(Me).ShouldBe(200)).ETag);

        company["contact"]!["phone"] = "+49 30 1";
        var put = await client.PutAsync(Me, company, before).ShouldBe(200);

        Assert.NotEqual(before, put.ETag);
        Assert.Equal(put.ETag, (await client.GetAsync(Me).ShouldBe(200)).ETag);
        Assert.Equal(put.Text, (await client.GetAsync(Me).ShouldBe(200)).Text);
    }

    [Fact]
    public async Task Two_callers_see_the_same_tag()
    {
        var client = await App.RegisterAsync();
        Assert.Equal((await client.GetAsync(Me)).ETag, (await App.Operator.GetAsync($"/v1/participants/{client.Id}")).ETag);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var client = await App.RegisterAsync();
        var tag = (await client.GetAsync(Me)).ETag;

        foreach (var none in (string[])[tag, $"\"other\", {tag}", $"W/{tag}", "*"])
        {
            var answer = await client.GetAsync(Me, ("If-None-Match", none)).ShouldBe(304);
            Assert.Equal("", answer.Text);
            Assert.Equal(tag, answer.ETag);
        }

        await client.GetAsync(Me, ("If-None-Match", "\"other\"")).ShouldBe(200);
        await client.PutAsync(Me, Sample.Company(), tag).ShouldBe(200);
        await client.GetAsync(Me, ("If-None-Match", tag)).ShouldBe(200);
    }

    [Fact]
    public async Task A_list_that_has_not_changed_is_not_sent_again()
    {
        var tag = (await App.Operator.GetAsync("/v1/rounds").ShouldBe(200)).ETag;
        await App.Operator.GetAsync("/v1/rounds", ("If-None-Match", tag)).ShouldBe(304);
        await App.DraftRoundAsync();
        await App.Operator.GetAsync("/v1/rounds", ("If-None-Match", tag)).ShouldBe(200);
    }

    [Fact]
    public async Task A_change_tells_the_version_it_was_made_from()
    {
        var company = Sample.Company();
        var client = await App.RegisterAsync(company);
        var tag = (await client.GetAsync(Me)).ETag;

        await client.PutAsync(Me, company, null).ShouldBeProblem(428, "if-match-required");
        await client.PutAsync(Me, company, "\"other\"").ShouldBeProblem(412, "stale");
        await client.PutAsync(Me, company, "1").ShouldBeProblem(412, "stale");
        // If-Match compares strongly: a weak tag matches nothing (RFC 9110, 13.1.1).
        await client.PutAsync(Me, company, $"W/{tag}").ShouldBeProblem(412, "stale");
        await client.PutAsync(Me, company, $"\"other\", {tag}").ShouldBe(200);
        await client.PutAsync(Me, company, tag).ShouldBeProblem(412, "stale");
        await client.PutAsync(Me, company, "*").ShouldBe(200);
    }

    [Fact]
    public async Task Of_two_changes_from_one_version_one_is_stale()
    {
        var company = Sample.Company();
        var client = await App.RegisterAsync(company);
        var tag = (await client.GetAsync(Me)).ETag;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => client.PutAsync(Me, company, tag))));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.ShouldBeProblem(412, "stale"));
    }

    [Fact]
    public async Task A_refused_change_changes_nothing()
    {
        var client = await App.RegisterAsync();
        var before = await client.GetAsync(Me);
        await client.PutAsync(Me, Sample.Company(), "\"other\"").ShouldBe(412);
        Assert.Equal(before.Text, (await client.GetAsync(Me)).Text);
    }

    [Fact]
    public async Task Checks_come_in_the_order_of_the_contract()
    {
        var company = await App.RegisterAsync();
        var round = await App.OpenRoundAsync();
        var path = $"/v1/rounds/{round}";
        var text = new StringContent("{", new System.Net.Http.Headers.MediaTypeHeaderValue("text/plain"));

        await App.Public.PutAsync(path, "{", null).ShouldBeProblem(401, "unauthenticated");
        await App.Public.SendAsync(HttpMethod.Post, "/v1/rounds", text).ShouldBeProblem(401, "unauthenticated");
        await company.PutAsync(path, "{", null).ShouldBeProblem(403, "wrong-role");
        await company.SendAsync(HttpMethod.Post, "/v1/rounds", new StringContent("{")).ShouldBeProblem(403, "wrong-role");
        await App.Operator.PostAsync("/v1/rounds", "{", ApiClient.NoKey).ShouldBeProblem(400, "idempotency-key-required");
        await App.Operator.PutAsync("/v1/rounds/nothing", "{", null).ShouldBeProblem(400, "invalid");
        await App.Operator.PutAsync("/v1/rounds/nothing", Sample.Round(), null).ShouldBeProblem(404, "not-found");
        await App.Operator.PutAsync(path, Sample.Round(), null).ShouldBeProblem(409, "round-state");
        await App.Operator.PutAsync(path, Sample.Round(), "\"other\"").ShouldBeProblem(409, "round-state");
    }
}
