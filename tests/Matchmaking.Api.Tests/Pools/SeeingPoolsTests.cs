using System.Text.Json.Nodes;
using static Matchmaking.Api.Tests.Pools.PoolScenarios;

namespace Matchmaking.Api.Tests.Pools;

public sealed class SeeingPoolsTests : ScenarioTests
{
    [Fact]
    public async Task Five_buyers_make_a_pool_that_is_shown_in_content_and_product()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100, 100.5m);
        await App.OpenOffersAsync(round);

        var pool = Assert.Single(await App.PoolsAsync(round));

        Assert.True((bool?)pool["shown"]);
        Assert.Equal(500.5m, (decimal?)pool["quantity"]);
        // A tonne of the hydroxide holds 0.8804 t of carbonate equivalent.
        Assert.Equal(568.492m, (decimal?)pool["productQuantity"]);
        Assert.Equal(2028, (int?)pool["year"]);
        Assert.Equal(5, (int?)pool["years"]);
        Assert.Equal("processing", (string?)pool["stage"]);
    }

    [Fact]
    public async Task Four_buyers_make_a_pool_of_which_only_is_told_that_there_is_demand()
    {
        var round = await App.OpenRoundAsync(body => body["consumption"] = Consumption(1000));
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100);
        await App.OpenOffersAsync(round);
        await App.CloseAsync(round);

        var pool = Assert.Single(await App.PoolsAsync(round));

        Assert.False((bool?)pool["shown"]);
        foreach (var member in (string[])["quantity", "productQuantity", "aboveSafeHarbour", "minimumOrderReached"])
            Assert.Null(pool[member]);
    }

    [Fact]
    public async Task The_round_says_from_how_many_company_groups_on_a_pool_is_shown()
    {
        var round = await App.OpenRoundAsync(body => body["poolThreshold"] = 4);
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100);
        await App.OpenOffersAsync(round);

        Assert.True((bool?)Assert.Single(await App.PoolsAsync(round))["shown"]);
    }

    [Theory]
    [InlineData(600, true)]
    [InlineData(600.001, false)]
    public async Task A_pool_with_a_dominant_buyer_is_hidden(double largest, bool shown)
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100, (decimal)largest);
        await App.OpenOffersAsync(round);

        Assert.Equal(shown, (bool?)Assert.Single(await App.PoolsAsync(round))["shown"]);
    }

    [Theory]
    [InlineData("Nordic Metals", "NORDIC  metals", false)]
    [InlineData("Nordic Metals", "Southern Metals", true)]
    public async Task A_company_group_counts_once_even_where_it_is_only_stated(string first, string second, bool shown)
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100);
        await (await App.BuyerOfGroupAsync(first)).DemandAsync(round, 100);
        await (await App.BuyerOfGroupAsync(second)).DemandAsync(round, 100);
        await App.OpenOffersAsync(round);

        Assert.Equal(shown, (bool?)Assert.Single(await App.PoolsAsync(round))["shown"]);
    }

    [Fact]
    public async Task Several_lines_of_one_buyer_count_once()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100);
        var buyer = await App.VerifiedBuyerAsync();
        await buyer.DemandAsync(round, 100);
        await buyer.DemandAsync(round, 100);
        await App.OpenOffersAsync(round);

        Assert.False((bool?)Assert.Single(await App.PoolsAsync(round))["shown"]);
    }

    [Fact]
    public async Task An_agents_principals_count()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100);
        var agent = await App.VerifiedBuyerAsync();
        await agent.DemandAsync(round, 100, onBehalfOf: "Foundry A");
        await agent.DemandAsync(round, 100, onBehalfOf: "Foundry B");
        await App.OpenOffersAsync(round);

        Assert.True((bool?)Assert.Single(await App.PoolsAsync(round))["shown"]);
    }

    [Fact]
    public async Task A_principal_that_takes_part_itself_counts_once()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100);
        var buyer = await App.VerifiedBuyerAsync();
        await buyer.DemandAsync(round, 100);
        var name = (string)(await buyer.GetAsync("/v1/participants/me").ShouldBe(200))["name"]!;
        await (await App.VerifiedBuyerAsync()).DemandAsync(round, 100, onBehalfOf: name);
        await App.OpenOffersAsync(round);

        Assert.False((bool?)Assert.Single(await App.PoolsAsync(round))["shown"]);
    }

    [Fact]
    public async Task An_agent_cannot_surround_one_competitor_with_principals()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100);
        var agent = await App.VerifiedBuyerAsync();
        foreach (var principal in (string[])["A", "B", "C", "D"])
            await agent.DemandAsync(round, 100, onBehalfOf: principal);
        await App.OpenOffersAsync(round);

        Assert.False((bool?)Assert.Single(await App.PoolsAsync(round))["shown"]);
    }

    [Fact]
    public async Task A_pool_is_hidden_where_the_groups_total_would_give_its_neighbour_away()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100, 100);
        await App.DemandsAsync(round, Carbonate, 200, 200);
        await App.OpenOffersAsync(round);

        Assert.All(await App.PoolsAsync(round), pool => Assert.False((bool?)pool["shown"]));
    }

    [Fact]
    public async Task A_pool_is_shown_beside_a_dominated_one_whose_group_total_is_never_published()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100, 100);
        await App.DemandsAsync(round, Carbonate, 2000);
        await App.OpenOffersAsync(round);

        var pools = await App.PoolsAsync(round);

        Assert.True((bool?)pools.Of(Hydroxide)["shown"]);
        Assert.False((bool?)pools.Of(Carbonate)["shown"]);
    }

    [Theory]
    [InlineData(3333, true)]
    [InlineData(3334, false)]
    public async Task A_pool_above_the_safe_harbour_is_flagged_where_consumption_is_known(int consumption, bool above)
    {
        var round = await App.OpenRoundAsync(body => body["consumption"] = Consumption(consumption));
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100, 100);
        await App.OpenOffersAsync(round);

        Assert.Equal(above, (bool?)Assert.Single(await App.PoolsAsync(round))["aboveSafeHarbour"]);
    }

    [Theory]
    [InlineData(500.0, true)]
    [InlineData(500.001, false)]
    [InlineData(null, null)]
    public async Task Whether_a_pool_reaches_a_minimum_order_is_told_after_closing_only(double? minimum, bool? reached)
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100, 100);
        await App.OpenOffersAsync(round);
        await (await App.VerifiedSupplierAsync()).PostAsync($"/v1/rounds/{round}/offers", Sample.Offer(offer => offer["minimumOrder"] = minimum)).ShouldBe(201);

        Assert.Null(Assert.Single(await App.PoolsAsync(round))["minimumOrderReached"]);
        await App.CloseAsync(round);
        Assert.Equal(reached, (bool?)Assert.Single(await App.PoolsAsync(round))["minimumOrderReached"]);
    }

    [Fact]
    public async Task Nothing_that_happens_later_changes_a_pool()
    {
        var round = await App.OpenRoundAsync();
        await App.DemandsAsync(round, Hydroxide, 100, 100, 100, 100);
        var last = await (await App.VerifiedBuyerAsync()).DemandAsync(round, 100);
        await App.OpenOffersAsync(round);
        await App.CloseAsync(round);
        var before = (await App.Operator.GetAsync($"/v1/rounds/{round}/pools").ShouldBe(200)).Text;

        await App.Operator.PostAsync($"/v1/rounds/{round}/demands/{last}/exclude", new { reason = "Duplicate" }).ShouldBe(200);

        Assert.Equal(before, (await App.Operator.GetAsync($"/v1/rounds/{round}/pools").ShouldBe(200)).Text);
    }

    private static JsonArray Consumption(decimal tonnes) => new(new JsonObject
    {
        ["material"] = "lithium",
        ["stage"] = "processing",
        ["year"] = 2028,
        ["quantity"] = tonnes,
    });
}
