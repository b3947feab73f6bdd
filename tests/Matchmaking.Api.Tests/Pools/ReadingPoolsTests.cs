using static Matchmaking.Api.Tests.Pools.PoolScenarios;

namespace Matchmaking.Api.Tests.Pools;

public sealed class ReadingPoolsTests : ScenarioTests
{
    [Fact]
    public async Task Pools_are_read_with_a_key_only()
    {
        var round = await App.OpenRoundAsync();
        await App.OpenOffersAsync(round);
        var path = $"/v1/rounds/{round}/pools";

        await App.Public.GetAsync(path).ShouldBeProblem(401, "unauthenticated");
        await (await App.RegisterAsync()).GetAsync(path).ShouldBeProblem(403, "not-verified");
        await (await App.VerifiedBuyerAsync()).GetAsync(path).ShouldBe(200);
        await (await App.AuditorAsync()).GetAsync(path).ShouldBe(200);
    }

    [Fact]
    public async Task Pools_exist_once_offers_are_open()
    {
        var round = await App.DraftRoundAsync();
        var supplier = await App.VerifiedSupplierAsync();
        var path = $"/v1/rounds/{round}/pools";

        await supplier.GetAsync(path).ShouldBeProblem(404, "not-found");
        await App.Operator.GetAsync(path).ShouldBeProblem(409, "round-state");
        await App.StepAsync(round, "open-demand");
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100, 100);
        await supplier.GetAsync(path).ShouldBeProblem(409, "round-state");
        await App.OpenOffersAsync(round);
        Assert.Single((await supplier.GetAsync(path).ShouldBe(200)).Items);
        await App.CloseAsync(round);
        Assert.Single((await supplier.GetAsync(path).ShouldBe(200)).Items);
        await App.StepAsync(round, "cancel", new { reason = "No offers" });
        await supplier.GetAsync(path).ShouldBeProblem(409, "round-state");
    }

    [Fact]
    public async Task An_unknown_round_and_an_unknown_parameter_are_refused()
    {
        await App.Operator.GetAsync("/v1/rounds/none/pools").ShouldBeProblem(404, "not-found");
        await App.Operator.GetAsync("/v1/rounds/none/pools?colour=red").ShouldBeProblem(400, "unknown-parameter");
        await App.Operator.GetAsync("/v1/rounds/none/pools?limit=0").ShouldBeProblem(400, "invalid");
    }

    [Fact]
    public async Task Pools_come_in_pages_that_can_be_filtered()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100);
        await App.DemandsAsync(round, Carbonate, 100);
        await App.OpenOffersAsync(round);
        var path = $"/v1/rounds/{round}/pools";

        var first = await App.Operator.GetAsync($"{path}?limit=1").ShouldBe(200);
        var second = await App.Operator.GetAsync($"{path}?limit=1&cursor={first["nextCursor"]}").ShouldBe(200);

        Assert.Equal(Carbonate, (string?)Assert.Single(first.Items)["form"]);
        Assert.Equal(Hydroxide, (string?)Assert.Single(second.Items)["form"]);
        Assert.Null(second["nextCursor"]);
        Assert.Equal(Hydroxide, (string?)Assert.Single((await App.Operator.GetAsync($"{path}?form={Hydroxide}").ShouldBe(200)).Items)["form"]);
        Assert.Empty((await App.Operator.GetAsync($"{path}?material=cobalt").ShouldBe(200)).Items);
    }

    [Fact]
    public async Task An_unchanged_answer_is_not_sent_again()
    {
        var round = await App.OpenRoundAsync();
        await App.OpenOffersAsync(round);
        var path = $"/v1/rounds/{round}/pools";

        var answer = await App.Operator.GetAsync(path).ShouldBe(200);

        await App.Operator.GetAsync(path, ("If-None-Match", answer.ETag)).ShouldBe(304);
    }

    [Fact]
    public async Task Who_has_seen_pools_is_on_record_once_before_and_once_after_closing()
    {
        var round = await App.OpenRoundAsync();
        await App.OpenOffersAsync(round);
        var supplier = await App.VerifiedSupplierAsync();
        var path = $"/v1/rounds/{round}/pools";

        await supplier.GetAsync(path).ShouldBe(200);
        await supplier.GetAsync(path).ShouldBe(200);
        Assert.Single(await SeenAsync());
        await App.CloseAsync(round);
        await supplier.GetAsync(path).ShouldBe(200);
        await supplier.GetAsync(path).ShouldBe(200);
        Assert.Equal(2, (await SeenAsync()).Count);

        async Task<IReadOnlyList<object>> SeenAsync() =>
            (await App.Operator.GetAsync($"/v1/audit?actor={supplier.Id}&action=pool-seen&subject={round}").ShouldBe(200)).Items;
    }
}
