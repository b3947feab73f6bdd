using Matchmaking.Engine.Documents;
using static Matchmaking.Engine.Tests.Verifying.Scenario;

namespace Matchmaking.Engine.Tests.Verifying;

/// <summary>Markets small enough for a sheet of paper, one for each kind of proof; the comments are the working.</summary>
internal static class Scenarios
{
    private static readonly Diversification NoRule = new() { CountryShare = null };

    /// <summary>
    /// The line takes at most 4 t, so that offer a never reaches its minimum of 6 t. Open, a at a price of -1 counts -6 t and lets the
    /// line gain 4 t: less than nothing. Closed, 3 t come at 20 and 1 t at 25 euro: 85 euro; with b priced 5 the line pays 25 for all,
    /// 100 less 15.
    /// </summary>
    public static Scenario MinimumOutOfReach { get; } = new()
    {
        Name = "minimum out of reach",
        Input = Market(NoRule, [Line("d", 4)],
            [Offer("a", "AU", 10, 10) with { MinimumOrder = 6 }, Offer("b", "AU", 3, 20), Offer("c", "AU", 10, 25)]),
        Matches = [("d", "b", 3), ("d", "c", 1)],
        Base = 4,
        Cost = 85,
        Reasons = new() { ["a"] = "minimum-order-not-reached" },
        Certificate = """
            { "proof": "tree", "tree": [
              { "offer": "a" },
              { "offers": [{ "offer": "a", "feasibilityPrice": -1 }], "countries": [], "suppliers": [], "infeasible": true },
              { "offers": [{ "offer": "b", "quantityPrice": 0, "costPrice": 5 }], "countries": [], "suppliers": [] } ] }
            """,
    };

    /// <summary>
    /// Only with a are 10 t reached, and a gives at least 6: 4 at 10 and 6 at 30 euro, 220. Open, a at -20 euro makes both cost the
    /// line 10, and counts -120: -220. Closed, b at 1 t per tonne bounds by its 5 t.
    /// </summary>
    public static Scenario MinimumThatCosts { get; } = new()
    {
        Name = "minimum that costs",
        Input = Market(NoRule, [Line("d", 10)], [Offer("a", "AU", 10, 30) with { MinimumOrder = 6 }, Offer("b", "AU", 5, 10)]),
        Matches = [("d", "a", 6), ("d", "b", 4)],
        Base = 10,
        Cost = 220,
        Certificate = """
            { "proof": "tree", "tree": [
              { "offer": "a" },
              { "offers": [{ "offer": "a", "quantityPrice": 0, "costPrice": -20 }], "countries": [], "suppliers": [] },
              { "offers": [{ "offer": "b", "quantityPrice": 1, "costPrice": 0 }], "countries": [], "suppliers": [] } ] }
            """,
    };

    /// <summary>
    /// Line d wants all of 10 t and there are 9. Open, the offer at a price of 1 counts 9 and the line must lose 10. Closed, the other
    /// line gets its 5 t.
    /// </summary>
    public static Scenario AllOrNothingLine { get; } = new()
    {
        Name = "all-or-nothing line",
        Input = Market(NoRule, [Line("d", 10) with { MinimumQuantity = 10 }, Line("e", 5)], [Offer("a", "AU", 9, 10)]),
        Matches = [("e", "a", 5)],
        Base = 14,
        Cost = 50,
        Reasons = new() { ["d"] = "minimum-quantity-not-reached" },
        Certificate = """
            { "proof": "tree", "tree": [
              { "demand": "d" },
              { "offers": [{ "offer": "a", "feasibilityPrice": 1 }], "countries": [], "suppliers": [], "infeasible": true },
              { "offers": [], "countries": [], "suppliers": [] } ] }
            """,
    };

    /// <summary>
    /// The same market as <see cref="MinimumThatCosts"/>, its search not told: without the minimum 5 t at 10 and 5 t at 30 euro are
    /// best, and b priced 20 certifies these 200 euro. What is claimed lies between: here no more than what was found.
    /// </summary>
    public static Scenario SearchCutShort { get; } = MinimumThatCosts with
    {
        Name = "search cut short",
        Status = GroupStatus.Feasible,
        Bound = new QuantityAndCost(10, 220),
        Reasons = new() { ["a"] = "search-limit", ["b"] = "search-limit" },
        Certificate = """
            { "proof": "search", "bound": { "matched": 10, "cost": 200 },
              "offers": [{ "offer": "b", "quantityPrice": 0, "costPrice": 20 }], "countries": [], "suppliers": [] }
            """,
    };

    /// <summary>
    /// China may give 80 % of what is matched. Offer c serves line e alone, b and a line d. Open, a takes at least 6 t of China's
    /// share: T is at most 10 + 0.8 T - 6, so 20. Closed, at most 10 + 0.8 T: 50, of which China gives 40.
    /// </summary>
    public static Scenario ShareOfMatched { get; } = new()
    {
        Name = "share of matched",
        Input = Market(new Diversification { Basis = DiversificationBasis.Matched, CountryShare = 0.8m },
            [Line("d", 10) with { MinPurity = 99 }, Line("e", 100) with { ExcludedOrigins = ["DE"], MaxCarbonFootprint = 5 }],
            [
                Offer("a", "CN", 8, 10) with { MinimumOrder = 6, Purity = 99 },
                Offer("b", "DE", 100, 10) with { Purity = 99 },
                Offer("c", "CN", 100, 10) with { CarbonFootprint = 5 },
            ]),
        Matches = [("d", "b", 10), ("e", "c", 40)],
        Base = 50,
        Cap = 40,
        Cost = 500,
        Reasons = new() { ["e"] = "country-cap", ["a"] = "minimum-not-chosen", ["c"] = "country-cap" },
        Certificate = """
            { "proof": "tree", "tree": [
              { "offer": "a" },
              { "offers": [], "countries": [], "suppliers": [],
                "cuts": [{ "offers": [], "countries": ["CN"], "suppliers": [], "released": ["a"] }] },
              { "offers": [], "countries": [{ "country": "CN", "quantityPrice": 1, "costPrice": -10 }], "suppliers": [],
                "cuts": [{ "offers": [], "countries": ["CN"], "suppliers": [], "released": [] }] } ] }
            """,
    };

    /// <summary>
    /// No offer is landed above 28 euro, so d's limit of 30 counts as 28. A tonne of a brings d 8 euro and e 5: 10 and 2 t, 90 euro.
    /// One tonne more of a would go to e, so a is priced (5, 1): d gains 3 on 10 t, a counts (60, 12).
    /// </summary>
    public static Scenario LargestSurplus { get; } = new()
    {
        Name = "largest surplus",
        Input = Market(NoRule, [Line("d", 10) with { LimitPrice = 30 }, Line("e", 10) with { LimitPrice = 25 }],
            [Offer("a", "AU", 12, 20), Offer("b", "AU", 10, 28)], Objective.Surplus),
        Matches = [("d", "a", 10), ("e", "a", 2)],
        Base = 20,
        Cost = 240,
        Surplus = 90,
        Reasons = new() { ["b"] = "not-competitive" },
        Certificate = """
            { "proof": "prices", "offers": [{ "offer": "a", "surplusPrice": 5, "quantityPrice": 1 }], "countries": [], "suppliers": [] }
            """,
    };

    /// <summary>
    /// Of 10 t on top of 4 t from China no third country may give more than 55 %: 7.7 t, whole tonnes 7; China, with 4 already, 3.7: 3.
    /// At no price the line takes 3 t at 10 and 7 t at 20 euro.
    /// </summary>
    public static Scenario LineCap { get; } = new()
    {
        Name = "line cap",
        Input = Market(NoRule with { LineCountryShare = 0.55m }, [Line("d", 10) with { ExistingSupply = [new CountryQuantity("CN", 4)] }],
            [Offer("a", "CN", 20, 10), Offer("b", "AU", 20, 20)]),
        Matches = [("d", "a", 3), ("d", "b", 7)],
        Base = 10,
        Cost = 170,
        Certificate = """{ "proof": "prices", "offers": [], "countries": [], "suppliers": [] }""",
    };

    /// <summary>
    /// The line cap leaves the line at most 3 t from China, the only origin: its minimum of 4 t is out of reach at any price. Closed,
    /// nothing is matched.
    /// </summary>
    public static Scenario LineCapBelowMinimum { get; } = new()
    {
        Name = "line cap below minimum",
        Input = Market(NoRule with { LineCountryShare = 0.3m }, [Line("d", 10) with { MinimumQuantity = 4 }], [Offer("a", "CN", 20, 10)]),
        Matches = [],
        Base = 10,
        Cost = 0,
        Reasons = new() { ["d"] = "minimum-above-cap", ["a"] = "line-cap" },
        Certificate = """
            { "proof": "tree", "tree": [
              { "demand": "d" },
              { "offers": [], "countries": [], "suppliers": [] },
              { "offers": [], "countries": [], "suppliers": [] } ] }
            """,
    };

    /// <summary>
    /// No supplier gives more than half of the 10 t: 5 at 10 and 5 at 20 euro, 150. With the first supplier priced 10 the line pays 20
    /// for all, 200 less 50.
    /// </summary>
    public static Scenario ShareOfSupplier { get; } = new()
    {
        Name = "share of a supplier",
        Input = Market(NoRule with { SupplierShare = 0.5m }, [Line("d", 10)], [Offer("a", "DE", 10, 10), Offer("b", "AU", 10, 20)]),
        Matches = [("d", "a", 5), ("d", "b", 5)],
        Base = 10,
        SupplierCap = 5,
        Cost = 150,
        Reasons = new() { ["a"] = "supplier-cap" },
        Certificate = """
            { "proof": "prices", "offers": [], "countries": [],
              "suppliers": [{ "supplier": "supplier of a", "country": "DE", "quantityPrice": 0, "costPrice": 10 }] }
            """,
    };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        MinimumOutOfReach, MinimumThatCosts, AllOrNothingLine, SearchCutShort, ShareOfMatched, LargestSurplus, LineCap, LineCapBelowMinimum,
        ShareOfSupplier,
    ];
}
