using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Tests.Rounds;

public sealed class RoundStatesTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Rounds = "/v1/rounds";

    private static readonly string[] States = ["draft", "demand-open", "offers-open", "closed", "published", "settled", "cancelled", "annulled"];

    // The states each step is allowed in, and where it leads; null: nowhere.
    private static readonly Dictionary<string, (string[] From, string? To)> Steps = new()
    {
        ["replace"] = (["draft"], null),
        ["open-demand"] = (["draft"], "demand-open"),
        ["open-offers"] = (["demand-open"], "offers-open"),
        ["close"] = (["offers-open"], "closed"),
        ["extend"] = (["demand-open", "offers-open", "published"], null),
        ["cancel"] = (["draft", "demand-open", "offers-open", "closed"], "cancelled"),
        ["annul"] = (["published"], "annulled"),
        ["public-value"] = (["closed"], null),
    };

    private ServiceHost App => shared.App;

    public static TheoryData<string, string> EveryStepInEveryState()
    {
        var data = new TheoryData<string, string>();
        foreach (var state in States)
            foreach (var step in Steps.Keys)
                data.Add(state, step);
        return data;
    }

    [Theory]
    [MemberData(nameof(EveryStepInEveryState))]
    public async Task Every_step_is_taken_in_its_states_only(string state, string step)
    {
        var round = await InStateAsync(state);
        var path = $"{Rounds}/{round}";
        var before = await App.Operator.GetAsync(path).ShouldBe(200);
        Assert.Equal(state, (string?)before["state"]);

        var answer = await TakeAsync(path, step, before.ETag);

        var (from, to) = Steps[step];
        var after = await App.Operator.GetAsync(path).ShouldBe(200);
        if (from.Contains(state))
        {
            Assert.Equal(to ?? state, (string?)answer.ShouldBe(200)["state"]);
            Assert.Equal(answer.Text, after.Text);
            Assert.NotEqual(before.ETag, after.ETag);
        }
        else
        {
            answer.ShouldBeProblem(409, "round-state");
            Assert.Contains(state, (string?)answer["detail"], StringComparison.Ordinal);
            Assert.Equal(before.Text, after.Text);
        }
    }

    [Fact]
    public async Task A_round_that_does_not_exist_takes_no_step()
    {
        foreach (var step in Steps.Keys)
            (await TakeAsync($"{Rounds}/01900000-0000-7000-8000-000000000000", step, "*")).ShouldBeProblem(404, "not-found");
    }

    [Theory]
    [InlineData("cancel", "{}", "#/reason")]
    [InlineData("cancel", "{\"reason\":\" \"}", "#/reason")]
    [InlineData("annul", "{}", "#/reason")]
    [InlineData("public-value", "{\"value\":\"\"}", "#/value")]
    public async Task A_step_that_needs_words_gets_them(string step, string body, string pointer)
    {
        var round = await App.OpenRoundAsync();
        await App.Operator.PostAsync($"{Rounds}/{round}/{step}", body).ShouldBeProblem(400, "invalid").ShouldPointTo(pointer);
    }

    [Fact]
    public async Task Times_of_the_steps_and_the_reason_are_shown()
    {
        var round = await App.OpenRoundAsync();
        await App.OpenOffersAsync(round);
        await App.CloseAsync(round);
        await App.StepAsync(round, "cancel", new { reason = "No offers" });

        var answer = await App.Public.GetAsync($"{Rounds}/{round}").ShouldBe(200);
        Assert.Equal("2027-01-04T08:00:00Z", (string?)answer["openedAt"]);
        Assert.Equal("2027-01-04T08:00:00Z", (string?)answer["closedAt"]);
        Assert.Equal("No offers", (string?)answer["stateReason"]);
    }

    [Fact]
    public async Task Without_a_named_public_value_closing_fixes_it()
    {
        var round = await InStateAsync("offers-open");
        Assert.Null((await App.Public.GetAsync($"{Rounds}/{round}"))["lottery"]!["publicValue"]);
        var closed = await App.CloseAsync(round);

        // No lines, so the hash of nothing.
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([])), (string?)closed["lottery"]!["publicValue"]);
        await App.Operator.PostAsync($"{Rounds}/{round}/public-value", new { value = "1" }).ShouldBeProblem(409, "round-state");
    }

    [Fact]
    public async Task A_named_public_value_is_given_once_after_closing()
    {
        var round = await App.OpenRoundAsync(body => body["publicValueName"] = "Closing price of the index on 1 February");
        await App.OpenOffersAsync(round);
        Assert.Null((await App.CloseAsync(round))["lottery"]!["publicValue"]);

        var given = await App.StepAsync(round, "public-value", new { value = "10540.50" });
        Assert.Equal("10540.50", (string?)given["lottery"]!["publicValue"]);
        await App.Operator.PostAsync($"{Rounds}/{round}/public-value", new { value = "10540.51" }).ShouldBeProblem(409, "round-state");
    }

    [Fact]
    public async Task A_published_round_shows_secret_and_seed_so_that_anybody_can_check()
    {
        var lottery = (await App.Public.GetAsync($"{Rounds}/{await InStateAsync("published")}").ShouldBe(200))["lottery"]!;
        Assert.Equal(Sha256((string)lottery["secret"]!), (string?)lottery["secretSha256"]);
        Assert.Equal(Sha256($"{lottery["secret"]}:{lottery["publicValue"]}"), (string?)lottery["seed"]);
    }

    private async Task<Answer> TakeAsync(string path, string step, string etag) => step switch
    {
        "replace" => await App.Operator.PutAsync(path, Sample.Round(), etag),
        "extend" => await App.Operator.PostAsync($"{path}/extend", new { answersUntil = App.Clock.Now.AddYears(1).UtcDateTime }),
        "cancel" or "annul" => await App.Operator.PostAsync($"{path}/{step}", new { reason = "For the record" }),
        "public-value" => await App.Operator.PostAsync($"{path}/{step}", new { value = "1" }),
        _ => await App.Operator.PostAsync($"{path}/{step}"),
    };

    // What comes after closing needs a run and its publication; here the state is all that matters.
    private async Task<string> InStateAsync(string state)
    {
        var round = await App.DraftRoundAsync(body => body["publicValueName"] = state == "offers-open" ? null : "Closing price of the index on 1 February");
        if (state != "draft")
            await App.Service<Database>().WriteAsync(session => Assert.True(RoundStore.Replace(session, RoundStore.Find(session, round)! with
            {
                State = state,
                OpenedAt = App.Clock.Now,
                PublicValue = state is "published" or "settled" or "annulled" ? "1" : null,
                PublishedAt = state is "published" or "settled" or "annulled" ? App.Clock.Now : null,
            })));
        return round;
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
