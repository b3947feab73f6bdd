using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Lines;

/// <summary>
/// A service with a round in each window that asks much of its lines: lots of 5 t, lines from 10 t on, two levels of commitment, few
/// origins. In each round a company has one line.
/// </summary>
public sealed class StrictRounds : IDisposable
{
    private readonly ServiceHost _app = new();
    private readonly Dictionary<Side, (ApiClient Company, string Lines, Answer Kept)> _made = [];

    /// <summary>A side's company, the path of its lines, and its one line.</summary>
    public async Task<(ApiClient Company, string Lines, Answer Kept)> OfAsync(Side side)
    {
        if (!_made.TryGetValue(side, out var made))
            _made[side] = made = await MakeAsync(side);
        return made;
    }

    public void Dispose() => _app.Dispose();

    private async Task<(ApiClient Company, string Lines, Answer Kept)> MakeAsync(Side side)
    {
        var company = side == Side.Demand ? await _app.VerifiedBuyerAsync() : await _app.VerifiedSupplierAsync();
        var round = await _app.OpenRoundAsync(Strict);
        if (side == Side.Offer)
            await _app.OpenOffersAsync(round);
        var lines = LineScenarios.Lines(round, side);
        return (company, lines, await company.PostAsync(lines, LineScenarios.Line(side, line => line["quantity"] = 10)).ShouldBe(201));
    }

    private static void Strict(JsonObject round)
    {
        round["coverage"]![0]!["minimumLineQuantity"] = 10;
        round["coverage"]!.AsArray().Add(JsonNode.Parse(
            """{ "material": "cobalt", "stage": "processing", "periods": [{ "firstYear": 2028, "years": 1 }] }"""));
        round["rules"] = JsonNode.Parse("""{ "lot": 5, "eligibleOrigins": ["CL", "AU"], "preferences": { "carbonPrice": 10000 } }""");
        round["commitments"] = new JsonArray("intent", "commitment");
        round["benchmarks"] = JsonNode.Parse("""[{ "index": "LiOH", "price": 12500 }, { "index": "High", "price": 1000000000 }]""");
    }
}
