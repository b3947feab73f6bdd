using System.Text.Json.Nodes;
using Matchmaking.Api.Tests.Runs;

namespace Matchmaking.Api.Tests.Matches;

public sealed class AnsweringMatchesTests : ScenarioTests
{
    [Fact]
    public async Task Each_company_sees_its_own_matches_and_why_something_is_left()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();

        var chile = await round.Chile.GetAsync($"{round.Path}/matches").ShouldBe(200);

        Assert.Equal(65m, chile.Items.Sum(match => (decimal)match["quantity"]!));
        Assert.All(chile.Items, match => Assert.Equal("supplier", (string?)match["side"]));
        var left = chile["explanations"]!.AsArray().Single()!;
        Assert.Equal((35m, "country-cap", "CL"), ((decimal)left["left"]!, (string?)left["reason"], (string?)left["detail"]!["country"]));
        var lines = 0m;
        foreach (var buyer in round.Buyers)
            lines += (await buyer.GetAsync($"{round.Path}/matches")).Items.Sum(match => (decimal)match["quantity"]!);
        Assert.Equal(95m, lines);
    }

    [Fact]
    public async Task Name_and_contact_appear_once_both_sides_have_accepted_and_that_is_on_record()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var (buyer, match) = await AnyMatchOfChileAsync(round);
        var path = $"/v1/matches/{match}";
        AssertHidden(await buyer.GetAsync(path).ShouldBe(200));

        var first = await round.Chile.PostAsync($"{path}/accept").ShouldBe(200);
        Assert.Equal("proposed", (string?)first["state"]);
        AssertHidden(first);
        AssertHidden(await buyer.GetAsync(path));
        Assert.Null((await buyer.GetAsync(path))["answer"]);

        var second = await buyer.PostAsync($"{path}/accept").ShouldBe(200);
        Assert.Equal("confirmed", (string?)second["state"]);
        Assert.Contains("desk", (string?)second["counterparty"]!["contact"]!["email"]);
        Assert.NotNull((await round.Chile.GetAsync(path))["counterparty"]!["name"]);
        var record = (await App.Operator.GetAsync($"/v1/audit?subject={match}")).Items.Select(entry => ((string?)entry["actorId"], (string?)entry["action"]));
        Assert.Equal(
            [(round.Chile.Id, "match-accepted"), (buyer.Id, "match-accepted"), (buyer.Id, "contact-seen"), (round.Chile.Id, "contact-seen")],
            record);
    }

    [Fact]
    public async Task A_side_sees_country_size_form_quantity_price_and_score_of_the_other_and_no_more()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var (buyer, id) = await AnyMatchOfChileAsync(round);

        var match = await buyer.GetAsync($"/v1/matches/{id}").ShouldBe(200);

        Assert.Equal(
            ["contact", "country", "name", "origin", "size", "specs", "sustainabilityScore"],
            match["counterparty"]!.AsObject().Select(member => member.Key).Order());
        Assert.Equal(9_000m, (decimal)match["landedPrice"]!);
        Assert.Equal(7_923.6m, (decimal)match["productLandedPrice"]!);
        Assert.DoesNotContain(round.Chile.Id, match.Text);
        Assert.DoesNotContain("offerId\":\"", match.Text);
    }

    [Fact]
    public async Task A_declined_match_stays_declined()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var (buyer, id) = await AnyMatchOfChileAsync(round);
        await round.Chile.PostAsync($"/v1/matches/{id}/accept").ShouldBe(200);

        var declined = await buyer.PostAsync($"/v1/matches/{id}/decline", new { reason = "Bought elsewhere" }).ShouldBe(200);

        Assert.Equal(("declined", "declined"), ((string?)declined["state"], (string?)declined["answer"]));
        Assert.Equal("Bought elsewhere", (string?)(await round.Chile.GetAsync($"/v1/matches/{id}"))["declineReason"]);
        await buyer.PostAsync($"/v1/matches/{id}/accept").ShouldBeProblem(409, "match-state");
        await round.Chile.PostAsync($"/v1/matches/{id}/decline").ShouldBeProblem(409, "match-state");
    }

    [Fact]
    public async Task A_side_answers_once()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var (_, id) = await AnyMatchOfChileAsync(round);
        await round.Chile.PostAsync($"/v1/matches/{id}/accept", key: "a").ShouldBe(200);
        await round.Chile.PostAsync($"/v1/matches/{id}/accept", key: "a").ShouldBe(200).ShouldBeReplayed();
        await round.Chile.PostAsync($"/v1/matches/{id}/accept", key: "b").ShouldBeProblem(409, "match-state");
    }

    [Fact]
    public async Task Both_sides_accepting_at_the_same_time_shake_hands()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var (buyer, id) = await AnyMatchOfChileAsync(round);
        await Task.WhenAll(buyer.PostAsync($"/v1/matches/{id}/accept").ShouldBe(200), round.Chile.PostAsync($"/v1/matches/{id}/accept").ShouldBe(200));
        Assert.Equal("confirmed", (string?)(await buyer.GetAsync($"/v1/matches/{id}"))["state"]);
    }

    [Fact]
    public async Task Another_companys_match_does_not_exist()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var (_, id) = await AnyMatchOfChileAsync(round);
        await round.Australia.GetAsync($"/v1/matches/{id}").ShouldBeProblem(404, "not-found");
        await round.Australia.PostAsync($"/v1/matches/{id}/accept").ShouldBeProblem(404, "not-found");
        await round.Australia.PostAsync($"/v1/matches/{id}/decline").ShouldBeProblem(404, "not-found");
        await App.Operator.PostAsync($"/v1/matches/{id}/accept").ShouldBeProblem(403, "wrong-role");
        await round.Chile.PostAsync($"/v1/matches/{id}/accept", new { x = 1 }).ShouldBeProblem(400, "invalid");
        await round.Chile.PostAsync($"/v1/matches/{id}/decline", new { reason = 7 }).ShouldBeProblem(400, "invalid").ShouldPointTo("#/reason");
        Assert.Equal(1, (await round.Chile.GetAsync($"/v1/matches/{id}")).ETag switch { "\"1\"" => 1, _ => 0 });
    }

    [Fact]
    public async Task A_suspended_company_cannot_accept()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var (_, id) = await AnyMatchOfChileAsync(round);
        await App.Operator.PostAsync($"/v1/participants/{round.Chile.Id}/suspend", new { reason = "Under screening" }).ShouldBe(200);
        await round.Chile.PostAsync($"/v1/matches/{id}/accept").ShouldBeProblem(403, "not-verified");
    }

    [Fact]
    public async Task After_the_answer_period_no_answer_is_a_decline()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var (_, id) = await AnyMatchOfChileAsync(round);

        await App.AdvanceAsync(TimeSpan.FromDays(30));

        Assert.Equal("settled", (string?)(await App.Public.GetAsync(round.Path))["state"]);
        await round.Chile.PostAsync($"/v1/matches/{id}/accept").ShouldBeProblem(409, "round-state");
        Assert.Equal("declined", (string?)(await round.Chile.GetAsync($"/v1/matches/{id}"))["state"]);
    }

    [Fact]
    public async Task Staff_see_all_matches_and_can_filter_and_page_them()
    {
        var round = await (await LithiumRound.ClosedAsync(App)).PublishAsync();
        var all = await App.Operator.GetAsync($"{round.Path}/matches").ShouldBe(200);
        Assert.Equal(95m, all.Items.Sum(match => (decimal)match["quantity"]!));
        Assert.Empty((await App.Operator.GetAsync($"{round.Path}/matches?state=confirmed")).Items);
        var first = await App.Operator.GetAsync($"{round.Path}/matches?limit=1").ShouldBe(200);
        var rest = await App.Operator.GetAsync($"{round.Path}/matches?cursor={first["nextCursor"]}").ShouldBe(200);
        Assert.Equal(all.Items.Select(Id), first.Items.Concat(rest.Items).Select(Id));
        await App.Public.GetAsync($"{round.Path}/matches").ShouldBeProblem(401, "unauthenticated");

        static string Id(JsonObject match) => (string)match["id"]!;
    }

    private static void AssertHidden(Answer match)
    {
        Assert.Null(match["counterparty"]!["name"]);
        Assert.Null(match["counterparty"]!["contact"]);
        Assert.DoesNotContain("@", match.Text);
    }

    // Whom Chile is matched with depends on the lottery: the buyer is the one who sees the match too.
    private static async Task<(ApiClient Buyer, string Match)> AnyMatchOfChileAsync(LithiumRound round)
    {
        var id = (string)(await round.MatchesOfAsync(round.Chile))[0]["id"]!;
        foreach (var buyer in round.Buyers)
            if ((await buyer.GetAsync($"/v1/matches/{id}")).Status == 200)
                return (buyer, id);
        throw new InvalidOperationException("No buyer sees the match.");
    }
}
