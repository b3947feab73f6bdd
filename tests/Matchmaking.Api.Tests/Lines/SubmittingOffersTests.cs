using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Lines;

public sealed class SubmittingOffersTests : LineScenarios
{
    [Fact]
    public async Task Every_field_is_kept()
    {
        var supplier = await App.VerifiedSupplierAsync();
        var round = await RoundAsync(Side.Offer);
        var offer = JsonNode.Parse("""
            {
              "material": "lithium", "stage": "processing", "form": "lithium-hydroxide-monohydrate", "year": 2028, "quantity": 5000,
              "minimumOrder": 500, "askPrice": 11250.5, "priceBasis": "delivered", "origin": "CL", "purity": 56.500001,
              "sustainabilityScore": 71.125, "carbonFootprint": 9.875, "recycled": false, "strategicProject": true,
              "reference": "Atacama 1", "series": "S", "commitment": "commitment", "onBehalfOf": "A principal",
              "specs": [{ "parameter": "Na", "max": 15, "unit": "ppm" }], "incoterm": { "term": "cif", "place": "Antwerp" },
              "price": { "kind": "fixed" },
              "provenance": [{ "stage": "extraction", "country": "AR" }, { "stage": "processing", "country": "CL" }], "site": "Antofagasta",
              "certificates": [{ "scheme": "IRMA", "scope": "mine", "level": "75", "custodyModel": "mass-balance" }],
              "project": "Kachi", "startDate": "2028-03-01"
            }
            """)!.AsObject();

        var answer = await supplier.PostAsync(Lines(round, Side.Offer), offer).ShouldBe(201);

        foreach (var (name, value) in offer.Where(member => member.Key is not ("specs" or "price")))
            Assert.True(JsonNode.DeepEquals(answer[name], value), $"{name}: {answer[name]?.ToJsonString()}");
        Assert.Equal(5679.237m, (decimal?)answer["productQuantity"]);
        Assert.Equal(9904.94m, (decimal?)answer["productPrice"]);
        Assert.Null(answer["evaluatedPrice"]);
        Assert.Empty(answer["confirmed"]!.AsArray());
        Assert.Equal(answer.Text, (await supplier.GetAsync(answer.Location).ShouldBe(200)).Text);
    }

    [Fact]
    public async Task The_price_basis_follows_the_incoterm()
    {
        var supplier = await App.VerifiedSupplierAsync();
        var round = await RoundAsync(Side.Offer);

        await ExpectAsync(null, null, "ex-works");
        await ExpectAsync("exWorks", null, "ex-works");
        await ExpectAsync("ex-works", "fob", "ex-works");
        await ExpectAsync("delivered", "ddp", "delivered");
        foreach (var term in (string[])["exw", "fca", "fob"])
            await ExpectAsync(null, term, "ex-works");
        foreach (var term in (string[])["fas", "cfr", "cif", "cpt", "cip", "dap", "dpu", "ddp"])
            await ExpectAsync(null, term, "delivered");
        await ExpectContradictionAsync("ex-works", "cif");
        await ExpectContradictionAsync("delivered", "exw");

        async Task ExpectAsync(string? basis, string? term, string expected)
        {
            var answer = await supplier.PostAsync(Lines(round, Side.Offer), Delivered(basis, term)).ShouldBe(201);
            Assert.Equal((term, expected), (term, (string?)answer["priceBasis"]));
        }

        Task ExpectContradictionAsync(string basis, string term) =>
            supplier.PostAsync(Lines(round, Side.Offer), Delivered(basis, term))
                .ShouldBeProblem(400, "invalid").ShouldPointTo("#/priceBasis");
    }

    [Theory]
    [InlineData("processing", false, "extraction AR, processing CL", null)]
    [InlineData("processing", true, "recycling DE, processing CL", null)]
    [InlineData("processing", true, "extraction AR, recycling DE, processing CL", null)]
    [InlineData("processing", true, "extraction AR, processing CL", "#/provenance")]
    [InlineData("processing", false, "recycling DE, processing CL", "#/provenance")]
    [InlineData("extraction", false, "extraction CL", null)]
    [InlineData("extraction", false, "extraction CL, processing CL", "#/provenance/1/stage")]
    public async Task Provenance_names_every_stage_up_to_the_offers_own(string stage, bool recycled, string provenance, string? pointer)
    {
        var supplier = await App.VerifiedSupplierAsync();
        var round = await RoundAsync(Side.Offer, body => body["coverage"]!.AsArray().Add(JsonNode.Parse(
            """{ "material": "lithium", "stage": "extraction", "periods": [{ "firstYear": 2028, "years": 1 }] }""")));
        var offer = Sample.Offer(body =>
        {
            body["stage"] = stage;
            body["form"] = stage == "extraction" ? "spodumene-concentrate" : "lithium-carbonate";
            body["recycled"] = recycled;
            body["provenance"] = new JsonArray([.. provenance.Split(", ").Select(step => step.Split(' '))
                .Select(step => new JsonObject { ["stage"] = step[0], ["country"] = step[1] })]);
        });

        var answer = await supplier.PostAsync(Lines(round, Side.Offer), offer);

        if (pointer is null)
            answer.ShouldBe(201);
        else
            answer.ShouldBeProblem(400, "invalid").ShouldPointTo(pointer);
    }

    [Fact]
    public async Task A_supplier_from_elsewhere_needs_a_wider_round()
    {
        var supplier = await App.VerifiedSupplierAsync("CN");
        var usual = await RoundAsync(Side.Offer);
        var wider = await RoundAsync(Side.Offer, round => Wider(round, new JsonArray("CN", "CL")));
        var open = await RoundAsync(Side.Offer, round => Wider(round, null));

        await supplier.PostAsync(Lines(usual, Side.Offer), Sample.Offer()).ShouldBeProblem(403, "not-eligible");
        Assert.Empty(Stored(usual, Side.Offer));
        await SubmitAsync(supplier, wider, Side.Offer);
        await SubmitAsync(supplier, open, Side.Offer);
    }

    [Fact]
    public async Task A_supplier_from_a_default_origin_is_taken_where_the_round_admits_fewer_origins()
    {
        var supplier = await App.VerifiedSupplierAsync("NO");
        var round = await RoundAsync(Side.Offer, body => body["rules"] = new JsonObject { ["eligibleOrigins"] = new JsonArray("CL") });

        await SubmitAsync(supplier, round, Side.Offer);
    }

    private static JsonObject Delivered(string? basis, string? term) => Sample.Offer(offer =>
    {
        if (basis is not null)
            offer["priceBasis"] = basis;
        if (term is not null)
            offer["incoterm"] = new JsonObject { ["term"] = term, ["place"] = "Antwerp" };
    });

    private static void Wider(JsonObject round, JsonArray? origins)
    {
        round["rules"] = new JsonObject { ["eligibleOrigins"] = origins };
        round["originsReason"] = "Nobody else refines it";
    }
}
