using System.Text.Json.Nodes;
using Matchmaking.Benchmarks.Load;
using Matchmaking.Benchmarks.Markets;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>A generated market, as companies submit it to a round of the service.</summary>
internal sealed class RoundMarket
{
    private const int FirstYear = 2028, YearsApart = 5, LinesOfBuyer = 10, OffersOfSupplier = 5;

    private readonly MatchingInput _input;
    private readonly Dictionary<(string, string, int), (Product Product, int Year)> _groups;

    private RoundMarket(MatchingInput input, IReadOnlyList<Product> products)
    {
        _input = input;
        _groups = input.Demands.Select(line => (line.Material, line.Stage, line.Year)).Distinct().Index().ToDictionary(
            group => group.Item,
            group => (products[group.Index % products.Count], FirstYear + (group.Index / products.Count * YearsApart)));
    }

    /// <summary>Countries of the buyers: a company for every few lines.</summary>
    public IReadOnlyList<string> Buyers =>
        [.. _input.Demands.Take(Companies(_input.Demands.Count, LinesOfBuyer)).Select(line => line.Destination)];

    /// <summary>Countries of the suppliers: a company for every few offers.</summary>
    public IReadOnlyList<string> Suppliers =>
        [.. _input.Offers.Take(Companies(_input.Offers.Count, OffersOfSupplier)).Select(offer => offer.Origin)];

    /// <summary>What the operator says of the round: the generated market's rules, and what its groups trade.</summary>
    public JsonObject Definition
    {
        get
        {
            var document = InputDocument.Write(_input with { Consumption = [], Demands = [], Offers = [] });
            var rules = JsonNode.Parse(document)!["rules"]!.AsObject();
            rules.Remove("seed");
            return new JsonObject
            {
                ["title"] = "Every material",
                ["type"] = "diversification",
                ["coverage"] = new JsonArray([.. _groups.Values.GroupBy(group => group.Product, group => group.Year).Select(Coverage)]),
                ["rules"] = rules.DeepClone(),
                ["ruleReason"] = "The benchmark of Article 5",
                ["originsReason"] = "Today's supply comes from everywhere",
            };
        }
    }

    /// <summary>Draws a market for the products that the service knows.</summary>
    /// <exception cref="LoadFailure">More groups are asked for than lines or offers.</exception>
    public static RoundMarket Create(RoundPlan plan, IReadOnlyList<Product> products)
    {
        if (plan.Groups < 1 || plan.Groups > Math.Min(plan.Lines, plan.Offers))
            throw new LoadFailure($"{plan.Groups} groups need as many lines and offers at least.");
        var groups = Enumerable.Range(0, plan.Groups).Select(group => (Share(plan.Lines, group), Share(plan.Offers, group)));
        return new RoundMarket(MarketGenerator.Create(new MarketShape { Groups = [.. groups] }), products);

        // The first groups have one more where it does not come out even.
        int Share(int all, int group) => (all / plan.Groups) + (group < all % plan.Groups ? 1 : 0);
    }

    /// <summary>Every demand line, as its buyer submits it.</summary>
    public IReadOnlyList<RequestTemplate> Demands(string round, IReadOnlyList<Caller> buyers) => [.. _input.Demands.Select((line, at) =>
        RequestTemplate.Post($"/v1/rounds/{round}/demands", Body(line, at).ToJsonString(), buyers[at % buyers.Count].Key))];

    /// <summary>Every offer, as its supplier submits it.</summary>
    public IReadOnlyList<RequestTemplate> Offers(string round, IReadOnlyList<Caller> suppliers) => [.. _input.Offers.Select((offer, at) =>
        RequestTemplate.Post($"/v1/rounds/{round}/offers", Body(offer, at).ToJsonString(), suppliers[at % suppliers.Count].Key))];

    private static int Companies(int count, int each) => (count + each - 1) / each;

    private static JsonNode Coverage(IGrouping<Product, int> years) => new JsonObject
    {
        ["material"] = years.Key.Material,
        ["stage"] = years.Key.Stage,
        ["periods"] = new JsonArray([.. years.Select(year => new JsonObject { ["firstYear"] = year, ["years"] = YearsApart })]),
    };

    // Scores count only once an operator has confirmed them, so no line asks for one.
    private JsonObject Body(DemandLine line, int at)
    {
        var body = Body(_groups[(line.Material, line.Stage, line.Year)], line.Quantity, $"line {at}");
        body["limitPrice"] = line.LimitPrice;
        body["minPurity"] = line.MinPurity;
        body["excludedOrigins"] = new JsonArray([.. line.ExcludedOrigins.Select(origin => (JsonNode)origin)]);
        body["destination"] = line.Destination;
        return body;
    }

    private JsonObject Body(SupplyOffer offer, int at)
    {
        var body = Body(_groups[(offer.Material, offer.Stage, offer.Year)], offer.Quantity, $"offer {at}");
        body["askPrice"] = offer.AskPrice;
        body["origin"] = offer.Origin;
        body["purity"] = offer.Purity;
        body["carbonFootprint"] = offer.CarbonFootprint;
        body["recycled"] = offer.Recycled;
        return body;
    }

    private static JsonObject Body((Product Product, int Year) group, decimal quantity, string reference) => new()
    {
        ["material"] = group.Product.Material,
        ["stage"] = group.Product.Stage,
        ["form"] = group.Product.Form,
        ["year"] = group.Year,
        ["quantity"] = quantity,
        ["reference"] = reference,
    };
}
