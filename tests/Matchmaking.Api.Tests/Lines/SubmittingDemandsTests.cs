using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Lines;

public sealed class SubmittingDemandsTests : LineScenarios
{
    [Fact]
    public async Task A_line_is_answered_with_its_product_quantity_and_price()
    {
        var buyer = await App.VerifiedBuyerAsync();
        var round = await App.OpenRoundAsync();

        var answer = await SubmitAsync(buyer, round, Side.Demand, line => line["limitPrice"] = 12000.01);

        Assert.Equal($"/v1/rounds/{round}/demands/{answer.Id}", answer.Location);
        Assert.Equal("\"1\"", answer.ETag);
        Assert.Equal("active", (string?)answer["state"]);
        Assert.Equal("intent", (string?)answer["commitment"]);
        Assert.Equal(buyer.Id, (string?)answer["participantId"]);
        // A tonne of the hydroxide holds 0.8804 t of carbonate equivalent: 1200.5 / 0.8804 = 1363.5847, 12000.01 * 0.8804 = 10564.8088.
        Assert.Equal(1363.585m, (decimal?)answer["productQuantity"]);
        Assert.Equal(10564.81m, (decimal?)answer["productPrice"]);
        Assert.Equal(answer.Text, (await buyer.GetAsync(answer.Location).ShouldBe(200)).Text);
    }

    [Fact]
    public async Task Every_field_is_kept()
    {
        var buyer = await App.VerifiedBuyerAsync();
        var round = await App.OpenRoundAsync(Indexed);
        var line = JsonNode.Parse("""
            {
              "material": "lithium", "stage": "processing", "form": "lithium-hydroxide-monohydrate", "year": 2028, "quantity": 1200.5,
              "minimumQuantity": 100, "minPurity": 56.5, "excludedOrigins": ["CN", "RU"], "minSustainabilityScore": 55.125,
              "maxCarbonFootprint": 12.5, "recycledOnly": true, "destination": "DE",
              "existingSupply": [{ "country": "CL", "quantity": 400 }, { "country": "AU", "quantity": 0.001 }],
              "reference": "PO 7", "series": "hydroxide 2028 on", "commitment": "option", "onBehalfOf": "A principal",
              "specs": [{ "parameter": "Na", "max": 20, "unit": "ppm" }, { "parameter": "D50", "min": 3, "max": 8.5, "unit": "um" }],
              "incoterm": { "term": "ddp", "place": "Bitterfeld" },
              "price": { "kind": "index", "index": "LiOH CIF Europe", "premium": -100.25 }
            }
            """)!.AsObject();

        var answer = await buyer.PostAsync(Lines(round, Side.Demand), line).ShouldBe(201);

        foreach (var (name, value) in line)
            Assert.True(Contains(answer[name], value), $"{name}: {answer[name]?.ToJsonString()}");
        Assert.Equal(12399.75m, (decimal?)answer["evaluatedPrice"]);
        Assert.Equal(10916.74m, (decimal?)answer["productPrice"]);
        Assert.Null(answer["limitPrice"]);
    }

    [Fact]
    public async Task Existing_supply_is_said_once_for_a_material_stage_and_year()
    {
        var buyer = await App.VerifiedBuyerAsync();
        var other = await App.VerifiedBuyerAsync();
        var round = await App.OpenRoundAsync(TwoPeriods);
        var first = await SubmitAsync(buyer, round, Side.Demand, Supplied);
        var again = Sample.Demand(Supplied);

        await buyer.PostAsync(Lines(round, Side.Demand), again).ShouldBeProblem(400, "invalid").ShouldPointTo("#/existingSupply");
        await SubmitAsync(other, round, Side.Demand, Supplied);
        await SubmitAsync(buyer, round, Side.Demand, line => { Supplied(line); line["year"] = 2033; });
        var second = await SubmitAsync(buyer, round, Side.Demand);
        await buyer.PutAsync(second.Location, again, second.ETag).ShouldBeProblem(400, "invalid").ShouldPointTo("#/existingSupply");
        await buyer.PutAsync(first.Location, Sample.Demand(Supplied), first.ETag).ShouldBe(200);
        await buyer.DeleteAsync(first.Location, "*").ShouldBe(204);
        await buyer.PutAsync(second.Location, Sample.Demand(Supplied), second.ETag).ShouldBe(200);

        static void Supplied(JsonObject line) =>
            line["existingSupply"] = new JsonArray(new JsonObject { ["country"] = "CL", ["quantity"] = 400 });
    }

    [Fact]
    public async Task A_line_of_a_withdrawn_reference_may_take_it_over()
    {
        var buyer = await App.VerifiedBuyerAsync();
        var round = await App.OpenRoundAsync();
        var first = await SubmitAsync(buyer, round, Side.Demand, Named);
        await buyer.DeleteAsync(first.Location, first.ETag).ShouldBe(204);

        await SubmitAsync(buyer, round, Side.Demand, Named);

        static void Named(JsonObject line) => line["reference"] = "PO 7";
    }

    [Fact]
    public async Task A_round_that_looks_for_surplus_needs_a_price_from_every_line()
    {
        var round = await App.OpenRoundAsync(body =>
        {
            body["rules"] = JsonNode.Parse("""{ "objective": "surplus" }""");
            Indexed(body);
        });
        var buyer = await App.VerifiedBuyerAsync();
        await buyer.PostAsync(Lines(round, Side.Demand), Sample.Demand()).ShouldBeProblem(400, "invalid").ShouldPointTo("#/limitPrice");

        var line = await buyer.PostAsync(Lines(round, Side.Demand), Sample.Demand(body => body["limitPrice"] = 13_000)).ShouldBe(201);
        await buyer.PostAsync(Lines(round, Side.Demand), Sample.Demand(body =>
            body["price"] = JsonNode.Parse("""{ "kind": "index", "index": "LiOH CIF Europe", "premium": 100 }"""))).ShouldBe(201);
        await buyer.PutAsync(line.Location, Sample.Demand(), line.ETag).ShouldBeProblem(400, "invalid").ShouldPointTo("#/limitPrice");
    }

    private static void Indexed(JsonObject round) =>
        round["benchmarks"] = new JsonArray(new JsonObject { ["index"] = "LiOH CIF Europe", ["price"] = 12500 });

    private static void TwoPeriods(JsonObject round) =>
        round["coverage"]![0]!["periods"]!.AsArray().Add(new JsonObject { ["firstYear"] = 2033, ["years"] = 5 });

    // What was not said is answered as null.
    private static bool Contains(JsonNode? answered, JsonNode? said) => (answered, said) switch
    {
        (JsonObject one, JsonObject other) => other.All(member => Contains(one[member.Key], member.Value)),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => Contains(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(answered, said),
    };
}
