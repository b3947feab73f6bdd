using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Rounds;

public sealed class TimetableTests : ScenarioTests
{
    [Fact]
    public async Task A_round_moves_on_at_its_times()
    {
        var round = await App.DraftRoundAsync(body => body["timetable"] = Timetable(1, 2, 3));

        Assert.Equal("draft", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("demand-open", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("offers-open", await StateAsync(round));
        await App.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("closed", await StateAsync(round));
    }

    private JsonObject Timetable(int demand, int offers, int close) => new()
    {
        ["demandOpensAt"] = App.Clock.Now.AddDays(demand).UtcDateTime,
        ["offersOpenAt"] = App.Clock.Now.AddDays(offers).UtcDateTime,
        ["closesAt"] = App.Clock.Now.AddDays(close).UtcDateTime,
    };

    private async Task<string> StateAsync(string round) => (string)(await App.Operator.GetAsync($"/v1/rounds/{round}").ShouldBe(200))["state"]!;
}
