using System.Text.Json.Nodes;
using Matchmaking.Benchmarks.Markets;

namespace Matchmaking.Benchmarks.Load;

/// <summary>A round that is open for demand, and buyers that submit lines to it, as many as one likes.</summary>
internal sealed class DemandMarket
{
    private const int Buyers = 256;

    private static readonly (string Material, string Stage, string Form)[] Products =
    [
        ("lithium", "processing", "lithium-hydroxide-monohydrate"),
        ("cobalt", "processing", "cobalt-sulphate-heptahydrate"),
        ("nickel", "processing", "nickel-sulphate-hexahydrate"),
        ("graphite", "processing", "spherical-purified-graphite"),
    ];

    private DemandMarket(string round, IReadOnlyList<RequestTemplate> submissions) => (Round, Submissions) = (round, submissions);

    /// <summary>Id of the round.</summary>
    public string Round { get; }

    /// <summary>Several lines of every buyer.</summary>
    public IReadOnlyList<RequestTemplate> Submissions { get; }

    /// <summary>Makes the round and its buyers.</summary>
    public static async Task<DemandMarket> CreateAsync(ServiceUnderTest service, CancellationToken stop = default)
    {
        var random = new SeededRandom(1);
        var buyers = await Companies.AddAsync(service, "buyer", [.. Enumerable.Range(0, Buyers).Select(_ => random.Of(Geography.Destinations))], stop);
        var round = (string)(await service.Operator.PostAsync("/v1/rounds", new JsonObject
        {
            ["title"] = "Battery materials",
            ["type"] = "diversification",
            ["coverage"] = new JsonArray([.. Products.Select(product => new JsonObject
            {
                ["material"] = product.Material,
                ["stage"] = product.Stage,
                ["periods"] = new JsonArray(new JsonObject { ["firstYear"] = 2028, ["years"] = 5 }),
            })]),
            ["ruleReason"] = "The benchmark of Article 5",
        }, stop))["id"]!;
        await service.Operator.PostAsync($"/v1/rounds/{round}/open-demand", stop: stop);
        var lines = buyers.SelectMany(buyer => Products.Select(product => (Buyer: buyer, Body: Line(product, random)))).ToList();
        return new DemandMarket(
            round,
            [.. lines.Select(line => RequestTemplate.Post($"/v1/rounds/{round}/demands", line.Body.ToJsonString(), line.Buyer.Key))]);
    }

    private static JsonObject Line((string Material, string Stage, string Form) product, SeededRandom random) => new()
    {
        ["material"] = product.Material,
        ["stage"] = product.Stage,
        ["form"] = product.Form,
        ["year"] = 2028,
        ["quantity"] = Math.Round((decimal)(500 * random.LogNormal(1)), 1) + 0.1m,
        ["limitPrice"] = Math.Round((decimal)(12_000 * random.LogNormal(0.2))),
        ["minPurity"] = 99.5m,
        ["excludedOrigins"] = random.Chance(0.2) ? new JsonArray(Geography.Dominant) : [],
        ["destination"] = random.Of(Geography.Destinations),
        ["reference"] = $"line {RequestTemplate.Number}",
        ["commitment"] = "intent",
        ["incoterm"] = new JsonObject { ["term"] = "dap", ["place"] = "Plant gate" },
    };
}
