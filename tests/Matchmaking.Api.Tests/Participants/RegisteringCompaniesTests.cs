using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Participants;

public sealed class RegisteringCompaniesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Companies = "/v1/participants", Me = "/v1/participants/me";

    private ServiceHost App => shared.App;

    [Fact]
    public async Task A_company_registers_and_waits_for_the_operator()
    {
        var body = Sample.Company("FR", "buyer", "storage-provider");
        body["companyGroup"] = "Group 7";
        body["contact"]!["phone"] = "+33 1";

        var answer = await App.Public.PostAsync(Companies, body).ShouldBe(201);

        Assert.Equal("pending", (string?)answer["state"]);
        Assert.Equal(Me, answer.Location);
        foreach (var (member, value) in body)
            Assert.True(JsonNode.DeepEquals(value, answer[member]), $"{member}: {answer[member]}");
        Assert.Empty(answer["confirmed"]!.AsArray());
        Assert.Null(answer["review"]);
        Assert.Equal("2027-01-04T08:00:00Z", (string?)answer["createdAt"]);
        Assert.Equal(7, Guid.Parse(answer.Id).Version);
        Assert.Equal(answer.Id.ToLowerInvariant(), answer.Id);
    }

    [Fact]
    public async Task Its_first_key_is_shown_once_and_works_at_once()
    {
        var answer = await App.Public.PostAsync(Companies, Sample.Company()).ShouldBe(201);
        var client = App.With((string)answer["key"]!, answer.Id);

        var own = await client.GetAsync(Me).ShouldBe(200);
        Assert.Equal(answer.Id, own.Id);
        Assert.Null(own["key"]);
        Assert.Equal((string)answer["keyId"]!, (string?)Assert.Single((await client.GetAsync($"{Me}/keys").ShouldBe(200)).Items)["id"]);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("buyer", "DE")]
    [InlineData("buyer", "GF")]
    [InlineData("supplier", "CL")]
    [InlineData("supplier", "CN")]
    [InlineData("financial-institution", "CH")]
    public async Task Companies_of_these_kinds_and_countries_may_register(string capacity, string country) =>
        await App.Public.PostAsync(Companies, Sample.Company(country, capacity)).ShouldBe(201);

    [Theory]
    [InlineData("NO")]
    [InlineData("US")]
    [InlineData("GL")]
    public async Task A_buyer_is_established_in_the_union(string country)
    {
        await App.Public.PostAsync(Companies, Sample.Company(country, "buyer")).ShouldBeProblem(400, "invalid").ShouldPointTo("#/country");
        await App.Public.PostAsync(Companies, Sample.Company(country, "supplier", "buyer")).ShouldBeProblem(400, "invalid").ShouldPointTo("#/country");
    }

    [Theory]
    [InlineData("lei", "529900T8BM49AURSDO55")]
    [InlineData("lei", "HWUPKR0MPOU8FGXBT394")]
    [InlineData("vat", "DE123456789")]
    [InlineData("vat", "ATU12345678")]
    [InlineData("euid", "DEK1101R.HRB116737")]
    public async Task A_registration_number_of_its_scheme_is_taken(string scheme, string number) =>
        await App.Public.PostAsync(Companies, Registered(scheme, number)).ShouldBe(201);

    [Theory]
    [InlineData("lei", "529900T8BM49AURSDO56")]
    [InlineData("lei", "529900T8BM49AURSD055")]
    [InlineData("lei", "529900t8bm49aursdo55")]
    [InlineData("lei", "529900T8BM49AURSDO5")]
    [InlineData("lei", " 529900T8BM49AURSDO55")]
    [InlineData("lei", "529900T8BM49AURSDO55\n")]
    [InlineData("lei", "")]
    [InlineData("vat", "123456789")]
    [InlineData("vat", "DE 123456789")]
    [InlineData("euid", "HRB116737")]
    public async Task A_number_that_is_none_of_its_scheme_is_refused(string scheme, string number) =>
        await App.Public.PostAsync(Companies, Registered(scheme, number)).ShouldBeProblem(400, "invalid").ShouldPointTo("#/registration/number");

    [Theory]
    [InlineData("name", "\"\"")]
    [InlineData("name", "\"  \"")]
    [InlineData("name", "\"a\\nb\"")]
    [InlineData("country", "\"XX\"")]
    [InlineData("country", "\"de\"")]
    [InlineData("country", "\"DEU\"")]
    [InlineData("capacities", "[]")]
    [InlineData("capacities", "[\"buyer\",\"buyer\"]")]
    [InlineData("companyGroup", "\"\"")]
    [InlineData("notUnderRestrictiveMeasures", "false")]
    public async Task What_a_company_cannot_be_is_pointed_to(string member, string value)
    {
        var body = Sample.Company();
        body[member] = JsonNode.Parse(value);
        await App.Public.PostAsync(Companies, body).ShouldBeProblem(400, "invalid").ShouldPointTo($"#/{member}");
    }

    [Fact]
    public async Task Texts_have_a_length()
    {
        var body = Sample.Company();
        body["name"] = new string('n', 200);
        await App.Public.PostAsync(Companies, body).ShouldBe(201);
        body["name"] = new string('n', 201);
        body["companyGroup"] = new string('g', 201);
        body["contact"]!["phone"] = new string('1', 201);
        await App.Public.PostAsync(Companies, body).ShouldBeProblem(400, "invalid").ShouldPointTo("#/name", "#/companyGroup", "#/contact/phone");
    }

    [Fact]
    public async Task Names_of_all_scripts_come_back_as_they_went_in()
    {
        var body = Sample.Company();
        body["name"] = "Žľutý kôň & Ćwikła Ωμέγα \"цинк\" 🜨 </script>";
        Assert.Equal((string?)body["name"], (string?)(await App.Public.PostAsync(Companies, body).ShouldBe(201))["name"]);
    }

    [Theory]
    [InlineData("state", "\"verified\"")]
    [InlineData("confirmed", "[\"size\"]")]
    [InlineData("review", "null")]
    [InlineData("key", "\"mine\"")]
    public async Task What_the_service_says_is_not_taken_from_a_company(string member, string value)
    {
        var body = Sample.Company();
        body[member] = JsonNode.Parse(value);
        await App.Public.PostAsync(Companies, body).ShouldBeProblem(400, "invalid").ShouldPointTo($"#/{member}");
    }

    [Fact]
    public async Task Two_companies_may_wait_with_the_same_number()
    {
        var body = Sample.Company();
        await App.Public.PostAsync(Companies, body).ShouldBe(201);
        await App.Public.PostAsync(Companies, body).ShouldBe(201);
    }

    [Theory]
    [InlineData("name", "\"Renamed\"")]
    [InlineData("country", "\"FR\"")]
    [InlineData("companyGroup", "\"Group 8\"")]
    [InlineData("companyGroup", "null")]
    [InlineData("registration", "{\"scheme\":\"vat\",\"number\":\"DE123456789\"}")]
    public async Task A_change_of_identity_leads_back_to_pending(string member, string value)
    {
        var body = Grouped();
        var client = await App.VerifiedAsync(body, "size", "company-group");
        body[member] = JsonNode.Parse(value);

        var answer = await ReplaceAsync(client, body).ShouldBe(200);

        Assert.Equal("pending", (string?)answer["state"]);
        Assert.Equal(member == "companyGroup" ? ["size"] : ["size", "company-group"], Confirmed(answer));
    }

    [Theory]
    [InlineData("contact", "{\"name\":\"Sales\",\"email\":\"sales@example.com\"}", "size", "company-group")]
    [InlineData("capacities", "[\"buyer\",\"storage-provider\"]", "size", "company-group")]
    [InlineData("size", "\"sme\"", "company-group")]
    public async Task Any_other_change_leaves_a_company_verified(string member, string value, params string[] confirmed)
    {
        var body = Grouped();
        var client = await App.VerifiedAsync(body, "size", "company-group");
        body[member] = JsonNode.Parse(value);

        var answer = await ReplaceAsync(client, body).ShouldBe(200);

        Assert.Equal("verified", (string?)answer["state"]);
        Assert.Equal(confirmed, Confirmed(answer));
    }

    [Fact]
    public async Task A_rejected_company_corrects_itself_and_stays_rejected()
    {
        var body = Sample.Company();
        var client = await App.RegisterAsync(body);
        await App.Operator.PostAsync($"{Companies}/{client.Id}/reject", new { reason = "Wrong number" }).ShouldBe(200);
        body["registration"]!["number"] = Sample.Lei(1_000_000);

        Assert.Equal("rejected", (string?)(await ReplaceAsync(client, body).ShouldBe(200))["state"]);
    }

    [Fact]
    public async Task A_suspended_company_cannot_come_back_as_another()
    {
        var body = Grouped();
        var client = await App.VerifiedAsync(body);
        await App.Operator.PostAsync($"{Companies}/{client.Id}/suspend", new { reason = "Under review" }).ShouldBe(200);

        body["contact"]!["phone"] = "+49 30 1";
        Assert.Equal("suspended", (string?)(await ReplaceAsync(client, body).ShouldBe(200))["state"]);
        body["name"] = "Somebody else";
        await ReplaceAsync(client, body).ShouldBeProblem(409, "participant-state");
    }

    [Fact]
    public async Task A_refused_change_is_pointed_to_and_changes_nothing()
    {
        var body = Sample.Company();
        var client = await App.RegisterAsync(body);
        var before = await client.GetAsync(Me);
        body["country"] = "US";
        body["name"] = "";

        await ReplaceAsync(client, body).ShouldBeProblem(400, "invalid").ShouldPointTo("#/name", "#/country");

        Assert.Equal(before.Text, (await client.GetAsync(Me)).Text);
    }

    [Fact]
    public async Task A_company_sees_itself_and_no_other()
    {
        var (mine, other) = (await App.RegisterAsync(), await App.RegisterAsync());
        Assert.Equal(mine.Id, (await mine.GetAsync(Me).ShouldBe(200)).Id);
        await mine.GetAsync($"{Companies}/{other.Id}").ShouldBeProblem(403, "wrong-role");
        await mine.GetAsync($"{Companies}/{mine.Id}").ShouldBeProblem(403, "wrong-role");
        await mine.GetAsync(Companies).ShouldBeProblem(403, "wrong-role");
        await App.Public.GetAsync(Companies).ShouldBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task Staff_are_no_participants()
    {
        await App.Operator.GetAsync(Me).ShouldBeProblem(403, "wrong-role");
        await App.Operator.PutAsync(Me, Sample.Company(), "*").ShouldBeProblem(403, "wrong-role");
    }

    private static JsonObject Grouped()
    {
        var body = Sample.Company("DE", "buyer");
        body["companyGroup"] = "Group 7";
        return body;
    }

    private static JsonObject Registered(string scheme, string number)
    {
        var body = Sample.Company();
        body["registration"] = new JsonObject { ["scheme"] = scheme, ["number"] = number };
        return body;
    }

    private static async Task<Answer> ReplaceAsync(ApiClient client, JsonObject body) => await client.PutAsync(Me, body, (await client.GetAsync(Me)).ETag);

    private static string[] Confirmed(Answer answer) => [.. answer["confirmed"]!.AsArray().Select(fact => (string)fact!)];
}
