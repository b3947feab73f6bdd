namespace Matchmaking.Api.Tests.Lines;

public sealed class SubmittingOffersTests : ScenarioTests
{
    [Theory]
    [InlineData("ex-works")]
    [InlineData("exWorks")]
    public async Task Both_spellings_of_the_price_basis_are_read(string spelling)
    {
        var supplier = await App.VerifiedSupplierAsync();
        var round = await App.OpenRoundAsync();
        await App.OpenOffersAsync(round);

        var answer = await supplier.PostAsync($"/v1/rounds/{round}/offers", Sample.Offer(offer => offer["priceBasis"] = spelling)).ShouldBe(201);

        Assert.Equal("ex-works", (string?)answer["priceBasis"]);
    }
}
