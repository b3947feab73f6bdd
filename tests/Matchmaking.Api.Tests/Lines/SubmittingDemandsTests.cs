using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Lines;

public sealed class SubmittingDemandsTests : ScenarioTests
{
    [Fact]
    public async Task A_line_is_answered_with_its_product_quantity_and_price()
    {
        var buyer = await App.VerifiedBuyerAsync();
        var round = await App.OpenRoundAsync();

        var answer = await buyer.PostAsync($"/v1/rounds/{round}/demands", Sample.Demand(line => line["limitPrice"] = 12000.01)).ShouldBe(201);

        Assert.Equal($"/v1/rounds/{round}/demands/{answer.Id}", answer.Location);
        Assert.Equal("\"1\"", answer.ETag);
        Assert.Equal("active", (string?)answer["state"]);
        Assert.Equal("intent", (string?)answer["commitment"]);
        Assert.Equal(buyer.Id, (string?)answer["participantId"]);
        // A tonne of the hydroxide holds 0.8804 t of carbonate equivalent: 1200.5 / 0.8804 and 12000.01 * 0.8804.
        Assert.Equal(1363.585m, (decimal?)answer["productQuantity"]);
        Assert.Equal(10564.81m, (decimal?)answer["productPrice"]);
        Assert.Equal(answer.Text, (await buyer.GetAsync(answer.Location).ShouldBe(200)).Text);
    }
}
