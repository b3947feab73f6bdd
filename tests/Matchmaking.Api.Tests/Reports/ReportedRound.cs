using System.Text.Json.Nodes;
using Matchmaking.Api.Tests.Runs;

namespace Matchmaking.Api.Tests.Reports;

/// <summary>Lithium hydroxide of enough companies to be shown, and neodymium of too few.</summary>
public sealed class ReportedRound(ServiceHost app, string id, ApiClient publisher)
{
    public string Id => id;

    public string Path => $"/v1/rounds/{id}/report";

    /// <summary>
    /// Eleven buyers ask for 600 t of hydroxide: five for 60 t not from Australia, five for 40 t not from Chile, one for 100 t. Chile offers 600 t
    /// at 9,000 EUR and Australia 300 t at 12,000 EUR; the country cap of 65 % leaves Chile 390 t, where 400 t would be cheapest. Two more buyers
    /// ask for 10 t of neodymium oxide each, which one company sells.
    /// </summary>
    public static async Task<ReportedRound> ClosedAsync(ServiceHost app, Action<JsonObject>? change = null)
    {
        var publisher = await app.AnotherOperatorAsync();
        var id = await app.OpenRoundAsync(body =>
        {
            body["coverage"]!.AsArray().Add(new JsonObject
            {
                ["material"] = "rare-earth-magnet-neodymium",
                ["stage"] = "processing",
                ["periods"] = new JsonArray(new JsonObject { ["firstYear"] = 2028, ["years"] = 1 }),
            });
            change?.Invoke(body);
        });
        foreach (var (quantity, excluded) in Lines())
            await (await app.VerifiedBuyerAsync()).PostAsync($"/v1/rounds/{id}/demands", Sample.Demand(line =>
            {
                line["quantity"] = quantity;
                line["excludedOrigins"] = new JsonArray([.. excluded.Select(country => JsonValue.Create(country))]);
            })).ShouldBe(201);
        foreach (var _ in (int[])[1, 2])
            await (await app.VerifiedBuyerAsync()).PostAsync($"/v1/rounds/{id}/demands", Neodymium(Sample.Demand())).ShouldBe(201);
        await app.OpenOffersAsync(id);
        foreach (var _ in (int[])[1, 2, 3, 4, 5])
            await OfferAsync(app, id, LithiumRound.Offer(120, 9_000, "CL"));
        foreach (var _ in (int[])[1, 2, 3])
            await OfferAsync(app, id, LithiumRound.Offer(100, 12_000, "AU"));
        await OfferAsync(app, id, Neodymium(LithiumRound.Offer(20, 90_000, "AU")));
        await app.CloseAsync(id);
        return new ReportedRound(app, id, publisher);
    }

    /// <summary>The same, published.</summary>
    public static async Task<ReportedRound> PublishedAsync(ServiceHost app, Action<JsonObject>? change = null) => await (await ClosedAsync(app, change)).PublishAsync();

    public async Task<ReportedRound> PublishAsync()
    {
        var path = (await app.Operator.PostAsync($"/v1/rounds/{id}/runs").ShouldBe(202)).Location;
        var run = await app.Operator.GetAsync(path).ShouldBe(200);
        for (var tries = 0; tries < 500 && (string?)run["status"] is "queued" or "running"; tries++)
        {
            await Task.Delay(20);
            run = await app.Operator.GetAsync(path).ShouldBe(200);
        }

        Assert.Equal("succeeded", (string?)run["status"]);
        await publisher.PostAsync($"/v1/rounds/{id}/publish", new { runId = run.Id }).ShouldBe(200);
        return this;
    }

    /// <summary>The report as JSON.</summary>
    public Task<Answer> ReadAsync() => app.Public.GetAsync(Path).ShouldBe(200);

    /// <summary>A group of the report.</summary>
    public async Task<JsonObject> GroupAsync(string material) =>
        (await ReadAsync())["figures"]!["groups"]!.AsArray().Single(group => (string?)group!["material"] == material)!.AsObject();

    private static IEnumerable<(int Quantity, string[] Excluded)> Lines() =>
        [.. Enumerable.Repeat((60, (string[])["AU"]), 5), .. Enumerable.Repeat((40, (string[])["CL"]), 5), (100, [])];

    private static JsonObject Neodymium(JsonObject line)
    {
        line["material"] = "rare-earth-magnet-neodymium";
        line["form"] = "neodymium-oxide";
        line["quantity"] = line["askPrice"] is null ? 10 : 20;
        return line;
    }

    private static async Task OfferAsync(ServiceHost app, string id, JsonObject offer) =>
        await (await app.VerifiedSupplierAsync((string)offer["origin"]!)).PostAsync($"/v1/rounds/{id}/offers", offer).ShouldBe(201);
}
