using System.Text.Json.Nodes;
using Matchmaking.Api.Tests.Lines;

namespace Matchmaking.Api.Tests.Http;

/// <summary>Texts that are compared have no blanks around them, which one database engine would ignore and the other would not.</summary>
public sealed class SurroundingBlanksTests : LineScenarios
{
    public static TheoryData<Side, string> References
    {
        get
        {
            var data = new TheoryData<Side, string>();
            foreach (var side in (Side[])[Side.Demand, Side.Offer])
                foreach (var reference in (string[])["PO-1 ", " PO-1", "PO-1\u00a0", "\u3000PO-1", "PO-1  "])
                    data.Add(side, reference);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(References))]
    public async Task A_reference_with_blanks_around_it_is_refused(Side side, string reference)
    {
        var company = await CompanyAsync(side);
        var round = await RoundAsync(side);
        var kept = await SubmitAsync(company, round, side, line => line["reference"] = "PO-1");

        var line = Line(side, body => body["reference"] = reference);
        await company.PostAsync(Lines(round, side), line).ShouldBeProblem(400, "invalid").ShouldPointTo("#/reference");
        await company.PutAsync(kept.Location, line, kept.ETag).ShouldBeProblem(400, "invalid").ShouldPointTo("#/reference");

        Assert.Equal("PO-1", Assert.Single(Stored(round, side)).Reference);
    }

    [Fact]
    public async Task Blanks_inside_a_reference_count()
    {
        var buyer = await CompanyAsync(Side.Demand);
        var round = await RoundAsync(Side.Demand);
        foreach (var reference in (string[])["PO 1", "PO  1", "PO1"])
            await SubmitAsync(buyer, round, Side.Demand, line => line["reference"] = reference);

        foreach (var reference in (string[])["PO 1", "PO  1", "PO1"])
        {
            var found = await buyer.GetAsync($"{Lines(round, Side.Demand)}?reference={Uri.EscapeDataString(reference)}").ShouldBe(200);
            Assert.Equal(reference, (string?)Assert.Single(found.Items)["reference"]);
        }
    }

    [Theory]
    [InlineData("reference=PO-1%20")]
    [InlineData("reference=%20PO-1")]
    [InlineData("reference=+")]
    [InlineData("state=active%20")]
    [InlineData("form=lithium-carbonate%09")]
    public async Task A_filter_with_blanks_around_it_is_refused(string query)
    {
        var buyer = await CompanyAsync(Side.Demand);
        var round = await RoundAsync(Side.Demand);
        await SubmitAsync(buyer, round, Side.Demand, line => line["reference"] = "PO-1");

        await buyer.GetAsync($"{Lines(round, Side.Demand)}?{query}").ShouldBeProblem(400, "invalid");
    }

    [Fact]
    public async Task An_id_with_a_blank_after_it_names_nothing()
    {
        var buyer = await CompanyAsync(Side.Demand);
        var round = await RoundAsync(Side.Demand);
        var line = await SubmitAsync(buyer, round, Side.Demand);
        await buyer.GetAsync(line.Location).ShouldBe(200);

        await buyer.GetAsync(line.Location + "%20").ShouldBeProblem(404, "not-found");
        await buyer.DeleteAsync(line.Location + "%20", line.ETag).ShouldBeProblem(404, "not-found");
        await buyer.GetAsync($"/v1/rounds/{round}%20").ShouldBeProblem(404, "not-found");
        await buyer.PostAsync($"/v1/rounds/{round}%20/demands", Line(Side.Demand)).ShouldBeProblem(404, "not-found");
        await App.Operator.PostAsync($"/v1/rounds/{round}%20/open-offers").ShouldBeProblem(404, "not-found");
        await App.Operator.GetAsync($"/v1/participants/{buyer.Id}%20").ShouldBeProblem(404, "not-found");
        Assert.Equal("active", Assert.Single(Stored(round, Side.Demand)).State);
    }

    [Fact]
    public async Task What_names_a_run_or_a_company_group_has_none_either()
    {
        var round = await App.DraftRoundAsync();
        await App.Operator.PostAsync($"/v1/rounds/{round}/publish", new { runId = "run " }).ShouldBeProblem(400, "invalid").ShouldPointTo("#/runId");

        var company = Sample.Company();
        (company["companyGroup"], company["name"], company["contact"]!["email"]) = ("Group ", " Name", "desk@example.org ");
        await App.Public.PostAsync("/v1/participants", company).ShouldBeProblem(400, "invalid")
            .ShouldPointTo("#/companyGroup", "#/name", "#/contact/email");
    }

    [Fact]
    public async Task A_reason_may_end_with_a_line_break()
    {
        var round = await App.DraftRoundAsync();
        await App.StepAsync(round, "cancel", new JsonObject { ["reason"] = "Too few companies.\n" });
    }
}
