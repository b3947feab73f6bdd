using Matchmaking.Api.Runs;
using Matchmaking.Storage;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Tests.Runs;

public sealed class RunningTests : ScenarioTests
{
    [Fact]
    public async Task A_run_solves_the_closed_round_and_the_verifier_accepts_it()
    {
        var round = await LithiumRound.ClosedAsync(App);

        var started = await App.Operator.PostAsync($"{round.Path}/runs").ShouldBe(202);

        Assert.Equal("1", started.Header("Retry-After"));
        var run = await round.EndOfAsync(started.Location);
        Assert.Equal("succeeded", (string?)run["status"]);
        Assert.True((bool?)run["verification"]!["accepted"], run.Text);
        var group = (await App.Operator.GetAsync($"{started.Location}/groups").ShouldBe(200)).Items.Single();
        Assert.Equal(95m, (decimal)group["matched"]!);
        Assert.Equal(100m, (decimal)group["withoutRule"]!["matched"]!);
        var chile = group["origins"]!.AsArray().Single(origin => (string?)origin!["country"] == "CL")!;
        Assert.Equal(65m, (decimal)chile["matched"]!);
        Assert.True((bool?)chile["binding"]);
    }

    [Fact]
    public async Task A_run_starts_only_on_a_closed_round()
    {
        var round = await LithiumRound.OffersOpenAsync(App);
        await App.Operator.PostAsync($"{round.Path}/runs").ShouldBeProblem(409, "round-state");
        Assert.Empty((await App.Operator.GetAsync($"{round.Path}/runs")).Items);

        await App.CloseAsync(round.Id);
        await round.RunAsync();
        await App.Operator.PostAsync($"{round.Path}/runs", new { any = 1 }).ShouldBeProblem(400, "invalid");
        await App.Operator.PostAsync("/v1/rounds/none/runs").ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_run_waits_for_the_public_value_that_the_round_named()
    {
        var round = await LithiumRound.ClosedAsync(App, body => body["publicValueName"] = "Closing price of nickel on 1 February 2027");
        await App.Operator.PostAsync($"{round.Path}/runs").ShouldBeProblem(409, "round-state");

        await App.StepAsync(round.Id, "public-value", new { value = "15422.50" });

        Assert.Equal("succeeded", (string?)(await round.RunAsync())["status"]);
        await App.Operator.PostAsync($"{round.Path}/public-value", new { value = "another" }).ShouldBeProblem(409, "round-state");
    }

    [Fact]
    public async Task Input_and_result_are_documents_that_belong_together()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();

        var input = await App.Operator.GetAsync($"{round.Path}/runs/{run.Id}/input").ShouldBe(200);
        var result = await App.Operator.GetAsync($"{round.Path}/runs/{run.Id}/result").ShouldBe(200);

        Assert.Equal((string?)run["inputSha256"], (string?)result["inputSha256"]);
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(input.Text))),
            (string?)result["inputSha256"]);
        Assert.Equal(2, input["demands"]!.AsArray().Count);
        Assert.Equal((await App.Operator.GetAsync($"{round.Path}/runs/{run.Id}/matches")).Items.Count, result["matches"]!.AsArray().Count);
        var seen = (await App.Operator.GetAsync($"/v1/audit?subject={run.Id}")).Items.Select(entry => (string?)entry["action"]);
        Assert.Equal(["run-started", "run-input-seen", "run-result-seen"], seen);
    }

    [Fact]
    public async Task Companies_see_nothing_of_a_run()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        foreach (var path in new[] { "", $"/{run.Id}", $"/{run.Id}/groups", $"/{run.Id}/matches", $"/{run.Id}/input", $"/{run.Id}/result" })
            await round.Chile.GetAsync($"{round.Path}/runs{path}").ShouldBeProblem(403, "wrong-role");
        await round.Chile.PostAsync($"{round.Path}/runs").ShouldBeProblem(403, "wrong-role");
        var auditor = await App.AuditorAsync();
        await auditor.GetAsync($"{round.Path}/runs/{run.Id}/groups").ShouldBe(200);
        await auditor.PostAsync($"{round.Path}/runs").ShouldBeProblem(403, "wrong-role");
    }

    [Fact]
    public async Task A_run_that_has_ended_cannot_be_cancelled()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        await App.Operator.PostAsync($"{round.Path}/runs/{run.Id}/cancel").ShouldBeProblem(409, "run-state");
        await App.Operator.PostAsync($"{round.Path}/runs/none/cancel").ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_queued_run_is_cancelled_at_once()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var id = await StoredRunAsync(round, "queued");

        var cancelled = await App.Operator.PostAsync($"{round.Path}/runs/{id}/cancel").ShouldBe(202);

        Assert.Equal("cancelled", (string?)cancelled["status"]);
        Assert.Equal("cancelled", (string?)(await App.Operator.GetAsync($"{round.Path}/runs/{id}"))["status"]);
    }

    [Fact]
    public async Task A_run_that_waits_when_the_process_ends_is_computed_after_the_next_start()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var id = await StoredRunAsync(round, "queued");

        App.Restart();

        Assert.Equal("succeeded", (string?)(await round.EndOfAsync($"{round.Path}/runs/{id}"))["status"]);
    }

    [Fact]
    public async Task A_run_whose_instance_is_not_heard_of_is_taken_over_when_its_lease_ends()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var id = await StoredRunAsync(round, "running");
        App.Restart();
        await App.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.Equal("running", (string?)(await App.Operator.GetAsync($"{round.Path}/runs/{id}"))["status"]);

        await App.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("succeeded", (string?)(await EndAfterLooksAsync(round, id))["status"]);
    }

    [Fact]
    public async Task A_run_that_instances_keep_dying_of_is_given_up()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var id = await StoredRunAsync(round, "running", losses: 4);
        App.Restart();

        await App.AdvanceAsync(TimeSpan.FromSeconds(31));

        var run = await EndAfterLooksAsync(round, id);
        Assert.Equal("failed", (string?)run["status"]);
        Assert.StartsWith("5 instances", (string?)run["failure"], StringComparison.Ordinal);
        Assert.Equal("succeeded", (string?)(await round.RunAsync())["status"]);
    }

    [Fact]
    public async Task What_a_cancelled_run_still_computes_is_not_saved()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var id = await StoredRunAsync(round, "running");
        var task = App.Service<Database>().Read(session => RunTaskStore.OfRun(session, id)).Single();

        await App.Operator.PostAsync($"{round.Path}/runs/{id}/cancel").ShouldBe(202);

        var held = new HeldTask(task, App.Service<Database>(), App.Clock, TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<LeaseLostException>(() => held.SaveAsync("input", "{}"u8.ToArray(), _ => { }));
        Assert.Null(App.Service<Database>().Read(session => DocumentStore.Find(session, id, "input")));
    }

    [Fact]
    public async Task The_same_retry_key_starts_one_run()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var first = await App.Operator.PostAsync($"{round.Path}/runs", key: "once").ShouldBe(202);
        await round.EndOfAsync(first.Location);
        var again = await App.Operator.PostAsync($"{round.Path}/runs", key: "once").ShouldBe(202).ShouldBeReplayed();
        Assert.Equal(first.Id, again.Id);
        Assert.Single((await App.Operator.GetAsync($"{round.Path}/runs")).Items);
    }

    // The worker may begin to wait for its next look only after the clock was moved; so it is moved on until it has looked.
    private async Task<Answer> EndAfterLooksAsync(LithiumRound round, string id)
    {
        var path = $"{round.Path}/runs/{id}";
        while ((string?)(await App.Operator.GetAsync(path).ShouldBe(200))["status"] == "running")
        {
            App.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        return await round.EndOfAsync(path);
    }

    // A run of which this instance does not know: nobody has woken its worker for it.
    private async Task<string> StoredRunAsync(LithiumRound round, string status, int losses = 0)
    {
        var id = Guid.CreateVersion7().ToString();
        await App.Service<Database>().WriteAsync(session =>
        {
            Assert.True(RunStore.Add(session, new RunRow { Id = id, RoundId = round.Id, Status = "queued", StartedBy = App.Operator.Id, CreatedAt = App.Clock.Now }));
            if (status == "queued")
                return;
            RunStore.Start(session, id, App.Clock.Now);
            var task = RunTaskStore.OfRun(session, id).Single();
            var until = App.Clock.Now.AddSeconds(30);
            for (var holder = 0; holder <= losses; holder++)
                task = RunTaskStore.Take(session, task, "gone", until)!;
        });
        return id;
    }
}
