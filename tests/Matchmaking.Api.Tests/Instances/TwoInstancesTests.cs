using Matchmaking.Api.Rounds;
using Matchmaking.Api.Tests.Runs;

namespace Matchmaking.Api.Tests.Instances;

/// <summary>Two instances over one database: whatever one of them knows, the other knows.</summary>
public sealed class TwoInstancesTests : ScenarioTests
{
    private readonly ServiceHost _other;

    public TwoInstancesTests() => _other = App.AnotherInstance();

    [Fact]
    public async Task What_one_has_answered_the_other_replays()
    {
        var first = await App.Operator.PostAsync("/v1/rounds", Sample.Round(), "once").ShouldBe(201);

        var again = await _other.Operator.PostAsync("/v1/rounds", Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed();

        Assert.Equal(first.Text, again.Text);
        var changed = Sample.Round();
        changed["title"] = "Another";
        await _other.Operator.PostAsync("/v1/rounds", changed, "once").ShouldBeProblem(422, "idempotency-mismatch");
    }

    [Fact]
    public async Task The_same_request_at_both_takes_effect_once()
    {
        for (var number = 0; number < 25; number++)
        {
            var key = $"key-{number}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(attempt =>
                Task.Run(() => (attempt % 2 == 0 ? App : _other).Operator.PostAsync("/v1/rounds", Sample.Round(), key))));

            Assert.Single(answers, answer => answer.Status == 201 && answer.Header("Idempotency-Replayed") is null);
            Assert.Single(answers.Where(answer => answer.Status == 201).Select(answer => answer.Id).Distinct());
            foreach (var answer in answers.Where(answer => answer.Status != 201))
                answer.ShouldBeProblem(409, "idempotency-running");
        }

        Assert.Equal(25, (await App.Operator.GetAsync("/v1/rounds?limit=100").ShouldBe(200)).Items.Count);
    }

    [Fact]
    public async Task A_step_tried_at_both_is_taken_once_and_both_hear_the_same()
    {
        var round = await App.DraftRoundAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(attempt =>
            Task.Run(() => (attempt % 2 == 0 ? App : _other).Operator.PostAsync($"/v1/rounds/{round}/open-demand", null, "open"))));

        Assert.Single(answers, answer => answer.Status == 200 && answer.Header("Idempotency-Replayed") is null);
        foreach (var answer in answers.Where(answer => answer.Status != 200))
            answer.ShouldBeProblem(409, "idempotency-running");
        Assert.Single((await App.Operator.GetAsync($"/v1/audit?subject={round}&action=round-demand-open").ShouldBe(200)).Items);
    }

    [Fact]
    public async Task A_key_revoked_at_one_is_refused_by_the_other_at_once()
    {
        var company = await App.VerifiedBuyerAsync();
        await _other.With(company).GetAsync("/v1/participants/me").ShouldBe(200);
        var key = (await company.GetAsync("/v1/participants/me/keys").ShouldBe(200)).Items.Single();
        var second = await company.PostAsync("/v1/participants/me/keys", new { label = "second" }).ShouldBe(201);
        var renewed = App.With((string)second["key"]!, company.Id);

        await renewed.DeleteAsync($"/v1/participants/me/keys/{(string)key["id"]!}").ShouldBe(204);

        await _other.With(company).GetAsync("/v1/participants/me").ShouldBeProblem(401, "unauthenticated");
        await _other.With(renewed).GetAsync("/v1/participants/me").ShouldBe(200);
    }

    [Fact]
    public async Task A_step_of_the_timetable_is_taken_once()
    {
        var opens = App.Clock.Now.AddMinutes(1);
        var rounds = new List<string>();
        for (var number = 0; number < 10; number++)
            rounds.Add(await App.DraftRoundAsync(body => body["timetable"] = new System.Text.Json.Nodes.JsonObject
            {
                ["demandOpensAt"] = opens,
                ["offersOpenAt"] = opens.AddMinutes(1),
                ["closesAt"] = opens.AddMinutes(2),
            }));
        App.Clock.Advance(TimeSpan.FromHours(1));

        for (var step = 0; step < 3; step++)
            await Task.WhenAll(new[] { App, _other, App, _other }.Select(app => Task.Run(() => app.Service<RoundClock>().MoveAsync(CancellationToken.None))));

        foreach (var round in rounds)
            Assert.Equal(
                ["round-drafted", "round-demand-open", "round-offers-open", "round-closed"],
                (await App.Operator.GetAsync($"/v1/audit?subject={round}").ShouldBe(200)).Items.Select(entry => (string?)entry["action"]));
        Assert.Empty(App.Log.Errors.Concat(_other.Log.Errors));
    }

    [Fact]
    public async Task A_run_asked_for_at_one_is_seen_and_stopped_at_the_other()
    {
        var round = await LithiumRound.ClosedAsync(App);
        var run = await round.RunAsync();
        Assert.Equal("succeeded", (string?)(await _other.Operator.GetAsync($"{round.Path}/runs/{run.Id}").ShouldBe(200))["status"]);
        await _other.Operator.PostAsync($"{round.Path}/runs/{run.Id}/cancel").ShouldBeProblem(409, "run-state");

        await _other.With(round.Publisher).PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBe(200);

        await App.With(round.Publisher).PostAsync($"{round.Path}/publish", new { runId = run.Id }).ShouldBeProblem(409, "round-state");
        Assert.NotEmpty(await round.MatchesOfAsync(round.Chile));
    }

    public override void Dispose()
    {
        _other.Dispose();
        base.Dispose();
    }
}

/// <summary>The limit of a caller's requests is one for all instances.</summary>
public sealed class SharedLimitTests() : ScenarioTests(("RateLimit:PermitsPerMinute", "40"))
{
    [Fact]
    public async Task Both_together_allow_no_more_than_the_limit_and_the_credit()
    {
        using var other = App.AnotherInstance();
        var answers = new List<Answer>();
        for (var request = 0; request < 60; request++)
            answers.Add(await (request % 2 == 0 ? App : other).Operator.GetAsync("/v1/rounds"));

        // A sixteenth of the limit at each instance may be beyond it; a share that one still has may be missing at the other.
        Assert.InRange(answers.Count(answer => answer.Status == 200), 36, 44);
        Assert.All(answers.TakeLast(10), answer => Assert.Equal(429, answer.Status));

        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await App.Operator.GetAsync("/v1/rounds").ShouldBe(200);
    }
}
