using System.Text.Json.Nodes;
using Matchmaking.Storage;

namespace Matchmaking.Api.Tests.Http;

public sealed class IdempotencyTests : ScenarioTests
{
    private const string Rounds = "/v1/rounds", Staff = "/v1/staff";

    [Fact]
    public async Task Every_post_needs_a_key()
    {
        await App.Operator.PostAsync(Rounds, Sample.Round(), ApiClient.NoKey).ShouldBeProblem(400, "idempotency-key-required");
        await App.Public.PostAsync("/v1/participants", Sample.Company(), ApiClient.NoKey).ShouldBeProblem(400, "idempotency-key-required");
        var round = await App.DraftRoundAsync();
        await App.Operator.PostAsync($"{Rounds}/{round}/open-demand", null, ApiClient.NoKey).ShouldBeProblem(400, "idempotency-key-required");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData(" ")]
    [InlineData("a\tb")]
    [InlineData("schlüssel")]
    public async Task A_key_that_is_none_is_refused(string key) =>
        await App.Operator.PostAsync(Rounds, Sample.Round(), key).ShouldBeProblem(400, "idempotency-key-required");

    [Fact]
    public async Task A_key_has_at_most_255_characters()
    {
        await App.Operator.PostAsync(Rounds, Sample.Round(), new string('k', 255)).ShouldBe(201);
        await App.Operator.PostAsync(Rounds, Sample.Round(), $"\"{new string('q', 255)}\"").ShouldBe(201);
        await App.Operator.PostAsync(Rounds, Sample.Round(), new string('k', 256)).ShouldBeProblem(400, "idempotency-key-required");
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_again()
    {
        var first = await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed(false);
        var second = await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed();

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Location, second.Location);
        Assert.Equal(first.ETag, second.ETag);
        Assert.Single(await RoundsAsync());
    }

    [Fact]
    public async Task A_quoted_key_is_the_same_as_a_bare_one()
    {
        await App.Operator.PostAsync(Rounds, Sample.Round(), "\"once\"").ShouldBe(201);
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed();
        Assert.Single(await RoundsAsync());
    }

    [Fact]
    public async Task The_first_answer_stands_even_when_the_state_has_moved_on()
    {
        var round = await App.DraftRoundAsync();
        await App.Operator.PostAsync($"{Rounds}/{round}/open-demand", null, "open").ShouldBe(200);
        await App.OpenOffersAsync(round);

        var replay = await App.Operator.PostAsync($"{Rounds}/{round}/open-demand", null, "open").ShouldBe(200).ShouldBeReplayed();
        Assert.Equal("demand-open", (string?)replay["state"]);
        Assert.Equal("offers-open", (string?)(await App.Operator.GetAsync($"{Rounds}/{round}"))["state"]);
    }

    [Fact]
    public async Task The_first_answer_stands_after_a_restart()
    {
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201);
        App.Restart();
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed();
    }

    [Fact]
    public async Task Another_body_with_the_same_key_is_refused()
    {
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201);
        var other = Sample.Round();
        other["title"] = "Another";

        await App.Operator.PostAsync(Rounds, other, "once").ShouldBeProblem(422, "idempotency-mismatch");
        await App.Operator.PostAsync(Rounds, "{malformed", "once").ShouldBeProblem(422, "idempotency-mismatch");
        await App.Operator.PostAsync(Rounds, Sample.Round().ToJsonString() + " ", "once").ShouldBeProblem(422, "idempotency-mismatch");
        Assert.Single(await RoundsAsync());
    }

    [Fact]
    public async Task An_answer_that_showed_a_secret_is_not_given_again()
    {
        var company = Sample.Company();
        await App.Public.PostAsync("/v1/participants", company, "once").ShouldBe(201);

        await App.Public.PostAsync("/v1/participants", company, "once").ShouldBeProblem(409, "secret-shown");
        await App.Public.PostAsync("/v1/participants", Sample.Company(), "once").ShouldBeProblem(422, "idempotency-mismatch");
        Assert.Single((await App.Operator.GetAsync("/v1/participants").ShouldBe(200)).Items);
    }

    [Fact]
    public async Task A_failing_answer_is_not_kept()
    {
        await App.Operator.PostAsync(Rounds, "{}", "again").ShouldBe(400);
        await App.Operator.PostAsync(Rounds, Sample.Round(), "again").ShouldBe(201).ShouldBeReplayed(false);

        var round = await App.DraftRoundAsync();
        await App.Operator.PostAsync($"{Rounds}/{round}/close", null, "later").ShouldBeProblem(409, "round-state");
        await App.StepAsync(round, "open-demand");
        await App.OpenOffersAsync(round);
        await App.Operator.PostAsync($"{Rounds}/{round}/close", null, "later").ShouldBe(200).ShouldBeReplayed(false);
    }

    [Fact]
    public async Task Another_caller_may_use_the_same_key()
    {
        var other = await App.AnotherOperatorAsync();
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201);
        await other.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed(false);
        Assert.Equal(2, (await RoundsAsync()).Count);
    }

    [Fact]
    public async Task Another_key_of_the_same_caller_is_the_same_caller()
    {
        var issued = await App.Operator.PostAsync("/v1/staff/me/keys", new { label = "second" }).ShouldBe(201);
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201);
        await App.With((string)issued["key"]!).PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed();
    }

    [Fact]
    public async Task Another_path_is_another_request()
    {
        var (first, second) = (await App.DraftRoundAsync(), await App.DraftRoundAsync());
        await App.Operator.PostAsync($"{Rounds}/{first}/open-demand", null, "once").ShouldBe(200);
        await App.Operator.PostAsync($"{Rounds}/{second}/open-demand", null, "once").ShouldBe(200).ShouldBeReplayed(false);
        await App.Operator.PostAsync($"{Rounds}/{first}/open-offers", null, "once").ShouldBe(200).ShouldBeReplayed(false);
    }

    [Fact]
    public async Task Answers_are_kept_for_a_day()
    {
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201);
        App.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed();
        App.Clock.Advance(TimeSpan.FromSeconds(2));

        var other = Sample.Round();
        other["title"] = "The next day";
        await App.Operator.PostAsync(Rounds, other, "once").ShouldBe(201).ShouldBeReplayed(false);
        await App.Operator.PostAsync(Rounds, other, "once").ShouldBe(201).ShouldBeReplayed();
        Assert.Equal(2, (await RoundsAsync()).Count);
    }

    [Fact]
    public async Task The_same_request_twice_at_once_takes_effect_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => App.Operator.PostAsync(Rounds, Sample.Round(), "once"))));

        Assert.Single(answers, answer => answer.Status == 201 && answer.Header("Idempotency-Replayed") is null);
        Assert.All(answers, answer =>
        {
            if (answer.Status == 409)
                answer.ShouldBeProblem(409, "idempotency-running");
            else
                answer.ShouldBe(201);
        });
        Assert.Single(await RoundsAsync());
    }

    [Fact]
    public async Task While_the_first_request_runs_a_second_one_is_told_so()
    {
        using var held = new ManualResetEventSlim();
        using var holding = new ManualResetEventSlim();
        var holder = Task.Run(() => App.Service<Database>().WriteAsync(_ =>
        {
            holding.Set();
            held.Wait();
        }));
        holding.Wait();
        // Whichever comes second is answered while the other still waits to write.
        Task<Answer>[] requests = [App.Operator.PostAsync(Rounds, Sample.Round(), "once"), App.Operator.PostAsync(Rounds, Sample.Round(), "once")];
        try
        {
            var second = await Task.WhenAny(requests).WaitAsync(TimeSpan.FromSeconds(30));
            await second.ShouldBeProblem(409, "idempotency-running");
        }
        finally
        {
            held.Set();
            await holder;
        }

        Assert.Single(await Task.WhenAll(requests), answer => answer.Status == 201);
        await App.Operator.PostAsync(Rounds, Sample.Round(), "once").ShouldBe(201).ShouldBeReplayed();
    }

    [Fact]
    public async Task Without_the_role_no_answer_is_replayed()
    {
        var auditor = await App.AuditorAsync();
        await App.Operator.PostAsync(Staff, new { name = "New", role = "auditor" }, "once").ShouldBe(201);
        await auditor.PostAsync(Staff, new { name = "New", role = "auditor" }, "once").ShouldBeProblem(403, "wrong-role");
    }

    private async Task<IReadOnlyList<JsonObject>> RoundsAsync() => (await App.Operator.GetAsync(Rounds).ShouldBe(200)).Items;
}
