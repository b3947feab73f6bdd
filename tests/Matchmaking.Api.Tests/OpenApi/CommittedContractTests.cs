namespace Matchmaking.Api.Tests.OpenApi;

public sealed class CommittedContractTests
{
    [Fact]
    public async Task The_served_document_is_the_committed_one()
    {
        var served = await Contract.ServedAsync();
        if (Contract.IsUpdating)
            await File.WriteAllTextAsync(Contract.CommittedFile, served);

        var committed = await File.ReadAllTextAsync(Contract.CommittedFile);

        Assert.True(
            served == committed,
            "openapi/v1.json is not what the service serves. Run the tests with MATCHMAKING_UPDATE_CONTRACT=1 and look at the difference.");
        Assert.DoesNotContain('\r', served);
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere()
    {
        using var host = new ServiceHost();
        var page = (await host.Public.GetAsync("/swagger/index.html").ShouldBe(200)).Text;
        var script = (await host.Public.GetAsync("/swagger/index.js").ShouldBe(200)).Text;

        Assert.DoesNotContain("//", page.Replace("<!--", "", StringComparison.Ordinal));
        Assert.Contains("/openapi/v1.json", script);
        // The page would else have the document judged by a service on the Internet.
        Assert.Contains("configObject.validatorUrl = null", script);
    }
}
