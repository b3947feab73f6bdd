using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Api.Tests.Runs;

namespace Matchmaking.Api.Tests.Reports;

public sealed class ReadingReportsTests : ScenarioTests
{
    private static readonly (string, string) Html = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    [Fact]
    public async Task A_group_with_enough_companies_is_shown_with_the_rule_at_work()
    {
        var round = await ReportedRound.PublishedAsync(App, body => body["consumption"] = Consumption());

        var group = await round.GroupAsync("lithium");

        Assert.Equal((600m, 900m, 600m, 0m), (Tonnes(group, "demand"), Tonnes(group, "offered"), Tonnes(group, "matched"), Tonnes(group, "unfilled")));
        Assert.Equal("optimal", (string?)group["status"]);
        Assert.Equal(["CL 390", "AU 210"], Parts(group, "origins"));
        Assert.Empty(Parts(group, "reasons"));
        var largest = group["largestThirdCountry"]!;
        Assert.Equal("CL", (string?)largest["country"]);
        Assert.Equal((0.65m, 0.65m, 0.89m), ((decimal?)largest["shareOfDemand"], (decimal?)largest["shareOfMatched"], (decimal?)largest["shareOfConsumption"]));
        Assert.Equal((0.65m, 390m, true), ((decimal?)largest["capShare"], (decimal?)largest["cap"], (bool?)largest["capReached"]));
        // 0.65^2 + 0.35^2
        Assert.Equal(5450, (int?)group["hhi"]);
        var cost = group["costOfDiversification"]!;
        // 390 t at 9,000 and 210 t at 12,000, beside 400 t at 9,000 and 200 t at 12,000.
        Assert.Equal((0m, 0m, 0.5m), ((decimal?)cost["tonnes"], (decimal?)cost["volumePercent"], (decimal?)cost["pricePercent"]));
    }

    [Fact]
    public async Task A_group_with_too_few_companies_says_nothing_but_that()
    {
        var round = await ReportedRound.PublishedAsync(App);

        var group = await round.GroupAsync("rare-earth-magnet-neodymium");

        Assert.Equal("rare-earths-magnet", (string?)group["parent"]);
        foreach (var figure in (string[])["demand", "offered", "matched", "unfilled"])
            Assert.Equal("""{"tonnes":null,"suppressed":true}""", group[figure]!.ToJsonString());
        Assert.Equal((null, null), ((string?)group["status"], (int?)group["hhi"]));
        foreach (var divided in (string[])["reasons", "origins"])
            Assert.Equal("""{"parts":[],"other":null,"suppressed":true}""", group[divided]!.ToJsonString());
        Assert.Null(group["largestThirdCountry"]!["country"]);
        Assert.Null(group["costOfDiversification"]!["tonnes"]);
    }

    [Fact]
    public async Task Totals_that_would_give_a_hidden_group_away_are_hidden_too()
    {
        var figures = (await (await ReportedRound.PublishedAsync(App)).ReadAsync())["figures"]!;

        Assert.True((bool?)Assert.Single(figures["parents"]!.AsArray())!["matched"]!["suppressed"]);
        Assert.True((bool?)figures["total"]!["demand"]!["suppressed"]);
        Assert.Null(figures["total"]!["other"]);
    }

    [Fact]
    public async Task A_round_with_few_companies_shows_no_volume_at_all()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();

        var report = await App.Public.GetAsync($"{round.Path}/report").ShouldBe(200);

        Assert.All(report["figures"]!["groups"]!.AsArray(), group => Assert.True((bool?)group!["matched"]!["suppressed"]));
        Assert.DoesNotMatch("\"tonnes\":[0-9]", report["figures"]!["groups"]!.ToJsonString());
    }

    [Fact]
    public async Task The_report_says_how_it_can_be_checked()
    {
        var round = await ReportedRound.PublishedAsync(App);

        var report = await round.ReadAsync();

        var lottery = report["lottery"]!;
        Assert.Equal(Hash($"{lottery["secret"]}:{lottery["publicValue"]}"), (string?)lottery["seed"]);
        Assert.Equal(Hash((string)lottery["secret"]!), (string?)lottery["secretSha256"]);
        var run = (string)(await App.Public.GetAsync($"/v1/rounds/{round.Id}").ShouldBe(200))["publishedRunId"]!;
        var result = await App.Operator.GetAsync($"/v1/rounds/{round.Id}/runs/{run}/result").ShouldBe(200);
        Assert.Equal(Hash(result.Text), (string?)report["figures"]!["resultSha256"]);
        Assert.Equal((string?)result["inputSha256"], (string?)report["figures"]!["inputSha256"]);
        Assert.Equal("The benchmark of Article 5", (string?)report["ruleReason"]);
        Assert.Equal("published", (string?)report["state"]);
    }

    [Fact]
    public async Task A_line_that_was_excluded_is_not_told_by_the_difference_to_its_pool()
    {
        var round = await ReportedRound.ClosedAsync(App);
        var demands = (await App.Operator.GetAsync($"/v1/rounds/{round.Id}/demands?material=lithium").ShouldBe(200)).Items;
        await App.Operator.PostAsync($"/v1/rounds/{round.Id}/demands/{(string)demands[0]["id"]!}/exclude", new { reason = "Duplicate" }).ShouldBe(200);
        await round.PublishAsync();

        // The pool says 600 t: with the 540 t that are matched, the line's 60 t would be known.
        Assert.Null(Tonnes(await round.GroupAsync("lithium"), "matched"));
    }

    [Fact]
    public async Task Figures_stay_as_they_were_first_shown()
    {
        var round = await ReportedRound.PublishedAsync(App);
        var before = (await round.ReadAsync())["figures"]!.ToJsonString();
        var buyer = (await App.Operator.GetAsync($"/v1/rounds/{round.Id}/demands?material=lithium").ShouldBe(200)).Items[0];
        await App.Service<Matchmaking.Storage.Database>().WriteAsync(session =>
        {
            var row = Matchmaking.Storage.Participants.ParticipantStore.Find(session, (string)buyer["participantId"]!)!;
            Assert.True(Matchmaking.Storage.Participants.ParticipantStore.Replace(session, row with { CompanyGroup = "Another group" }));
        });

        Assert.Equal(before, (await round.ReadAsync())["figures"]!.ToJsonString());
    }

    [Fact]
    public async Task There_is_no_report_before_publication()
    {
        var draft = await App.DraftRoundAsync();
        await App.Public.GetAsync($"/v1/rounds/{draft}/report").ShouldBeProblem(404, "not-found");
        await App.Operator.GetAsync($"/v1/rounds/{draft}/report").ShouldBeProblem(409, "round-state");
        await App.StepAsync(draft, "open-demand");
        await App.Public.GetAsync($"/v1/rounds/{draft}/report").ShouldBeProblem(409, "round-state");
        await App.StepAsync(draft, "cancel", new { reason = "Postponed" });
        await App.Public.GetAsync($"/v1/rounds/{draft}/report").ShouldBeProblem(409, "round-state");
        await App.Public.GetAsync("/v1/rounds/none/report").ShouldBeProblem(404, "not-found");
        await App.Public.GetAsync($"/v1/rounds/{draft}/report?year=2028").ShouldBeProblem(400, "unknown-parameter");
    }

    [Fact]
    public async Task An_annulled_round_says_why_and_shows_no_figures()
    {
        var round = await ReportedRound.PublishedAsync(App);
        await round.ReadAsync();
        await App.StepAsync(round.Id, "annul", new { reason = "A <company> was sanctioned" });

        var report = await round.ReadAsync();

        Assert.Equal("annulled", (string?)report["state"]);
        Assert.Equal("A <company> was sanctioned", (string?)report["stateReason"]);
        Assert.Null(report["figures"]);
        var page = await App.Public.GetAsync(round.Path, Html).ShouldBe(200);
        Assert.Contains("A &lt;company&gt; was sanctioned", page.Text);
        Assert.DoesNotContain("<table>", page.Text);
    }

    [Fact]
    public async Task Who_asks_for_html_gets_a_page_that_stands_by_itself()
    {
        var round = await ReportedRound.PublishedAsync(App, body =>
        {
            body["title"] = "Battery <script>alert(1)</script> & more";
            body["ruleReason"] = "\"Article 5\" <b>";
        });

        var page = await App.Public.GetAsync(round.Path, Html).ShouldBe(200);

        Assert.Equal("text/html", page.ContentType);
        Assert.Equal("Accept", page.Header("Vary"));
        Assert.StartsWith("default-src 'none'", page.Header("Content-Security-Policy"));
        Assert.StartsWith("<!DOCTYPE html>", page.Text);
        Assert.Contains("Battery &lt;script&gt;alert(1)&lt;/script&gt; &amp; more", page.Text);
        foreach (var foreign in (string[])["<script", "<b>", "src=", "href=", "url(", "@import"])
            Assert.DoesNotContain(foreign, page.Text);
        Assert.Contains("Chile: 390 t", page.Text);
        Assert.Contains("suppressed", page.Text);
        var json = await round.ReadAsync();
        Assert.Equal("Accept", json.Header("Vary"));
        Assert.NotEqual(json.ETag, page.ETag);
        await App.Public.GetAsync(round.Path, Html, ("If-None-Match", page.ETag)).ShouldBe(304);
        await App.Public.GetAsync(round.Path, ("If-None-Match", json.ETag)).ShouldBe(304);
    }

    private static decimal? Tonnes(JsonObject group, string figure) => (decimal?)group[figure]!["tonnes"];

    private static IEnumerable<string> Parts(JsonObject group, string figure) => group[figure]!["parts"]!.AsArray().Select(part => $"{part!["code"]} {part["tonnes"]}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonArray Consumption() => new(new JsonObject
    {
        ["material"] = "lithium",
        ["stage"] = "processing",
        ["year"] = 2028,
        ["quantity"] = 1000,
        ["imports"] = new JsonArray(new JsonObject { ["country"] = "CL", ["quantity"] = 500 }),
    });
}
