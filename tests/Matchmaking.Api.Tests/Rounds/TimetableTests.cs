using System.Text.Json.Nodes;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Tests.Rounds;

public sealed class TimetableTests : ScenarioTests
{
    private const string Rounds = "/v1/rounds";

    [Fact]
    public async Task A_round_moves_on_at_its_times()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = Timetable());

        foreach (var state in (string[])["draft", "demand-open", "offers-open", "closed", "closed"])
        {
            Assert.Equal(state, await StateAsync(round));
            await App.AdvanceAsync(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task It_moves_not_a_moment_early()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = Timetable());
        await App.AdvanceAsync(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("draft", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal("demand-open", await StateAsync(round));
        Assert.Equal("2027-01-05T08:00:00Z", (string?)(await App.Operator.GetAsync($"{Rounds}/{round}"))["openedAt"]);
    }

    [Fact]
    public async Task A_service_that_was_down_catches_up()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = Timetable());
        App.Clock.Advance(TimeSpan.FromDays(10));
        App.Restart();
        await App.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal("closed", await StateAsync(round));
    }

    [Fact]
    public async Task The_service_looks_at_its_clock_every_second()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = Timetable());
        App.Clock.Advance(TimeSpan.FromDays(1));

        // The service's own loop, not the test, moves the round; give it a moment.
        for (var attempt = 0; attempt < 200 && await StateAsync(round) == "draft"; attempt++)
        {
            await Task.Delay(20);
            App.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("demand-open", await StateAsync(round));
    }

    [Fact]
    public async Task What_the_timetable_leaves_open_waits_for_the_operator()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = new JsonObject { ["offersOpenAt"] = At(2) });
        await App.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal("draft", await StateAsync(round));

        await App.StepAsync(round, "open-demand");
        await App.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("offers-open", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal("offers-open", await StateAsync(round));
    }

    [Fact]
    public async Task An_operator_may_be_ahead_of_the_timetable()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = Timetable());
        await App.StepAsync(round, "open-demand");
        await App.OpenOffersAsync(round);
        await App.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("offers-open", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("closed", await StateAsync(round));
    }

    [Fact]
    public async Task A_cancelled_round_moves_no_more()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = Timetable());
        await App.StepAsync(round, "cancel", new { reason = "No demand" });
        await App.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal("cancelled", await StateAsync(round));
    }

    [Fact]
    public async Task A_published_round_is_settled_when_the_answer_period_is_over()
    {
        var round = await App.DraftRoundAsync();
        await App.Service<Database>().WriteAsync(session => RoundStore.Replace(session, RoundStore.Find(session, round)! with
        {
            State = "published",
            AnswersUntil = App.Clock.Now.AddDays(30),
        }));

        await App.AdvanceAsync(TimeSpan.FromDays(29));
        Assert.Equal("published", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("settled", await StateAsync(round));
    }

    [Fact]
    public async Task A_round_that_cannot_move_does_not_hold_up_the_others()
    {
        var broken = await App.OpenRoundAsync(body => body["timetable"] = new JsonObject { ["closesAt"] = At(1) });
        await App.OpenOffersAsync(broken);
        await App.Service<Database>().WriteAsync(session => RoundStore.Replace(session, RoundStore.Find(session, broken)! with { Definition = "{" }));
        var other = await App.DraftRoundAsync(body => body["timetable"] = Timetable());
        Assert.True(string.CompareOrdinal(broken, other) < 0);

        App.Clock.Advance(TimeSpan.FromDays(1));
        await App.Service<RoundClock>().MoveAsync(CancellationToken.None);

        Assert.Equal("demand-open", await StateAsync(other));
        Assert.Contains(App.Log.Errors, line => line.Contains(broken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_window_is_made_longer()
    {
        var round = await App.OpenRoundAsync(body => body["timetable"] = Timetable());

        var answer = await App.StepAsync(round, "extend", new { offersOpenAt = At(5), closesAt = At(6) });

        Assert.Equal("2027-01-09T08:00:00Z", (string?)answer["timetable"]!["offersOpenAt"]);
        await App.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Equal("demand-open", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("offers-open", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("closed", await StateAsync(round));
    }

    [Fact]
    public async Task A_window_without_an_end_gets_one()
    {
        var round = await App.OpenRoundAsync();
        await App.StepAsync(round, "extend", new { offersOpenAt = At(1) });
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("offers-open", await StateAsync(round));
    }

    [Theory]
    [InlineData("{}", "#")]
    [InlineData("{\"offersOpenAt\":\"2027-01-06T07:59:59Z\"}", "#/offersOpenAt")]
    [InlineData("{\"offersOpenAt\":\"2027-01-03T08:00:00Z\"}", "#/offersOpenAt")]
    [InlineData("{\"closesAt\":\"2027-01-06T12:00:00Z\"}", "#/closesAt")]
    [InlineData("{\"offersOpenAt\":\"2027-01-08T08:00:00Z\"}", "#")]
    [InlineData("{\"demandOpensAt\":\"2027-01-08T08:00:00Z\"}", "#/demandOpensAt")]
    public async Task A_window_is_not_made_shorter_and_times_stay_in_order(string body, string pointer)
    {
        var round = await App.OpenRoundAsync(draft => draft["timetable"] = Timetable());
        await App.Operator.PostAsync($"{Rounds}/{round}/extend", body).ShouldBeProblem(400, "invalid").ShouldPointTo(pointer);
        Assert.Equal("2027-01-06T08:00:00Z", (string?)(await App.Operator.GetAsync($"{Rounds}/{round}"))["timetable"]!["offersOpenAt"]);
    }

    [Fact]
    public async Task A_window_that_is_over_is_not_made_longer()
    {
        var round = await App.OpenRoundAsync(body => body["timetable"] = Timetable());
        await App.OpenOffersAsync(round);
        await App.Operator.PostAsync($"{Rounds}/{round}/extend", new { offersOpenAt = At(5) }).ShouldBeProblem(400, "invalid").ShouldPointTo("#/offersOpenAt");
    }

    private DateTime At(int days) => App.Clock.Now.AddDays(days).UtcDateTime;

    private JsonObject Timetable() => new() { ["demandOpensAt"] = At(1), ["offersOpenAt"] = At(2), ["closesAt"] = At(3) };

    private async Task<string> StateAsync(string round) => (string)(await App.Operator.GetAsync($"{Rounds}/{round}").ShouldBe(200))["state"]!;
}
