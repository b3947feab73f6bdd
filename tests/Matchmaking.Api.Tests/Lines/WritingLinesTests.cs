using System.Text.Json.Nodes;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Tests.Lines;

/// <summary>Who writes lines, when, and from which version; the same on both sides.</summary>
public sealed class WritingLinesTests : LineScenarios
{
    [Theory]
    [MemberData(nameof(Sides))]
    public async Task Only_a_verified_company_of_that_side_submits(Side side)
    {
        var round = await RoundAsync(side);
        var path = Lines(round, side);
        var pending = await App.RegisterAsync(Company(side));
        var suspended = await App.VerifiedAsync(Company(side));
        await App.Operator.PostAsync($"/v1/participants/{suspended.Id}/suspend", new { reason = "Under review" }).ShouldBe(200);
        var otherSide = await CompanyAsync(side == Side.Demand ? Side.Offer : Side.Demand);

        await App.Public.PostAsync(path, Line(side)).ShouldBeProblem(401, "unauthenticated");
        await App.Operator.PostAsync(path, Line(side)).ShouldBeProblem(403, "wrong-role");
        await (await App.AuditorAsync()).PostAsync(path, Line(side)).ShouldBeProblem(403, "wrong-role");
        await pending.PostAsync(path, Line(side)).ShouldBeProblem(403, "not-verified");
        await suspended.PostAsync(path, Line(side)).ShouldBeProblem(403, "not-verified");
        await otherSide.PostAsync(path, Line(side)).ShouldBeProblem(403, "wrong-role");
        Assert.Empty(Stored(round, side));
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_suspended_company_withdraws_but_changes_nothing(Side side)
    {
        var company = await CompanyAsync(side);
        var line = await SubmitAsync(company, await RoundAsync(side), side);
        await App.Operator.PostAsync($"/v1/participants/{company.Id}/suspend", new { reason = "Under review" }).ShouldBe(200);

        await company.PutAsync(line.Location, Line(side), line.ETag).ShouldBeProblem(403, "not-verified");
        await company.DeleteAsync(line.Location, line.ETag).ShouldBe(204);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_round_that_nobody_may_know_of_is_not_found(Side side)
    {
        var company = await CompanyAsync(side);
        var draft = await App.DraftRoundAsync();

        foreach (var round in (string[])[draft, "01990000-0000-7000-8000-000000000000"])
        {
            await company.PostAsync(Lines(round, side), Line(side)).ShouldBeProblem(404, "not-found");
            await company.GetAsync(Lines(round, side)).ShouldBeProblem(404, "not-found");
            await company.PutAsync(Lines(round, side) + "/x", Line(side), "*").ShouldBeProblem(404, "not-found");
            await company.DeleteAsync(Lines(round, side) + "/x", "*").ShouldBeProblem(404, "not-found");
        }
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task Another_companys_line_is_not_found(Side side)
    {
        var (owner, other) = (await CompanyAsync(side), await CompanyAsync(side));
        var (round, elsewhere) = (await RoundAsync(side), await RoundAsync(side));
        var line = await SubmitAsync(owner, round, side);

        await other.GetAsync(line.Location).ShouldBeProblem(404, "not-found");
        await other.PutAsync(line.Location, Line(side), line.ETag).ShouldBeProblem(404, "not-found");
        await other.DeleteAsync(line.Location, line.ETag).ShouldBeProblem(404, "not-found");
        Assert.Empty((await other.GetAsync(Lines(round, side)).ShouldBe(200)).Items);
        await owner.GetAsync($"{Lines(elsewhere, side)}/{line.Id}").ShouldBeProblem(404, "not-found");
        await owner.GetAsync($"{Lines(round, side == Side.Demand ? Side.Offer : Side.Demand)}/{line.Id}").ShouldBeProblem(404, "not-found");
        Assert.Equal(("active", 1), Stored(round, side).Select(row => (row.State, row.Version)).Single());
    }

    [Fact]
    public async Task Demand_is_written_while_demand_is_open_and_offers_while_offers_are()
    {
        var (buyer, supplier) = (await App.VerifiedBuyerAsync(), await App.VerifiedSupplierAsync());
        var round = await App.OpenRoundAsync();
        await supplier.PostAsync(Lines(round, Side.Offer), Sample.Offer()).ShouldBeProblem(409, "round-not-open");
        var demand = await SubmitAsync(buyer, round, Side.Demand);

        await App.OpenOffersAsync(round);
        var offer = await SubmitAsync(supplier, round, Side.Offer);
        await AssertShutAsync(buyer, demand, Side.Demand);

        await App.CloseAsync(round);
        await AssertShutAsync(buyer, demand, Side.Demand);
        await AssertShutAsync(supplier, offer, Side.Offer);

        async Task AssertShutAsync(ApiClient company, Answer line, Side side)
        {
            await company.PostAsync(Lines(round, side), Line(side)).ShouldBeProblem(409, "round-not-open");
            await company.PutAsync(line.Location, Line(side), line.ETag).ShouldBeProblem(409, "round-not-open");
            await company.DeleteAsync(line.Location, line.ETag).ShouldBeProblem(409, "round-not-open");
            Assert.Equal(line.Text, (await company.GetAsync(line.Location).ShouldBe(200)).Text);
        }
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task The_window_is_guarded_by_the_statement_itself(Side side)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);
        await SubmitAsync(company, round, side);
        var row = Stored(round, side).Single();
        await CloseAsync(round, side);

        var window = side == Side.Demand ? "demand-open" : "offers-open";
        var database = App.Service<Database>();
        Assert.False(await database.WriteAsync(session => LineStore.Add(session, row with { Id = "another" }, window)));
        Assert.False(await database.WriteAsync(session => LineStore.Replace(session, row, window)));
        Assert.True(await database.WriteAsync(session => LineStore.Replace(session, row, "closed")));
        Assert.False(await database.WriteAsync(session => LineStore.Replace(session, row, "closed")));
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_change_tells_the_version_it_was_made_from(Side side)
    {
        var company = await CompanyAsync(side);
        var line = await SubmitAsync(company, await RoundAsync(side), side);
        var path = line.Location;
        App.Clock.Advance(TimeSpan.FromMinutes(5));

        await company.PutAsync(path, Line(side), null).ShouldBeProblem(428, "if-match-required");
        await company.DeleteAsync(path).ShouldBeProblem(428, "if-match-required");
        var changed = await company.PutAsync(path, Line(side, body => body["quantity"] = 7), line.ETag).ShouldBe(200);
        Assert.Equal("\"2\"", changed.ETag);
        Assert.Equal(7m, (decimal?)changed["quantity"]);
        Assert.NotEqual((string?)line["changedAt"], (string?)changed["changedAt"]);
        Assert.Equal((string?)line["createdAt"], (string?)changed["createdAt"]);
        await company.PutAsync(path, Line(side), line.ETag).ShouldBeProblem(412, "stale");
        await company.DeleteAsync(path, line.ETag).ShouldBeProblem(412, "stale");
        Assert.Equal(changed.Text, (await company.GetAsync(path).ShouldBe(200)).Text);
        await company.GetAsync(path, ("If-None-Match", changed.ETag)).ShouldBe(304);
        await company.GetAsync(path, ("If-None-Match", line.ETag)).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_withdrawn_line_stays_to_be_read_and_does_not_come_back(Side side)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);
        var line = await SubmitAsync(company, round, side);

        await company.DeleteAsync(line.Location, line.ETag).ShouldBe(204);

        var shown = await company.GetAsync(line.Location).ShouldBe(200);
        Assert.Equal("withdrawn", (string?)shown["state"]);
        await company.PutAsync(line.Location, Line(side), shown.ETag).ShouldBeProblem(409, "line-state");
        await company.DeleteAsync(line.Location, shown.ETag).ShouldBeProblem(409, "line-state");
        Assert.Equal(("withdrawn", 2), Stored(round, side).Select(row => (row.State, row.Version)).Single());
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_reference_is_taken_once(Side side)
    {
        var company = await CompanyAsync(side);
        var other = await CompanyAsync(side);
        var round = await RoundAsync(side);
        await SubmitAsync(company, round, side, body => body["reference"] = "A");
        var second = await SubmitAsync(company, round, side, body => body["reference"] = "B");
        var taken = Line(side, body => body["reference"] = "A");

        await company.PostAsync(Lines(round, side), taken).ShouldBeProblem(409, "duplicate-reference");
        await company.PutAsync(second.Location, taken, second.ETag).ShouldBeProblem(409, "duplicate-reference");
        // State goes before version in the order of checks.
        await company.PutAsync(second.Location, taken, "\"9\"").ShouldBeProblem(409, "duplicate-reference");
        await other.PostAsync(Lines(round, side), taken).ShouldBe(201);
        Assert.Equal(["A", "B", "A"], Stored(round, side).Select(row => row.Reference));
    }

    [Fact]
    public async Task A_company_is_on_one_side_of_a_material_and_stage()
    {
        var company = await App.VerifiedAsync(Sample.Company("DE", "buyer", "supplier"));
        var round = await App.OpenRoundAsync(TwoStages);
        var demand = await SubmitAsync(company, round, Side.Demand);
        var gone = await SubmitAsync(company, round, Side.Demand, Concentrate);
        await company.DeleteAsync(gone.Location, gone.ETag).ShouldBe(204);
        await App.OpenOffersAsync(round);

        await company.PostAsync(Lines(round, Side.Offer), Sample.Offer()).ShouldBeProblem(409, "other-side");
        var offer = await SubmitAsync(company, round, Side.Offer, Concentrate);
        await company.PutAsync(offer.Location, Sample.Offer(), offer.ETag).ShouldBeProblem(409, "other-side");
        await company.PutAsync(offer.Location, Sample.Offer(), "\"9\"").ShouldBeProblem(409, "other-side");

        Assert.Equal("active", (string?)(await company.GetAsync(demand.Location).ShouldBe(200))["state"]);
        Assert.Equal("extraction", Stored(round, Side.Offer).Single().Stage);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_repeated_request_has_one_effect(Side side)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);
        var path = Lines(round, side);

        await company.PostAsync(path, Line(side), ApiClient.NoKey).ShouldBeProblem(400, "idempotency-key-required");
        var first = await company.PostAsync(path, Line(side), "one").ShouldBe(201).ShouldBeReplayed(false);
        await company.PostAsync(path, Line(side, body => body["quantity"] = 7), "one").ShouldBeProblem(422, "idempotency-mismatch");
        await CloseAsync(round, side);
        var again = await company.PostAsync(path, Line(side), "one").ShouldBe(201).ShouldBeReplayed();

        Assert.Equal((first.Text, first.Location, first.ETag), (again.Text, again.Location, again.ETag));
        Assert.Single(Stored(round, side));
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_refused_request_may_be_repeated_with_another_body(Side side)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);

        await company.PostAsync(Lines(round, side), Line(side, body => body["year"] = 2029), "one").ShouldBeProblem(400, "invalid");
        await company.PostAsync(Lines(round, side), Line(side), "one").ShouldBe(201).ShouldBeReplayed(false);
    }

    private static JsonObject Company(Side side) => side == Side.Demand ? Sample.Company("DE", "buyer") : Sample.Company("CL", "supplier");

    private static void TwoStages(JsonObject round) => round["coverage"]!.AsArray().Add(JsonNode.Parse(
        """{ "material": "lithium", "stage": "extraction", "periods": [{ "firstYear": 2028, "years": 1 }] }"""));

    private static void Concentrate(JsonObject line)
    {
        line["stage"] = "extraction";
        line["form"] = "spodumene-concentrate";
    }
}
