using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Audit;

public sealed class AuditTests : ScenarioTests
{
    private const string Audit = "/v1/audit";

    [Fact]
    public async Task Every_change_is_on_record_in_its_order()
    {
        var company = await App.VerifiedBuyerAsync();
        await company.PostAsync("/v1/participants/me/keys", new { label = "second" }).ShouldBe(201);
        await company.PutAsync("/v1/participants/me", Sample.Company(), "*").ShouldBe(200);
        var round = await App.DraftRoundAsync();
        await App.Operator.PutAsync($"/v1/rounds/{round}", Sample.Round(), "*").ShouldBe(200);
        await App.StepAsync(round, "open-demand");
        await App.StepAsync(round, "extend", new { offersOpenAt = App.Clock.Now.AddDays(3).UtcDateTime });
        await App.OpenOffersAsync(round);
        await App.CloseAsync(round);
        await App.StepAsync(round, "cancel", new { reason = "No offers" });
        await App.AuditorAsync();

        Assert.Equal(
            [
                "staff-added", "participant-registered", "participant-verified", "key-created", "participant-changed", "round-drafted",
                "round-changed", "round-demand-open", "round-extended", "round-offers-open", "round-closed", "round-cancelled", "staff-added",
            ],
            (await EntriesAsync()).Select(entry => (string?)entry["action"]));
    }

    [Fact]
    public async Task An_entry_tells_who_did_what_to_what_when()
    {
        var company = await App.RegisterAsync();
        App.Clock.Advance(TimeSpan.FromHours(1));
        await App.Operator.PostAsync($"/v1/participants/{company.Id}/verify", Sample.Verification("size")).ShouldBe(200);

        var entries = await EntriesAsync($"?subject={company.Id}");

        Assert.Equal(("public", "public", "participant-registered"), Who(entries[0]));
        Assert.Equal(("operator", App.Operator.Id, "participant-verified"), Who(entries[1]));
        Assert.Equal("2027-01-04T09:00:00Z", (string?)entries[1]["at"]);
        Assert.Equal("Documents checked", (string?)entries[1]["detail"]!["reason"]);
        Assert.Equal("2027-01-04", (string?)entries[1]["detail"]!["screeningDate"]);
    }

    [Fact]
    public async Task What_the_timetable_does_is_on_record_too()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = new JsonObject { ["demandOpensAt"] = "2027-01-05T08:00:00Z" });
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(("service", "timetable", "round-demand-open"), Who((await EntriesAsync($"?subject={round}"))[^1]));
    }

    [Fact]
    public async Task What_is_refused_or_replayed_leaves_no_further_entry()
    {
        var round = await App.DraftRoundAsync();
        await App.Operator.PostAsync($"/v1/rounds/{round}/open-demand", null, "once").ShouldBe(200);
        var before = await EntriesAsync();

        await App.Operator.PostAsync($"/v1/rounds/{round}/open-demand", null, "once").ShouldBeReplayed();
        await App.Operator.PostAsync($"/v1/rounds/{round}/open-demand").ShouldBe(409);
        await App.Operator.PutAsync($"/v1/rounds/{round}", Sample.Round(), "\"other\"").ShouldBe(409);
        await App.Operator.PostAsync("/v1/rounds", "{}").ShouldBe(400);

        Assert.Equal(before.Count, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task The_log_is_read_by_actor_action_and_subject()
    {
        var other = await App.AnotherOperatorAsync();
        var mine = await App.DraftRoundAsync();
        await other.PostAsync("/v1/rounds", Sample.Round()).ShouldBe(201);

        Assert.Equal(2, (await EntriesAsync("?action=round-drafted")).Count);
        Assert.Equal(mine, (string?)Assert.Single(await EntriesAsync($"?action=round-drafted&actor={App.Operator.Id}"))["subject"]);
        Assert.Equal("round-drafted", (string?)Assert.Single(await EntriesAsync($"?subject={mine}"))["action"]);
        Assert.Empty(await EntriesAsync($"?subject={mine}&actor={other.Id}"));
    }

    [Fact]
    public async Task Staff_read_the_log_and_nobody_else()
    {
        await (await App.AuditorAsync()).GetAsync(Audit).ShouldBe(200);
        await (await App.RegisterAsync()).GetAsync(Audit).ShouldBeProblem(403, "wrong-role");
        await App.Public.GetAsync(Audit).ShouldBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task Nobody_writes_or_deletes_entries()
    {
        var id = (string)(await EntriesAsync())[0]["id"]!;
        await App.Operator.PostAsync(Audit, new { action = "nothing" }).ShouldBeProblem(405, "method-not-allowed");
        await App.Operator.DeleteAsync(Audit).ShouldBeProblem(405, "method-not-allowed");
        await App.Operator.DeleteAsync($"{Audit}/{id}").ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task No_key_is_on_record()
    {
        var company = await App.RegisterAsync();
        await company.PostAsync("/v1/participants/me/keys", new { label = "second" }).ShouldBe(201);
        Assert.DoesNotContain("mmk_", (await App.Operator.GetAsync(Audit)).Text, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonObject>> EntriesAsync(string query = "") => (await App.Operator.GetAsync(Audit + query).ShouldBe(200)).Items;

    private static (string? Role, string? Actor, string? Action) Who(JsonObject entry) =>
        ((string?)entry["actorRole"], (string?)entry["actorId"], (string?)entry["action"]);
}
