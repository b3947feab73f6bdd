namespace Matchmaking.Api.Tests.Lines;

/// <summary>What the operator excludes and confirms while a round is closed.</summary>
public sealed class DecidingOnLinesTests : LineScenarios
{
    private static readonly object ConfirmEverything = Confirm("recycled", "sustainability-score", "carbon-footprint", "strategic-project");
    private static readonly object Reason = new { reason = "The site is under sanctions" };

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task An_excluded_line_tells_its_company_why(Side side)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);
        var line = await SubmitAsync(company, round, side);
        await CloseAsync(round, side);

        var answer = await App.Operator.PostAsync($"{line.Location}/exclude", Reason).ShouldBe(200);

        Assert.Equal("excluded", (string?)answer["state"]);
        Assert.Equal("\"2\"", answer.ETag);
        var shown = await company.GetAsync(line.Location).ShouldBe(200);
        Assert.Equal(answer.Text, shown.Text);
        Assert.Equal("The site is under sanctions", (string?)shown["stateReason"]);
        await App.Operator.PostAsync($"{line.Location}/exclude", Reason).ShouldBeProblem(409, "line-state");
        Assert.Single((await App.Operator.GetAsync($"/v1/audit?subject={line.Id}&action={Name(side)}-excluded").ShouldBe(200)).Items);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task Only_an_operator_excludes_and_only_while_closed(Side side)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);
        var line = await SubmitAsync(company, round, side);
        var path = $"{line.Location}/exclude";

        await App.Operator.PostAsync(path, Reason).ShouldBeProblem(409, "round-state");
        await CloseAsync(round, side);
        await App.Public.PostAsync(path, Reason).ShouldBeProblem(401, "unauthenticated");
        await company.PostAsync(path, Reason).ShouldBeProblem(403, "wrong-role");
        await (await App.AuditorAsync()).PostAsync(path, Reason).ShouldBeProblem(403, "wrong-role");
        await App.Operator.PostAsync(path, Reason, ApiClient.NoKey).ShouldBeProblem(400, "idempotency-key-required");
        await App.Operator.PostAsync(path, new { reason = " " }).ShouldBeProblem(400, "invalid").ShouldPointTo("#/reason");
        await App.Operator.PostAsync(path, "{}").ShouldBeProblem(400, "invalid").ShouldPointTo("#/reason");
        await App.Operator.PostAsync($"{Lines(round, side)}/x/exclude", Reason).ShouldBeProblem(404, "not-found");
        await App.Operator.PostAsync($"{Lines("x", side)}/{line.Id}/exclude", Reason).ShouldBeProblem(404, "not-found");
        Assert.Equal("active", Stored(round, side).Single().State);
        await App.StepAsync(round, "cancel", new { reason = "Called off" });
        await App.Operator.PostAsync(path, Reason).ShouldBeProblem(409, "round-state");
    }

    [Fact]
    public async Task A_withdrawn_line_is_not_excluded()
    {
        var company = await App.VerifiedSupplierAsync();
        var round = await RoundAsync(Side.Offer);
        var offer = await SubmitAsync(company, round, Side.Offer, body => body["recycled"] = true);
        await company.DeleteAsync(offer.Location, offer.ETag).ShouldBe(204);
        await App.CloseAsync(round);

        await App.Operator.PostAsync($"{offer.Location}/exclude", Reason).ShouldBeProblem(409, "line-state");
        await App.Operator.PostAsync($"{offer.Location}/confirm", Confirm("recycled")).ShouldBeProblem(409, "line-state");
    }

    [Fact]
    public async Task Claims_of_an_offer_are_confirmed_and_taken_back()
    {
        var (company, round, offer) = await ClaimingOfferAsync();
        await App.CloseAsync(round);
        var path = $"{offer.Location}/confirm";

        var answer = await App.Operator.PostAsync(path, ConfirmEverything).ShouldBe(200);
        Assert.Equal("""["recycled","sustainability-score","carbon-footprint","strategic-project"]""", answer["confirmed"]!.ToJsonString());
        Assert.Equal("\"2\"", answer.ETag);
        Assert.Equal(answer.Text, (await company.GetAsync(offer.Location).ShouldBe(200)).Text);

        var less = await App.Operator.PostAsync(path, Confirm("recycled")).ShouldBe(200);
        Assert.Equal("""["recycled"]""", less["confirmed"]!.ToJsonString());
        Assert.Empty((await App.Operator.PostAsync(path, Confirm()).ShouldBe(200))["confirmed"]!.AsArray());
        Assert.Equal(3, (await App.Operator.GetAsync($"/v1/audit?subject={offer.Id}&action=offer-confirmed").ShouldBe(200)).Items.Count);
    }

    [Fact]
    public async Task Only_an_operator_confirms_what_is_claimed_and_only_while_closed()
    {
        var (company, round, offer) = await ClaimingOfferAsync();
        var path = $"{offer.Location}/confirm";

        await App.Operator.PostAsync(path, Confirm("recycled")).ShouldBeProblem(409, "round-state");
        var plain = await SubmitAsync(company, round, Side.Offer);
        await App.CloseAsync(round);
        await App.Public.PostAsync(path, Confirm("recycled")).ShouldBeProblem(401, "unauthenticated");
        await company.PostAsync(path, Confirm("recycled")).ShouldBeProblem(403, "wrong-role");
        await (await App.AuditorAsync()).PostAsync(path, Confirm("recycled")).ShouldBeProblem(403, "wrong-role");
        await App.Operator.PostAsync(path, Confirm("purity")).ShouldBeProblem(400, "invalid").ShouldPointTo("#/confirmed/0");
        await App.Operator.PostAsync(path, Confirm("recycled", "recycled")).ShouldBeProblem(400, "invalid").ShouldPointTo("#/confirmed");
        await App.Operator.PostAsync(path, new { reason = "" }).ShouldBeProblem(400, "invalid").ShouldPointTo("#/confirmed", "#/reason");
        await App.Operator.PostAsync(path, """{ "confirmed": [], "reason": "" }""")
            .ShouldBeProblem(400, "invalid").ShouldPointTo("#/reason");
        await App.Operator.PostAsync($"{plain.Location}/confirm", ConfirmEverything)
            .ShouldBeProblem(400, "invalid").ShouldPointTo("#/confirmed/0", "#/confirmed/1", "#/confirmed/2", "#/confirmed/3");
        await App.Operator.PostAsync($"{Lines(round, Side.Offer)}/x/confirm", Confirm("recycled")).ShouldBeProblem(404, "not-found");
        Assert.All(Stored(round, Side.Offer), row => Assert.Equal(("[]", 1), (row.Confirmed, row.Version)));
    }

    private async Task<(ApiClient Company, string Round, Answer Offer)> ClaimingOfferAsync()
    {
        var company = await App.VerifiedSupplierAsync();
        var round = await RoundAsync(Side.Offer);
        return (company, round, await SubmitAsync(company, round, Side.Offer, body =>
        {
            body["recycled"] = true;
            body["sustainabilityScore"] = 71;
            body["carbonFootprint"] = 9.8;
            body["strategicProject"] = true;
        }));
    }

    private static object Confirm(params string[] claims) => new { confirmed = claims, reason = "Certificates checked" };
}
