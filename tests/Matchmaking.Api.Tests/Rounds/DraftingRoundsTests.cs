using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Api.Reference;
using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Tests.Rounds;

public sealed class DraftingRoundsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Rounds = "/v1/rounds";

    private ServiceHost App => shared.App;

    [Fact]
    public async Task A_draft_says_what_it_was_told_and_fills_in_the_rest()
    {
        var body = Sample.Round();
        var answer = await App.Operator.PostAsync(Rounds, body).ShouldBe(201);

        Assert.Equal($"{Rounds}/{answer.Id}", answer.Location);
        Assert.Equal("draft", (string?)answer["state"]);
        foreach (var (member, value) in body)
            Assert.True(JsonNode.DeepEquals(value, answer[member]), $"{member}: {answer[member]}");
        var rules = answer["rules"]!;
        Assert.Equal("volume", (string?)rules["objective"]);
        Assert.Equal("demand", (string?)rules["diversification"]!["basis"]);
        Assert.Equal(0.65m, (decimal?)rules["diversification"]!["countryShare"]);
        Assert.Equal(5, (int?)answer["poolThreshold"]);
        Assert.Equal(0.6m, (decimal?)answer["dominanceLimit"]);
        Assert.Equal(30, (int?)answer["answerDays"]);
        Assert.Equal(["interest", "intent", "commitment", "option"], Texts(answer["commitments"]!));
        Assert.Equal(answer.Text, (await App.Operator.GetAsync(answer.Location).ShouldBe(200)).Text);
        Assert.Equal(answer.ETag, (await App.Operator.GetAsync(answer.Location)).ETag);
    }

    [Fact]
    public async Task Default_origins_are_the_union_the_eea_its_territories_and_its_partners()
    {
        var rules = (await App.Operator.PostAsync(Rounds, Sample.Round()).ShouldBe(201))["rules"]!;
        var origins = Texts(rules["eligibleOrigins"]!);

        Assert.Superset(new HashSet<string> { "DE", "NO", "IS", "LI", "GL", "NC", "AR", "AU", "CA", "CL", "CD", "KZ", "NA", "RW", "RS", "ZA", "UA", "UZ", "ZM" }, origins.ToHashSet());
        Assert.Empty(origins.Intersect(["CN", "RU", "US", "GB", "CH", "TR"]));
        Assert.Equal(Countries.Current.All.Where(country => country.DefaultOrigin).Select(country => country.Code).Order(), origins.Order());
        var exempt = Texts(rules["exemptCountries"]!);
        Assert.Superset(new HashSet<string> { "DE", "NO" }, exempt.ToHashSet());
        Assert.Empty(exempt.Intersect(["GL", "CL"]));
    }

    [Theory]
    [InlineData("[\"CN\"]")]
    [InlineData("[\"DE\",\"CL\",\"US\"]")]
    [InlineData("null")]
    public async Task A_wider_round_says_why(string origins)
    {
        var body = Sample.Round();
        body["rules"] = new JsonObject { ["eligibleOrigins"] = JsonNode.Parse(origins) };
        await App.Operator.PostAsync(Rounds, body).ShouldBeProblem(400, "invalid").ShouldPointTo("#/originsReason");

        body["originsReason"] = "No other producer of gallium";
        var answer = await App.Operator.PostAsync(Rounds, body).ShouldBe(201);
        Assert.Equal("No other producer of gallium", (string?)answer["originsReason"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(origins), answer["rules"]!["eligibleOrigins"]));
    }

    [Fact]
    public async Task A_narrower_round_needs_no_reason()
    {
        var body = Sample.Round();
        body["rules"] = new JsonObject { ["eligibleOrigins"] = new JsonArray("DE", "CL") };
        await App.Operator.PostAsync(Rounds, body).ShouldBe(201);
    }

    [Theory]
    [InlineData("title", "\"\"", "#/title")]
    [InlineData("type", "\"auction\"", "#/type")]
    [InlineData("ruleReason", "\" \"", "#/ruleReason")]
    [InlineData("coverage", "[]", "#/coverage")]
    [InlineData("coverage/0/material", "\"rare-earth-magnets\"", "#/coverage/0/material")]
    [InlineData("coverage/0/material", "\"unobtainium\"", "#/coverage/0/material")]
    [InlineData("coverage/0/stage", "\"smelting\"", "#/coverage/0/stage")]
    [InlineData("coverage/0/periods", "[]", "#/coverage/0/periods")]
    [InlineData("coverage/0/periods/0/firstYear", "1999", "#/coverage/0/periods/0/firstYear")]
    [InlineData("coverage/0/periods/0/years", "0", "#/coverage/0/periods/0/years")]
    [InlineData("coverage/0/minimumLineQuantity", "-1", "#/coverage/0/minimumLineQuantity")]
    [InlineData("coverage/0/minimumLineQuantity", "0.0001", "#/coverage/0/minimumLineQuantity")]
    [InlineData("poolThreshold", "2", "#/poolThreshold")]
    [InlineData("dominanceLimit", "1.1", "#/dominanceLimit")]
    [InlineData("dominanceLimit", "0.60001", "#/dominanceLimit")]
    [InlineData("answerDays", "0", "#/answerDays")]
    [InlineData("commitments", "[]", "#/commitments")]
    [InlineData("commitments", "[\"intent\",\"intent\"]", "#/commitments")]
    [InlineData("benchmarks", "[{\"index\":\"LCE\",\"price\":1},{\"index\":\"LCE\",\"price\":2}]", "#/benchmarks")]
    [InlineData("benchmarks", "[{\"index\":\"LCE\",\"price\":1.005}]", "#/benchmarks/0/price")]
    [InlineData("consumption", "[{\"material\":\"lithium\",\"stage\":\"processing\",\"year\":2029,\"quantity\":1}]", "#/consumption/0")]
    [InlineData("rules", "{\"exemptCountries\":[\"DE\",\"XX\"]}", "#/rules/exemptCountries/1")]
    [InlineData("rules", "{\"eligibleOrigins\":[\"XX\"]}", "#/originsReason", "#/rules/eligibleOrigins/0")]
    [InlineData("rules", "{\"lot\":0}", "#/rules/lot")]
    [InlineData("rules", "{\"diversification\":{\"countryShare\":1.5}}", "#/rules/diversification/countryShare")]
    [InlineData("rules", "{\"diversification\":{\"countryShare\":0.65555}}", "#/rules/diversification/countryShare")]
    [InlineData("rules", "{\"diversification\":{\"basis\":\"consumption\"}}", "#/coverage/0")]
    [InlineData("timetable", "{\"offersOpenAt\":\"2027-02-01T00:00:00Z\",\"closesAt\":\"2027-02-01T00:00:00Z\"}", "#/timetable")]
    [InlineData("timetable", "{\"demandOpensAt\":\"2027-02-01T00:00:00Z\",\"closesAt\":\"2027-01-31T00:00:00Z\"}", "#/timetable")]
    public async Task What_a_round_cannot_say_is_pointed_to(string path, string value, params string[] pointers)
    {
        var body = Sample.Round();
        Set(body, path, value);
        await App.Operator.PostAsync(Rounds, body).ShouldBeProblem(400, "invalid").ShouldPointTo(pointers);
    }

    [Theory]
    [InlineData("{\"objective\":\"surplus\"}")]
    [InlineData("{\"diversification\":{\"supplierShare\":0.3,\"lineCountryShare\":0.5}}")]
    public async Task Every_objective_and_cap_can_be_drafted(string rules)
    {
        var body = Sample.Round();
        body["rules"] = JsonNode.Parse(rules);
        await App.Operator.PostAsync(Rounds, body).ShouldBe(201);
        var round = await App.DraftRoundAsync();
        await App.Operator.PutAsync($"{Rounds}/{round}", body, "*").ShouldBe(200);
    }

    [Fact]
    public async Task Rules_that_cannot_be_kept_together_are_refused_when_the_round_is_drafted()
    {
        var body = Sample.Round();
        body["rules"] = JsonNode.Parse("""{ "objective": "surplus", "diversification": { "basis": "matched" } }""");
        await App.Operator.PostAsync(Rounds, body).ShouldBeProblem(400, "invalid").ShouldPointTo("#/rules/objective");
        var round = await App.DraftRoundAsync();
        await App.Operator.PutAsync($"{Rounds}/{round}", body, "*").ShouldBeProblem(400, "invalid").ShouldPointTo("#/rules/objective");
    }

    [Fact]
    public async Task A_material_and_stage_is_covered_once()
    {
        var body = Sample.Round();
        body["coverage"]!.AsArray().Add(body["coverage"]![0]!.DeepClone());
        await App.Operator.PostAsync(Rounds, body).ShouldBeProblem(400, "invalid").ShouldPointTo("#/coverage");
    }

    [Fact]
    public async Task Basis_consumption_needs_the_unions_consumption_of_every_period()
    {
        var body = Sample.Round();
        body["rules"] = new JsonObject { ["diversification"] = new JsonObject { ["basis"] = "consumption" } };
        body["consumption"] = JsonNode.Parse("""
            [{"material":"lithium","stage":"processing","year":2028,"quantity":40000,"imports":[{"country":"CL","quantity":20000}]}]
            """);
        await App.Operator.PostAsync(Rounds, body).ShouldBe(201);

        body["coverage"]![0]!["periods"]!.AsArray().Add(new JsonObject { ["firstYear"] = 2033, ["years"] = 1 });
        await App.Operator.PostAsync(Rounds, body).ShouldBeProblem(400, "invalid").ShouldPointTo("#/coverage/0");
    }

    [Fact]
    public async Task The_hash_of_the_lotterys_secret_is_public_and_the_secret_is_not()
    {
        var round = await App.OpenRoundAsync();
        var secret = App.Service<Database>().Read(session => RoundStore.Find(session, round)!.LotterySecret);

        var answer = await App.Public.GetAsync($"{Rounds}/{round}").ShouldBe(200);

        var lottery = answer["lottery"]!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret))), (string?)lottery["secretSha256"]);
        Assert.Matches("^[0-9a-f]{64}$", secret);
        Assert.Null(lottery["secret"]);
        Assert.Null(lottery["seed"]);
        foreach (var path in (string[])[$"{Rounds}/{round}", Rounds, $"/v1/audit?subject={round}"])
            Assert.DoesNotContain(secret, (await App.Operator.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_two_rounds_share_a_secret()
    {
        var (first, second) = (await App.Operator.PostAsync(Rounds, Sample.Round()), await App.Operator.PostAsync(Rounds, Sample.Round()));
        Assert.NotEqual((string?)first["lottery"]!["secretSha256"], (string?)second["lottery"]!["secretSha256"]);
    }

    [Fact]
    public async Task Only_staff_see_a_draft()
    {
        var round = await App.DraftRoundAsync();
        var auditor = await App.AuditorAsync();
        var company = await App.VerifiedBuyerAsync();

        foreach (var caller in (ApiClient[])[App.Operator, auditor])
        {
            await caller.GetAsync($"{Rounds}/{round}").ShouldBe(200);
            Assert.Contains(round, (await caller.GetAsync(Rounds + "?limit=500")).Text, StringComparison.Ordinal);
        }

        foreach (var caller in (ApiClient[])[App.Public, company])
        {
            await caller.GetAsync($"{Rounds}/{round}").ShouldBeProblem(404, "not-found");
            Assert.DoesNotContain(round, (await caller.GetAsync(Rounds + "?limit=500")).Text, StringComparison.Ordinal);
            Assert.Empty((await caller.GetAsync(Rounds + "?state=draft")).Items);
        }

        await App.StepAsync(round, "cancel", new { reason = "Drafted in error" });
        await App.Public.GetAsync($"{Rounds}/{round}").ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task An_open_round_is_public_and_read_by_state_and_type()
    {
        var round = await App.OpenRoundAsync(body => body["type"] = "project-development");
        Assert.Equal("The benchmark of Article 5", (string?)(await App.Public.GetAsync($"{Rounds}/{round}").ShouldBe(200))["ruleReason"]);
        Assert.Equal(round, (string?)Assert.Single((await App.Public.GetAsync(Rounds + "?type=project-development&state=demand-open")).Items)["id"]);
        Assert.Empty((await App.Public.GetAsync(Rounds + "?type=project-development&state=closed")).Items);
    }

    [Fact]
    public async Task A_draft_is_replaced_as_a_whole()
    {
        var round = await App.DraftRoundAsync(body => body["answerDays"] = 10);
        var before = await App.Operator.GetAsync($"{Rounds}/{round}");
        var body = Sample.Round();
        body["title"] = "Renamed";

        var answer = await App.Operator.PutAsync($"{Rounds}/{round}", body, before.ETag).ShouldBe(200);

        Assert.Equal("Renamed", (string?)answer["title"]);
        Assert.Equal(30, (int?)answer["answerDays"]);
        Assert.Equal((string?)before["lottery"]!["secretSha256"], (string?)answer["lottery"]!["secretSha256"]);
        Assert.Equal(answer.Text, (await App.Operator.GetAsync($"{Rounds}/{round}")).Text);
        await App.Operator.PutAsync($"{Rounds}/{round}", body, before.ETag).ShouldBeProblem(412, "stale");
    }

    private static void Set(JsonObject body, string path, string value)
    {
        JsonNode at = body;
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
            at = (at is JsonArray ? at[int.Parse(step)] : at[step])!;
        at[steps[^1]] = JsonNode.Parse(value);
    }

    private static string[] Texts(JsonNode array) => [.. array.AsArray().Select(item => (string)item!)];
}

public sealed class SecondPersonTests : ScenarioTests
{
    [Fact]
    public async Task One_operator_alone_needs_no_second_person() => Assert.False(await DefaultAsync());

    [Fact]
    public async Task Of_several_operators_a_second_one_publishes_unless_the_round_says_otherwise()
    {
        await App.AnotherOperatorAsync();
        Assert.True(await DefaultAsync());
        Assert.False(await DefaultAsync(false));
    }

    [Fact]
    public async Task Auditors_do_not_count()
    {
        await App.AuditorAsync();
        Assert.False(await DefaultAsync());
        Assert.True(await DefaultAsync(true));
    }

    private async Task<bool> DefaultAsync(bool? secondPerson = null)
    {
        var body = Sample.Round();
        if (secondPerson is not null)
            body["secondPerson"] = secondPerson;
        return (bool)(await App.Operator.PostAsync("/v1/rounds", body).ShouldBe(201))["secondPerson"]!;
    }
}
