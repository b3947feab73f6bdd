using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Engine.Tests.Verifying;

/// <summary>A small market with a result worked out by hand: one material, one form, no freight, whole tonnes.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public required MatchingInput Input { get; init; }

    /// <summary>Line, offer and tonnes of every match.</summary>
    public required (string Demand, string Offer, decimal Quantity)[] Matches { get; init; }

    public required decimal Base { get; init; }

    public required decimal Cost { get; init; }

    public decimal? Surplus { get; init; }

    /// <summary>The stated bound; null: the result's own value.</summary>
    public QuantityAndCost? Bound { get; init; }

    public GroupStatus Status { get; init; } = GroupStatus.Optimal;

    /// <summary>The cap of every third country.</summary>
    public decimal? Cap { get; init; }

    /// <summary>The cap of every supplier.</summary>
    public decimal? SupplierCap { get; init; }

    /// <summary>Reasons by id; else what is left over is exhausted.</summary>
    public Dictionary<string, string> Reasons { get; init; } = [];

    public required string Certificate { get; init; }

    public static DemandLine Line(string id, decimal quantity) => new()
    {
        Id = id,
        Buyer = $"buyer of {id}",
        Material = "gallium",
        Stage = "processing",
        Form = "gallium-metal",
        Year = 2027,
        Quantity = quantity,
        Destination = "DE",
    };

    public static SupplyOffer Offer(string id, string origin, decimal quantity, decimal price) => new()
    {
        Id = id,
        Supplier = $"supplier of {id}",
        Material = "gallium",
        Stage = "processing",
        Form = "gallium-metal",
        Year = 2027,
        Quantity = quantity,
        AskPrice = price,
        PriceBasis = PriceBasis.Delivered,
        Origin = origin,
    };

    public static MatchingInput Market(
        Diversification rule, DemandLine[] lines, SupplyOffer[] offers, Objective objective = Objective.Volume) => new()
        {
            Rules = new MatchingRules { Objective = objective, Lot = 1, Diversification = rule, ExemptCountries = ["DE"], Seed = "hand" },
            Demands = lines,
            Offers = offers,
        };

    /// <summary>The whole result, with the figures that follow from the matches.</summary>
    public MatchingResult Result()
    {
        var matched = Matches.Sum(match => match.Quantity);
        var others = Enum.GetValues<DiversificationBasis>().Where(basis => basis != Input.Rules.Diversification.Basis);
        return new MatchingResult
        {
            Engine = "matchmaking by hand",
            InputSha256 = InputDocument.Sha256(Input),
            Groups =
            [
                new GroupResult
                {
                    Material = "gallium",
                    Stage = "processing",
                    Year = 2027,
                    Status = Status,
                    Base = Base,
                    Matched = matched,
                    Cost = Cost,
                    LandedCost = Matches.Sum(match => match.Quantity * Find(match.Offer).AskPrice),
                    Surplus = Surplus,
                    Bound = Bound ?? new QuantityAndCost(matched, Cost, Surplus),
                    Origins = [.. Input.Offers.GroupBy(offer => offer.Origin).OrderBy(offers => offers.Key).Select(Origin)],
                    Suppliers = [.. Input.Offers.GroupBy(offer => offer.Supplier).OrderBy(offers => offers.Key).Select(Supplier)],
                    Hhi = matched == 0 ? 0 : (int)decimal.Round(Squares() * 10_000 / (matched * matched)),
                    WithoutRule = null,
                    OtherBases = others.ToDictionary(basis => basis.ToString().ToLowerInvariant(), _ => (QuantityAndCost?)null),
                    Certificate = JsonNode.Parse(Certificate)!.AsObject(),
                },
            ],
            Matches = [.. Matches.Select(match => new MatchedPair(match.Demand, match.Offer, match.Quantity, Find(match.Offer).AskPrice))],
            Unfilled = [.. Input.Demands.Select(line => (line.Id, Left: line.Quantity - Received(line))).Where(line => line.Left > 0)
                .Select(line => new UnfilledLine(line.Id, line.Left, Reasons.GetValueOrDefault(line.Id, "supply-exhausted"), []))],
            Unsold = [.. Input.Offers.Select(offer => (offer.Id, Left: offer.Quantity - Given([offer]))).Where(offer => offer.Left > 0)
                .Select(offer => new UnsoldOffer(offer.Id, offer.Left, Reasons.GetValueOrDefault(offer.Id, "demand-exhausted"), []))],
        };
    }

    /// <summary>The result as a document that can be changed.</summary>
    public JsonNode Document() => JsonNode.Parse(ResultDocument.Write(Result()))!;

    /// <summary>What the verifier finds in a document.</summary>
    public IReadOnlyList<Finding> FindingsOf(JsonNode document)
    {
        var reading = ResultDocument.Read(Encoding.UTF8.GetBytes(document.ToJsonString()));
        return reading.Result is { } result
            ? Verifier.Verify(Input, result).Findings
            : [.. reading.Faults.Select(fault => new Finding("unreadable", fault.Path, fault.Detail))];
    }

    /// <summary>What the verifier finds once the certificate is another.</summary>
    public IReadOnlyList<Finding> FindingsWith(Action<JsonObject> change)
    {
        var document = Document();
        change(document["groups"]![0]!["certificate"]!.AsObject());
        return FindingsOf(document);
    }

    public override string ToString() => Name;

    private SupplyOffer Find(string offer) => Input.Offers.Single(one => one.Id == offer);

    private decimal Squares() => Matches.GroupBy(match => Find(match.Offer).Origin)
        .Select(origin => origin.Sum(match => match.Quantity)).Sum(quantity => quantity * quantity);

    private decimal Received(DemandLine line) => Matches.Where(match => match.Demand == line.Id).Sum(match => match.Quantity);

    private decimal Given(IEnumerable<SupplyOffer> offers) =>
        Matches.Where(match => offers.Any(offer => offer.Id == match.Offer)).Sum(match => match.Quantity);

    private OriginResult Origin(IGrouping<string, SupplyOffer> offers)
    {
        var cap = offers.Key == "DE" ? null : Cap;
        return new OriginResult
        {
            Country = offers.Key,
            Offered = offers.Sum(offer => offer.Quantity),
            Matched = Given(offers),
            ShareOfBase = Share(Given(offers), Base),
            ShareOfMatched = Share(Given(offers), Matches.Sum(match => match.Quantity)),
            ShareOfConsumption = null,
            Cap = cap,
            Binding = Given(offers) == cap,
        };
    }

    private SupplierResult Supplier(IGrouping<string, SupplyOffer> offers) => new()
    {
        Supplier = offers.Key,
        Country = offers.First().Origin,
        Offered = offers.Sum(offer => offer.Quantity),
        Matched = Given(offers),
        ShareOfBase = Share(Given(offers), Base),
        ShareOfMatched = Share(Given(offers), Matches.Sum(match => match.Quantity)),
        ShareOfConsumption = null,
        Cap = SupplierCap,
        Binding = Given(offers) == SupplierCap,
    };

    private static decimal? Share(decimal part, decimal whole) =>
        whole == 0 ? null : decimal.Round(part / whole, 4, MidpointRounding.AwayFromZero);
}
