using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>A small instance and the result that a reader can work out with a pencil.</summary>
/// <param name="Input">The instance.</param>
/// <param name="Lines">Tonnes by id of the lines.</param>
/// <param name="Offers">Tonnes by id of the offers.</param>
/// <param name="Worth">Euro: the cost or, under objective surplus, the surplus.</param>
public sealed record WorkedExample(
    MatchingInput Input, Dictionary<string, decimal> Lines, Dictionary<string, decimal> Offers, decimal Worth);

/// <summary>Examples of line caps, surplus and fairness. Prices are delivered, the lot is a tonne unless said otherwise.</summary>
internal static class WorkedExamples
{
    public static readonly DemandLine Line = new()
    {
        Id = "A",
        Buyer = "buyer",
        Material = "gallium",
        Stage = "processing",
        Form = "ingot",
        Year = 2027,
        Quantity = 10,
        Destination = "DE",
    };

    public static readonly SupplyOffer Offer = new()
    {
        Id = "cn",
        Supplier = "supplier",
        Material = "gallium",
        Stage = "processing",
        Form = "ingot",
        Year = 2027,
        Quantity = 10,
        AskPrice = 10,
        PriceBasis = PriceBasis.Delivered,
        Origin = "CN",
    };

    private static readonly MatchingInput Open = new()
    {
        Rules = new MatchingRules
        {
            Lot = 1,
            Seed = "seed",
            ExemptCountries = ["DE"],
            Diversification = new Diversification { CountryShare = null },
        },
        Demands = [Line],
        Offers = [Offer],
    };

    private static readonly MatchingInput HalfPerCountry = Variations.WithRule(Open, rule => rule with { LineCountryShare = 0.5m });

    public static IReadOnlyDictionary<string, WorkedExample> All { get; } = new Dictionary<string, WorkedExample>
    {
        // Half of 16 t, less the 4 t there are, from CN; half of 16 t less 2 t from CL.
        ["a line cap counts existing supply"] = new(
            HalfPerCountry with
            {
                Demands = [Line with { ExistingSupply = [new CountryQuantity("CN", 4), new CountryQuantity("CL", 2)] }],
                Offers = [Offer, Offer with { Id = "cl", Origin = "CL", AskPrice = 20 }],
            },
            new() { ["A"] = 10 }, new() { ["cn"] = 4, ["cl"] = 6 }, 160),
        ["a line that has more than its share gets none"] = new(
            HalfPerCountry with { Demands = [Line with { ExistingSupply = [new CountryQuantity("CN", 20)] }] },
            new() { ["A"] = 0 }, new() { ["cn"] = 0 }, 0),
        ["a line cap does not bind a country that is exempt"] = new(
            HalfPerCountry with { Offers = [Offer with { Origin = "DE" }] },
            new() { ["A"] = 10 }, new() { ["cn"] = 10 }, 100),

        // 65 % of 10 t is 6.5 t, two lots of 2.5 t.
        ["a line cap is rounded down to lots"] = new(
            HalfPerCountry with
            {
                Rules = Open.Rules with
                {
                    Lot = 2.5m,
                    Diversification = new Diversification { CountryShare = null, LineCountryShare = 0.65m },
                },
            },
            new() { ["A"] = 5 }, new() { ["cn"] = 5 }, 50),

        // Both limits count as 10, the dearest landed price of the form: nothing to choose, so both get half.
        ["a limit that is overstated gains nothing"] = new(
            Surplus(Open with { Demands = [Line with { LimitPrice = 900 }, Line with { Id = "B", LimitPrice = 12 }] }),
            new() { ["A"] = 5, ["B"] = 5 }, new() { ["cn"] = 10 }, 0),

        // Limits count as 15 and 12. A takes the cheap offer at 5 a tonne; B would earn 2, and A at the dear one nothing.
        ["the larger surplus comes before the larger quantity"] = new(
            Surplus(Open with
            {
                Demands = [Line with { LimitPrice = 20 }, Line with { Id = "B", LimitPrice = 12 }],
                Offers = [Offer, Offer with { Id = "dear", AskPrice = 15 }],
            }),
            new() { ["A"] = 10, ["B"] = 0 }, new() { ["cn"] = 10, ["dear"] = 0 }, 50),
        ["a pair that costs more than its limit counts is left"] = new(
            Surplus(Open with
            {
                Rules = Open.Rules with { Preferences = new Preferences { CarbonPrice = 5 } },
                Demands = [Line with { LimitPrice = 12 }],
                Offers = [Offer with { CarbonFootprint = 1 }],
            }),
            new() { ["A"] = 0 }, new() { ["cn"] = 0 }, 0),
        ["scarce supply is shared in equal ratio"] = new(
            Open with
            {
                Demands = [Line with { Quantity = 6 }, Line with { Id = "B", Quantity = 3 }],
                Offers = [Offer with { Quantity = 6 }],
            },
            new() { ["A"] = 4, ["B"] = 2 }, new() { ["cn"] = 6 }, 60),
        ["scarce demand is shared in equal ratio"] = new(
            Open with
            {
                Demands = [Line with { Quantity = 6 }],
                Offers = [Offer with { Quantity = 6 }, Offer with { Id = "cl", Origin = "CL", Quantity = 3 }],
            },
            new() { ["A"] = 6 }, new() { ["cn"] = 4, ["cl"] = 2 }, 60),

        // A can have the 2 t of CL only; what B takes from CN costs A nothing.
        ["who can have more without harm to the least has more"] = new(
            Open with
            {
                Demands = [Line with { Quantity = 8, ExcludedOrigins = ["CN"] }, Line with { Id = "B", Quantity = 4 }],
                Offers = [Offer with { Quantity = 3 }, Offer with { Id = "cl", Origin = "CL", Quantity = 2 }],
            },
            new() { ["A"] = 2, ["B"] = 3 }, new() { ["cn"] = 3, ["cl"] = 2 }, 50),
        ["a minimum that best results can do without is not served"] = new(
            Open with { Demands = [Line with { MinimumQuantity = 6 }, Line with { Id = "B" }] },
            new() { ["A"] = 0, ["B"] = 10 }, new() { ["cn"] = 10 }, 100),

        // 11 t of 16 t wanted; A needs at least 8 t to be served at all, more than its ratio, and B cannot take the 11 t alone.
        ["a served minimum is the least that a line gets"] = new(
            Open with
            {
                Demands = [Line with { MinimumQuantity = 8 }, Line with { Id = "B", Quantity = 6 }],
                Offers = [Offer with { Quantity = 11 }],
            },
            new() { ["A"] = 8, ["B"] = 3 }, new() { ["cn"] = 11 }, 110),
    };

    private static MatchingInput Surplus(MatchingInput input) => input with { Rules = input.Rules with { Objective = Objective.Surplus } };
}
