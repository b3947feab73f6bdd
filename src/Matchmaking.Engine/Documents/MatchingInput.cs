namespace Matchmaking.Engine.Documents;

/// <summary>Everything a matching run reads: the round's rules, its demand lines and its supply offers.</summary>
/// <remarks>
/// Quantities are tonnes of the material's reference content per year (at most 3 decimals), prices and costs euro per tonne
/// (at most 2 decimals), shares fractions of one (at most 4 decimals).
/// </remarks>
public sealed record MatchingInput
{
    /// <summary>The rules of the round.</summary>
    public required MatchingRules Rules { get; init; }

    /// <summary>The Union's consumption per group; read under basis <c>consumption</c> and for the reported shares.</summary>
    public IReadOnlyList<UnionConsumption> Consumption { get; init; } = [];

    /// <summary>The demand lines.</summary>
    public required IReadOnlyList<DemandLine> Demands { get; init; }

    /// <summary>The supply offers.</summary>
    public required IReadOnlyList<SupplyOffer> Offers { get; init; }

    /// <summary>Pairs that may not be matched.</summary>
    public IReadOnlyList<ExcludedPair> ExcludedPairs { get; init; } = [];
}

/// <summary>What is best: the largest volume at the lowest cost, or the largest surplus.</summary>
public enum Objective
{
    /// <summary>The largest matched quantity, then the lowest generalised cost.</summary>
    Volume,

    /// <summary>The largest sum of limit price minus generalised cost, then the largest quantity.</summary>
    Surplus,
}

/// <summary>What the country share is a share of.</summary>
public enum DiversificationBasis
{
    /// <summary>The demand that some offer could serve.</summary>
    Demand,

    /// <summary>The matched quantity itself.</summary>
    Matched,

    /// <summary>The Union's consumption, less existing imports.</summary>
    Consumption,
}

/// <summary>Whether an ask price includes the freight to the buyer.</summary>
public enum PriceBasis
{
    /// <summary>At the supplier's gate: freight is added.</summary>
    ExWorks,

    /// <summary>At the buyer's gate: freight is included.</summary>
    Delivered,
}

/// <summary>The rules of a round, as the engine reads them.</summary>
public sealed record MatchingRules
{
    /// <summary>What is best.</summary>
    public Objective Objective { get; init; } = Objective.Volume;

    /// <summary>The smallest tradable quantity in tonnes; every quantity is a whole number of lots.</summary>
    public decimal Lot { get; init; } = 0.001m;

    /// <summary>The diversification rule.</summary>
    public Diversification Diversification { get; init; } = new();

    /// <summary>Countries that are not third countries for the rule (ISO 3166 alpha-2).</summary>
    public IReadOnlyList<string> ExemptCountries { get; init; } = [];

    /// <summary>The countries offers may originate in; null admits all.</summary>
    public IReadOnlyList<string>? EligibleOrigins { get; init; }

    /// <summary>Bonuses and the carbon price of the generalised cost.</summary>
    public Preferences Preferences { get; init; } = new();

    /// <summary>Euro per tonne-kilometre (at most 6 decimals), for relations the freight table lacks.</summary>
    public decimal FreightRate { get; init; }

    /// <summary>Freight in euro per tonne between two countries.</summary>
    public IReadOnlyList<Freight> Freight { get; init; } = [];

    /// <summary>The most branch-and-bound nodes a group may search; then it ends <c>feasible</c>.</summary>
    public long NodeLimit { get; init; } = 1_000_000;

    /// <summary>The longest a run may take, in seconds; then it fails.</summary>
    public int TimeLimitSeconds { get; init; } = 600;

    /// <summary>The lottery seed, which decides every tie.</summary>
    public string Seed { get; init; } = "";
}

/// <summary>The diversification rule; benchmark of 65 % after Art. 5(1) of Regulation (EU) 2024/1252.</summary>
public sealed record Diversification
{
    /// <summary>What the shares are shares of.</summary>
    public DiversificationBasis Basis { get; init; } = DiversificationBasis.Demand;

    /// <summary>The largest share of one third country, 0 to 1; null: no country cap.</summary>
    public decimal? CountryShare { get; init; } = 0.65m;

    /// <summary>The largest share of one supplier's offers from one country, 0 to 1; null: no supplier cap.</summary>
    public decimal? SupplierShare { get; init; }

    /// <summary>The largest share of one third country in a line's supply, 0 to 1; null: no line cap.</summary>
    public decimal? LineCountryShare { get; init; }
}

/// <summary>
/// Bonuses in euro per tonne, subtracted from the generalised cost, and the carbon price in euro per tonne of CO2e, added.
/// </summary>
public sealed record Preferences
{
    /// <summary>Bonus for recycled material.</summary>
    public decimal RecycledBonus { get; init; }

    /// <summary>Bonus for an origin that is exempt from the rule.</summary>
    public decimal DomesticBonus { get; init; }

    /// <summary>Bonus for a strategic project.</summary>
    public decimal StrategicProjectBonus { get; init; }

    /// <summary>Bonus for a buyer that is a small or medium-sized enterprise.</summary>
    public decimal SmeBonus { get; init; }

    /// <summary>Price of a tonne of CO2e.</summary>
    public decimal CarbonPrice { get; init; }
}

/// <summary>Freight in euro per tonne from one country to another.</summary>
/// <param name="From">Country of origin (ISO 3166 alpha-2).</param>
/// <param name="To">Country of delivery (ISO 3166 alpha-2).</param>
/// <param name="Cost">Euro per tonne of reference content.</param>
public sealed record Freight(string From, string To, decimal Cost);

/// <summary>The Union's yearly consumption of a group's material at its stage, with what is already imported.</summary>
public sealed record UnionConsumption
{
    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary><c>extraction</c>, <c>processing</c> or <c>recycling</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required int Year { get; init; }

    /// <summary>Tonnes of reference content per year.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Existing imports per country.</summary>
    public IReadOnlyList<CountryQuantity> Imports { get; init; } = [];
}

/// <summary>Tonnes per year from one country.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Quantity">Tonnes of reference content per year.</param>
public sealed record CountryQuantity(string Country, decimal Quantity);

/// <summary>One buyer's demand for one form in one delivery period.</summary>
public sealed record DemandLine
{
    /// <summary>Unique among lines; the lottery is drawn over it.</summary>
    public required string Id { get; init; }

    /// <summary>The buying company.</summary>
    public required string Buyer { get; init; }

    /// <summary>Its company group.</summary>
    public string? BuyerGroup { get; init; }

    /// <summary>Whether the buyer is a small or medium-sized enterprise.</summary>
    public bool Sme { get; init; }

    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary><c>extraction</c>, <c>processing</c> or <c>recycling</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The product form; a line takes only its own.</summary>
    public required string Form { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required int Year { get; init; }

    /// <summary>Tonnes of reference content per year.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The line receives nothing or at least this much.</summary>
    public decimal? MinimumQuantity { get; init; }

    /// <summary>The highest landed price it pays; null: any.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Lowest purity in per cent (at most 6 decimals).</summary>
    public decimal? MinPurity { get; init; }

    /// <summary>Origins the buyer does not accept.</summary>
    public IReadOnlyList<string> ExcludedOrigins { get; init; } = [];

    /// <summary>Lowest sustainability score (at most 3 decimals).</summary>
    public decimal? MinSustainabilityScore { get; init; }

    /// <summary>Highest carbon footprint in tonnes of CO2e per tonne (at most 3 decimals).</summary>
    public decimal? MaxCarbonFootprint { get; init; }

    /// <summary>Whether only recycled material will do.</summary>
    public bool RecycledOnly { get; init; }

    /// <summary>Country of delivery.</summary>
    public required string Destination { get; init; }

    /// <summary>What the buyer already receives per country; read by the line cap.</summary>
    public IReadOnlyList<CountryQuantity> ExistingSupply { get; init; } = [];
}

/// <summary>One supplier's offer of one form in one delivery period.</summary>
public sealed record SupplyOffer
{
    /// <summary>Unique among offers; the lottery is drawn over it.</summary>
    public required string Id { get; init; }

    /// <summary>The supplying company.</summary>
    public required string Supplier { get; init; }

    /// <summary>Its company group.</summary>
    public string? SupplierGroup { get; init; }

    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary><c>extraction</c>, <c>processing</c> or <c>recycling</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The product form.</summary>
    public required string Form { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required int Year { get; init; }

    /// <summary>Tonnes of reference content per year.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The offer gives nothing or at least this much, summed over all buyers.</summary>
    public decimal? MinimumOrder { get; init; }

    /// <summary>Asked price in euro per tonne.</summary>
    public required decimal AskPrice { get; init; }

    /// <summary>Whether the ask price includes freight.</summary>
    public PriceBasis PriceBasis { get; init; } = PriceBasis.ExWorks;

    /// <summary>Country of the group's stage (ISO 3166 alpha-2).</summary>
    public required string Origin { get; init; }

    /// <summary>Purity in per cent (at most 6 decimals).</summary>
    public decimal? Purity { get; init; }

    /// <summary>Sustainability score (at most 3 decimals); none counts 0.</summary>
    public decimal? SustainabilityScore { get; init; }

    /// <summary>Carbon footprint in tonnes of CO2e per tonne (at most 3 decimals).</summary>
    public decimal? CarbonFootprint { get; init; }

    /// <summary>Whether the material is recycled.</summary>
    public bool Recycled { get; init; }

    /// <summary>Whether it comes from a strategic project.</summary>
    public bool StrategicProject { get; init; }
}

/// <summary>A line and an offer that may not be matched.</summary>
/// <param name="Demand">Id of the line.</param>
/// <param name="Offer">Id of the offer.</param>
public sealed record ExcludedPair(string Demand, string Offer);
