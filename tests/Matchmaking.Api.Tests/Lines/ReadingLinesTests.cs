using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Lines;

/// <summary>Who sees lines, and what stays on record of it.</summary>
public sealed class ReadingLinesTests : LineScenarios
{
    [Theory]
    [MemberData(nameof(Sides))]
    public async Task The_operator_sees_no_line_before_closing(Side side)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);
        var line = await SubmitAsync(company, round, side);

        await App.Public.GetAsync(line.Location).ShouldBeProblem(401, "unauthenticated");
        await App.Operator.GetAsync(Lines(round, side)).ShouldBeProblem(409, "round-state");
        await App.Operator.GetAsync(line.Location).ShouldBeProblem(409, "round-state");
        await App.Operator.GetAsync(Lines(round, side) + "/x").ShouldBeProblem(409, "round-state");
        await CloseAsync(round, side);
        Assert.Equal(company.Id, (string?)(await App.Operator.GetAsync(Lines(round, side)).ShouldBe(200)).Items.Single()["participantId"]);
        Assert.Equal(line.Text, (await App.Operator.GetAsync(line.Location).ShouldBe(200)).Text);
        await App.Operator.GetAsync(Lines(round, side) + "/x").ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Nor_when_a_round_was_cancelled_before_it_closed()
    {
        var company = await App.VerifiedBuyerAsync();
        var round = await App.OpenRoundAsync();
        var line = await SubmitAsync(company, round, Side.Demand);
        await App.StepAsync(round, "cancel", new { reason = "No offers expected" });

        await App.Operator.GetAsync(line.Location).ShouldBeProblem(409, "round-state");
        await company.GetAsync(line.Location).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task An_auditor_sees_everything_and_that_is_on_record(Side side)
    {
        var auditor = await App.AuditorAsync();
        var round = await RoundAsync(side);
        var line = await SubmitAsync(await CompanyAsync(side), round, side);
        await SubmitAsync(await CompanyAsync(side), round, side);

        Assert.Equal(2, (await auditor.GetAsync(Lines(round, side)).ShouldBe(200)).Items.Count);
        await auditor.GetAsync(line.Location).ShouldBe(200);
        await auditor.PutAsync(line.Location, Line(side), line.ETag).ShouldBeProblem(403, "wrong-role");
        await auditor.DeleteAsync(line.Location, line.ETag).ShouldBeProblem(403, "wrong-role");

        var name = Name(side);
        var seen = (await auditor.GetAsync($"/v1/audit?actor={auditor.Id}").ShouldBe(200)).Items;
        Assert.Equal([$"{name}s-seen {round}", $"{name}-seen {line.Id}"], seen.Select(entry => $"{entry["action"]} {entry["subject"]}"));
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task The_record_of_changes_tells_no_quantity_and_no_price(Side side)
    {
        var company = await CompanyAsync(side);
        var line = await SubmitAsync(company, await RoundAsync(side), side, Telltale);
        var changed = await company.PutAsync(line.Location, Line(side, Telltale), line.ETag).ShouldBe(200);
        await company.DeleteAsync(line.Location, changed.ETag).ShouldBe(204);

        var record = await App.Operator.GetAsync($"/v1/audit?subject={line.Id}").ShouldBe(200);
        var name = Name(side);
        Assert.Equal([$"{name}-submitted", $"{name}-changed", $"{name}-withdrawn"], record.Items.Select(entry => (string)entry["action"]!));
        Assert.DoesNotContain("4321", record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("8765", record.Text, StringComparison.Ordinal);

        void Telltale(JsonObject body)
        {
            body["quantity"] = 4321;
            body[side == Side.Demand ? "limitPrice" : "askPrice"] = 8765;
        }
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_list_is_filtered_and_paged(Side side)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);
        var path = Lines(round, side);
        var first = await SubmitAsync(company, round, side, body => body["reference"] = "A");
        var second = await SubmitAsync(company, round, side, body => body["form"] = "lithium-carbonate");
        await company.DeleteAsync(first.Location, first.ETag).ShouldBe(204);

        await ExpectAsync("", first, second);
        await ExpectAsync("?state=active", second);
        await ExpectAsync("?state=withdrawn", first);
        await ExpectAsync("?reference=A", first);
        await ExpectAsync("?reference=a");
        await ExpectAsync("?form=lithium-carbonate", second);
        await ExpectAsync("?material=lithium&stage=processing", first, second);
        await ExpectAsync("?stage=extraction");
        await ExpectAsync("?material=cobalt");
        var page = await company.GetAsync(path + "?limit=1").ShouldBe(200);
        Assert.Equal(first.Id, (string?)page.Items.Single()["id"]);
        var next = await company.GetAsync($"{path}?limit=1&cursor={page["nextCursor"]}").ShouldBe(200);
        Assert.Equal(second.Id, (string?)next.Items.Single()["id"]);
        Assert.Null(next["nextCursor"]);
        await company.GetAsync(path + "?year=2028").ShouldBeProblem(400, "unknown-parameter");
        await company.GetAsync(path + "?limit=0").ShouldBeProblem(400, "invalid");
        await company.GetAsync(path + "?cursor=x").ShouldBeProblem(400, "invalid");

        async Task ExpectAsync(string query, params Answer[] lines) => Assert.Equal(
            lines.Select(line => line.Id), (await company.GetAsync(path + query).ShouldBe(200)).Items.Select(item => (string)item["id"]!));
    }
}
