using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Tests.Runs;

public sealed class PublishingTests : ScenarioTests
{
    [Fact]
    public async Task Everybodys_results_appear_with_the_publication_and_not_before()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        await round.Chile.GetAsync($"{round.Path}/matches").ShouldBeProblem(409, "round-state");

        var published = await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBe(200);

        Assert.Equal("published", (string?)published["state"]);
        Assert.Equal(run.Id, (string?)published["publishedRunId"]);
        Assert.NotNull(published["lottery"]!["seed"]);
        Assert.Equal(App.Clock.Now.AddDays(30), DateTimeOffset.Parse((string)published["timetable"]!["answersUntil"]!));
        foreach (var company in new[] { round.Chile, round.Australia, round.Buyers[0], round.Buyers[1] })
            Assert.NotEmpty(await round.MatchesOfAsync(company));
    }

    [Fact]
    public async Task Another_operator_publishes_than_started_the_run()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        await App.Operator.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBeProblem(403, "second-person");
        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBe(200);
    }

    [Fact]
    public async Task A_round_that_asks_for_no_second_person_is_published_by_the_same_operator()
    {
        var round = await LithiumRound.ClosedAsync(App, body => body["secondPerson"] = false);
        var run = await round.RunAsync();
        await App.Operator.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBe(200);
    }

    [Fact]
    public async Task A_run_of_another_input_is_not_published()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        var offer = (await App.Operator.GetAsync($"{round.Path}/offers").ShouldBe(200)).Items[0];
        await App.Operator.PostAsync($"{round.Path}/offers/{offer["id"]}/exclude", new { reason = "Withdrawn by its bank" }).ShouldBe(200);

        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBeProblem(409, "input-changed");

        var again = await round.RunAsync();
        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = again.Id }).ShouldBe(200);
    }

    [Theory]
    [InlineData("\"matched\": 95", "\"matched\": 96")]
    [InlineData("\"landedPrice\": 9000", "\"landedPrice\": 9001")]
    public async Task A_stored_result_that_the_verifier_refuses_is_not_published(string original, string corrupted)
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        await App.Service<Database>().WriteAsync(session =>
        {
            var stored = Encoding.UTF8.GetString(DocumentStore.Find(session, run.Id, "result")!);
            Assert.Contains(original, stored, StringComparison.Ordinal);
            DocumentStore.Remove(session, run.Id, "result");
            DocumentStore.Add(session, run.Id, "result", 0, DocumentStore.Pieces(Encoding.UTF8.GetBytes(stored.Replace(original, corrupted))).Single());
        });

        var refused = await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBeProblem(409, "not-verified-result");

        Assert.NotEmpty(refused["errors"]!.AsArray());
        Assert.Equal("closed", (string?)(await App.Operator.GetAsync(round.Path))["state"]);
    }

    [Fact]
    public async Task A_matched_company_has_to_be_verified_still()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        await App.Operator.PostAsync($"/v1/participants/{round.Chile.Id}/suspend", new { reason = "Under screening" }).ShouldBe(200);
        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBeProblem(403, "not-verified");

        await App.Operator.PostAsync($"/v1/participants/{round.Chile.Id}/reinstate", new { reason = "Cleared" }).ShouldBe(200);
        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBe(200);
    }

    [Fact]
    public async Task A_company_that_was_suspended_takes_no_part_in_the_next_run()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var first = await round.RunAsync();
        await App.Operator.PostAsync($"/v1/participants/{round.Australia.Id}/suspend", new { reason = "Under screening" }).ShouldBe(200);
        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = first.Id }).ShouldBeProblem(403, "not-verified");

        await round.PublishAsync();

        Assert.Empty(await round.MatchesOfAsync(round.Australia));
        var why = (await round.Australia.GetAsync($"{round.Path}/matches"))["explanations"]!.AsArray().Single()!;
        Assert.Equal((30m, "company-not-verified"), ((decimal)why["left"]!, (string?)why["reason"]));
        Assert.Equal(65m, (await round.MatchesOfAsync(round.Chile)).Sum(match => (decimal)match["quantity"]!));
    }

    [Fact]
    public async Task Wrong_run_role_state_or_body_is_refused()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        var other = await LithiumRound.ClosedAsync(App);
        await round.Publisher.PostAsync($"{other.Path}/publish", new { runId = run.Id }).ShouldBeProblem(404, "not-found");
        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = "none" }).ShouldBeProblem(404, "not-found");
        await round.Publisher.PostAsync($"{round.Path}/publish", new JsonObject()).ShouldBeProblem(400, "invalid").ShouldPointTo("#/runId");
        await round.Chile.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBeProblem(403, "wrong-role");
        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBe(200);
        await round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBeProblem(409, "round-state");
    }

    [Fact]
    public async Task The_published_seed_completes_the_hash_that_was_public_from_the_start()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var before = (await App.Public.GetAsync(round.Path))["lottery"]!;
        Assert.Null(before["secret"]);
        Assert.Null(before["seed"]);

        await round.PublishAsync();

        var after = (await App.Public.GetAsync(round.Path))["lottery"]!;
        Assert.Equal((string?)before["secretSha256"], Sha256((string)after["secret"]!));
        Assert.Equal((string?)before["publicValue"], (string?)after["publicValue"]);
        Assert.Equal(Sha256($"{after["secret"]}:{after["publicValue"]}"), (string?)after["seed"]);
    }

    [Theory]
    [InlineData("line")]
    [InlineData("company")]
    public async Task A_change_while_the_publication_is_prepared_is_seen(string changed)
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        var offer = (await App.Operator.GetAsync($"{round.Path}/offers").ShouldBe(200)).Items[0];
        using var go = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        // While the round and the company are held, neither request can write, and both have read what it was before.
        var holder = Task.Run(() => App.Service<Database>().WriteAsync(session =>
        {
            RoundStore.Hold(session, round.Id);
            session.Execute("UPDATE participants SET state = state WHERE id = @id", new { id = round.Chile.Id });
            held.Set();
            go.Wait();
        }));
        held.Wait();
        var change = changed == "line"
            ? App.Operator.PostAsync($"{round.Path}/offers/{offer["id"]}/exclude", new { reason = "Withdrawn by its bank" })
            : App.Operator.PostAsync($"/v1/participants/{round.Chile.Id}/suspend", new { reason = "Under screening" });
        await Task.Delay(300);
        var publication = round.Publisher.PostAsync($"{round.Path}/publish", new { runId = run.Id });
        await Task.Delay(700);
        go.Set();
        await holder;

        // Whichever comes first: what was changed before is never missing in what is published.
        var (first, second) = (await change, await publication);
        if (second.Status == 200)
        {
            var actions = (await App.Operator.GetAsync("/v1/audit?limit=200").ShouldBe(200)).Items.Select(entry => (string?)entry["action"]).ToList();
            Assert.Equal(-1, actions.IndexOf(changed == "line" ? "offer-excluded" : "participant-suspended", 0, actions.IndexOf("round-published")));
        }
        else
        {
            first.ShouldBe(200);
            second.ShouldBeProblem(changed == "line" ? 409 : 403, changed == "line" ? "input-changed" : "not-verified");
        }
    }

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
