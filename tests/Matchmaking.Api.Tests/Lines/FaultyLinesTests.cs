using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Lines;

/// <summary>Every rule of a body: one fault, its pointer, and nothing stored.</summary>
public sealed class FaultyLinesTests(StrictRounds strict) : IClassFixture<StrictRounds>
{
    private static readonly string Long = new('x', 201);

    public static TheoryData<Side, string, string, string[]> Faults
    {
        get
        {
            var data = new TheoryData<Side, string, string, string[]>();
            foreach (var side in (Side[])[Side.Demand, Side.Offer])
                foreach (var (member, value, pointers) in CommonFaults())
                    data.Add(side, member, value, pointers);
            foreach (var (member, value, pointers) in DemandFaults())
                data.Add(Side.Demand, member, value, pointers);
            foreach (var (member, value, pointers) in OfferFaults())
                data.Add(Side.Offer, member, value, pointers);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_pointed_at_and_nothing_is_stored(Side side, string member, string value, string[] pointers)
    {
        var (company, lines, kept) = await strict.OfAsync(side);
        var before = await StoredAsync(company, lines);
        var body = LineScenarios.Line(side, line => line["quantity"] = 100);
        body[member] = JsonNode.Parse(value);

        await company.PostAsync(lines, body).ShouldBeProblem(400, "invalid").ShouldPointTo(pointers);
        await company.PutAsync(kept.Location, body, kept.ETag).ShouldBeProblem(400, "invalid").ShouldPointTo(pointers);

        Assert.Equal(before, await StoredAsync(company, lines));
    }

    [Theory]
    [MemberData(nameof(LineScenarios.Sides), MemberType = typeof(LineScenarios))]
    public async Task All_faults_are_told_at_once(Side side)
    {
        var (company, lines, _) = await strict.OfAsync(side);
        var before = await StoredAsync(company, lines);

        await company.PostAsync(lines, Changed(("quantity", "-1"), ("reference", "\"\""), ("form", "\"x\"")))
            .ShouldBeProblem(400, "invalid").ShouldPointTo("#/quantity", "#/reference", "#/form");
        await company.PostAsync(lines, Changed(("quantity", "7"), ("year", "2029"), ("commitment", "\"option\"")))
            .ShouldBeProblem(400, "invalid").ShouldPointTo("#/quantity", "#/quantity", "#/year", "#/commitment");
        await company.PostAsync(lines, "{}").ShouldBeProblem(400, "invalid").ShouldPointTo(
            ["#/material", "#/stage", "#/form", "#/year", "#/quantity", .. side == Side.Demand ? ["#/destination"] : (string[])["#/origin", "#/askPrice"]]);
        Assert.Equal(before, await StoredAsync(company, lines));

        JsonObject Changed(params (string Member, string Value)[] changes) => LineScenarios.Line(side, line =>
        {
            foreach (var (member, value) in changes)
                line[member] = JsonNode.Parse(value);
        });
    }

    [Theory]
    [MemberData(nameof(LineScenarios.Sides), MemberType = typeof(LineScenarios))]
    public async Task A_malformed_body_is_refused(Side side)
    {
        var (company, lines, _) = await strict.OfAsync(side);
        var before = await StoredAsync(company, lines);

        await company.PostAsync(lines, "{ \"material\": ").ShouldBeProblem(400, "invalid").ShouldPointTo("#");
        await company.PostAsync(lines, "[]").ShouldBeProblem(400, "invalid").ShouldPointTo("#");
        await company.PostAsync(lines, "").ShouldBeProblem(400, "invalid").ShouldPointTo("#");
        await company.PostAsync(lines, "{ \"year\": 2028, \"year\": 2029 }").ShouldBeProblem(400, "invalid").ShouldPointTo("#");
        await company.PostAsync(lines, new StringContent("material=lithium")).ShouldBeProblem(415, "media-type");
        Assert.Equal(before, await StoredAsync(company, lines));
    }

    private static async Task<string> StoredAsync(ApiClient company, string lines) =>
        (await company.GetAsync(lines + "?limit=500").ShouldBe(200)).Text;

    private static IEnumerable<(string Member, string Value, string[] Pointers)> CommonFaults() =>
    [
        ("material", "\"unobtainium\"", ["#/material", "#/form"]),
        ("material", "\"platinum-group-metals\"", ["#/material", "#/form"]),
        ("material", "\"cobalt\"", ["#/form"]),
        ("material", "null", ["#/material"]),
        ("stage", "\"extraction\"", ["#/form"]),
        ("stage", "\"refining\"", ["#/stage"]),
        ("stage", "1", ["#/stage"]),
        ("form", "\"lithium-carbonat\"", ["#/form"]),
        ("form", "\"cobalt-sulphate-heptahydrate\"", ["#/form"]),
        ("year", "2029", ["#/year"]),
        ("year", "2028.5", ["#/year"]),
        ("quantity", "\"100\"", ["#/quantity"]),
        ("quantity", "0", ["#/quantity"]),
        ("quantity", "-10", ["#/quantity"]),
        ("quantity", "10.0001", ["#/quantity"]),
        ("quantity", "1000000005", ["#/quantity"]),
        ("quantity", "1e30", ["#/quantity"]),
        ("quantity", "5", ["#/quantity"]),
        ("quantity", "101", ["#/quantity"]),
        ("commitment", "\"option\"", ["#/commitment"]),
        ("commitment", "\"firm\"", ["#/commitment"]),
        ("reference", "\" \"", ["#/reference"]),
        ("reference", $"\"{Long}\"", ["#/reference"]),
        ("reference", "\"a\\u0000b\"", ["#/reference"]),
        ("reference", "\"a\\nb\"", ["#/reference"]),
        ("series", $"\"{Long}\"", ["#/series"]),
        ("onBehalfOf", "\"\"", ["#/onBehalfOf"]),
        ("price", "{ \"kind\": \"spot\" }", ["#/price/kind"]),
        ("price", "{}", ["#/price/kind"]),
        ("price", "{ \"kind\": \"fixed\", \"index\": \"LiOH\" }", ["#/price/index"]),
        ("price", "{ \"kind\": \"fixed\", \"premium\": 1 }", ["#/price/premium"]),
        ("incoterm", "{ \"term\": \"daf\", \"place\": \"Antwerp\" }", ["#/incoterm/term"]),
        ("incoterm", "{ \"term\": \"cif\" }", ["#/incoterm/place"]),
        ("incoterm", "{ \"term\": \"cif\", \"place\": \"\" }", ["#/incoterm/place"]),
        ("specs", "[{ \"parameter\": \"Na\", \"unit\": \"ppm\" }]", ["#/specs/0/max"]),
        ("specs", "[{ \"parameter\": \"Na\", \"min\": 2, \"max\": 1, \"unit\": \"ppm\" }]", ["#/specs/0/max"]),
        ("specs", "[{ \"parameter\": \"Na\", \"max\": 0.0000001, \"unit\": \"ppm\" }]", ["#/specs/0/max"]),
        ("specs", "[{ \"parameter\": \"Na\", \"min\": 10000000000, \"unit\": \"ppm\" }]", ["#/specs/0/min"]),
        ("specs", "[{ \"parameter\": \"Na\", \"max\": 20, \"unit\": \"percent\" }]", ["#/specs/0/unit"]),
        ("specs", "[{ \"parameter\": \"NA\", \"max\": 20, \"unit\": \"ppm\" }]", ["#/specs/0/parameter"]),
        ("specs", "[{ \"parameter\": \"\", \"max\": 20, \"unit\": \"\" }]", ["#/specs/0/parameter", "#/specs/0/unit"]),
        ("specs", """[{ "parameter": "X", "max": 1, "unit": "g" }, { "parameter": "X", "max": 2, "unit": "g" }]""", ["#/specs"]),
        ("specs", Many(index => $$"""{ "parameter": "P{{index}}", "max": 1, "unit": "g" }"""), ["#/specs"]),
        ("specs", "null", ["#/specs"]),
        ("id", "\"mine\"", ["#/id"]),
        ("sme", "true", ["#/sme"]),
    ];

    private static IEnumerable<(string Member, string Value, string[] Pointers)> DemandFaults() =>
    [
        ("buyer", "\"me\"", ["#/buyer"]),
        ("buyerGroup", "\"us\"", ["#/buyerGroup"]),
        ("minimumQuantity", "105", ["#/minimumQuantity"]),
        ("minimumQuantity", "0", ["#/minimumQuantity"]),
        ("minimumQuantity", "11", ["#/minimumQuantity"]),
        ("limitPrice", "-0.01", ["#/limitPrice"]),
        ("limitPrice", "1.001", ["#/limitPrice"]),
        ("limitPrice", "1000000000.01", ["#/limitPrice"]),
        ("minPurity", "100.1", ["#/minPurity"]),
        ("minPurity", "-1", ["#/minPurity"]),
        ("minPurity", "99.1234567", ["#/minPurity"]),
        ("minSustainabilityScore", "101", ["#/minSustainabilityScore"]),
        ("minSustainabilityScore", "1.0001", ["#/minSustainabilityScore"]),
        ("maxCarbonFootprint", "-1", ["#/maxCarbonFootprint"]),
        ("maxCarbonFootprint", "1.0001", ["#/maxCarbonFootprint"]),
        ("destination", "\"ZZ\"", ["#/destination"]),
        ("destination", "\"de\"", ["#/destination"]),
        ("excludedOrigins", "[\"CN\", \"XX\"]", ["#/excludedOrigins/1"]),
        ("excludedOrigins", "[\"CN\", \"CN\"]", ["#/excludedOrigins"]),
        ("excludedOrigins", "[\"CN\", null]", ["#/excludedOrigins/1"]),
        ("existingSupply", "[{ \"country\": \"CL\", \"quantity\": -1 }]", ["#/existingSupply/0/quantity"]),
        ("existingSupply", "[{ \"country\": \"CL\", \"quantity\": 1.0001 }]", ["#/existingSupply/0/quantity"]),
        ("existingSupply", "[{ \"country\": \"CL\" }]", ["#/existingSupply/0/quantity"]),
        ("existingSupply", "[{ \"country\": \"XX\", \"quantity\": 1 }]", ["#/existingSupply/0/country"]),
        ("existingSupply", "[{ \"country\": \"CL\", \"quantity\": 1 }, { \"country\": \"CL\", \"quantity\": 2 }]", ["#/existingSupply"]),
        ("price", "{ \"kind\": \"index\", \"index\": \"Nickel\" }", ["#/price/index"]),
        ("price", "{ \"kind\": \"index\" }", ["#/price/index"]),
        ("price", "{ \"kind\": \"index\", \"index\": \"LiOH\", \"premium\": 0.001 }", ["#/price/premium"]),
        ("price", "{ \"kind\": \"index\", \"index\": \"LiOH\", \"premium\": -12500.01 }", ["#/price/premium"]),
        ("price", "{ \"kind\": \"index\", \"index\": \"High\", \"premium\": 0.01 }", ["#/price/premium"]),
    ];

    private static IEnumerable<(string Member, string Value, string[] Pointers)> OfferFaults() =>
    [
        ("supplier", "\"me\"", ["#/supplier"]),
        ("supplierGroup", "\"us\"", ["#/supplierGroup"]),
        ("minimumOrder", "105", ["#/minimumOrder"]),
        ("minimumOrder", "-5", ["#/minimumOrder"]),
        ("minimumOrder", "11", ["#/minimumOrder"]),
        ("askPrice", "null", ["#/askPrice"]),
        ("askPrice", "-0.01", ["#/askPrice"]),
        ("askPrice", "1.001", ["#/askPrice"]),
        ("price", "{ \"kind\": \"index\", \"index\": \"LiOH\" }", ["#/askPrice"]),
        ("priceBasis", "\"ex works\"", ["#/priceBasis"]),
        ("priceBasis", "0", ["#/priceBasis"]),
        ("origin", "\"XX\"", ["#/origin"]),
        ("origin", "\"AR\"", ["#/origin"]),
        ("purity", "100.5", ["#/purity"]),
        ("sustainabilityScore", "100.5", ["#/sustainabilityScore"]),
        ("sustainabilityScore", "-1", ["#/sustainabilityScore"]),
        ("carbonFootprint", "-0.001", ["#/carbonFootprint"]),
        ("carbonFootprint", "1000000.001", ["#/carbonFootprint"]),
        ("carbonFootprint", "100000.001", ["#/carbonFootprint"]),
        ("provenance", Provenance("processing CL"), ["#/provenance"]),
        ("provenance", Provenance("extraction CL"), ["#/provenance"]),
        ("provenance", Provenance("extraction CL", "processing AU"), ["#/provenance/1/country"]),
        ("provenance", Provenance("extraction XX", "processing CL"), ["#/provenance/0/country"]),
        ("provenance", Provenance("extraction CL", "processing CL", "extraction AU"), ["#/provenance"]),
        ("site", "\"\"", ["#/site"]),
        ("project", $"\"{Long}\"", ["#/project"]),
        ("startDate", "\"2028-02-30\"", ["#/startDate"]),
        ("certificates", "[{ \"scheme\": \"\" }]", ["#/certificates/0/scheme"]),
        ("certificates", "[{ \"scope\": \"mine\" }]", ["#/certificates/0/scheme"]),
        ("certificates", """[{ "scheme": "I", "scope": "", "level": "" }]""", ["#/certificates/0/scope", "#/certificates/0/level"]),
        ("certificates", "[{ \"scheme\": \"IRMA\", \"custodyModel\": \"none\" }]", ["#/certificates/0/custodyModel"]),
        ("certificates", "[{ \"scheme\": \"IRMA\" }, { \"scheme\": \"IRMA\" }]", ["#/certificates"]),
        ("certificates", Many(index => $$"""{ "scheme": "S{{index}}" }"""), ["#/certificates"]),
    ];

    private static string Many(Func<int, string> entry) => $"[{string.Join(',', Enumerable.Range(0, 501).Select(entry))}]";

    private static string Provenance(params string[] steps) => new JsonArray([.. steps.Select(step => step.Split(' '))
        .Select(step => new JsonObject { ["stage"] = step[0], ["country"] = step[1] })]).ToJsonString();
}
