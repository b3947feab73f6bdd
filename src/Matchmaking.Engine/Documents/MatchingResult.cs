using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Matchmaking.Engine.Documents;

/// <summary>Everything a matching run returns; the same bytes on every machine for the same input.</summary>
public sealed record MatchingResult
{
    /// <summary>Engine and version.</summary>
    public required string Engine { get; init; }

    /// <summary>SHA-256 of the input's canonical form, lower-case hex.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>The groups, by material, stage and year.</summary>
    public required IReadOnlyList<GroupResult> Groups { get; init; }

    /// <summary>The matches, by demand and offer.</summary>
    public required IReadOnlyList<MatchedPair> Matches { get; init; }

    /// <summary>Every line that is not filled, and why.</summary>
    public required IReadOnlyList<UnfilledLine> Unfilled { get; init; }

    /// <summary>Every offer that is not sold out, and why.</summary>
    public required IReadOnlyList<UnsoldOffer> Unsold { get; init; }
}

/// <summary>Whether the result is proven best.</summary>
public enum GroupStatus
{
    /// <summary>Proven best.</summary>
    Optimal,

    /// <summary>The node limit struck: the best found, with the proven bound.</summary>
    Feasible,
}

/// <summary>One group: a leaf material at one stage in one delivery period.</summary>
public sealed record GroupResult
{
    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary><c>extraction</c>, <c>processing</c> or <c>recycling</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required int Year { get; init; }

    /// <summary>Whether the result is proven best.</summary>
    public required GroupStatus Status { get; init; }

    /// <summary>The quantity the shares refer to, in tonnes.</summary>
    public required decimal Base { get; init; }

    /// <summary>Matched quantity in tonnes.</summary>
    public required decimal Matched { get; init; }

    /// <summary>Generalised cost in euro (at most 5 decimals).</summary>
    public required decimal Cost { get; init; }

    /// <summary>Landed cost in euro (at most 5 decimals).</summary>
    public required decimal LandedCost { get; init; }

    /// <summary>Surplus in euro (at most 5 decimals); left out under objective <c>volume</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Surplus { get; init; }

    /// <summary>The proven bound on quantity and cost; under objective <c>surplus</c> on surplus and quantity.</summary>
    public required QuantityAndCost Bound { get; init; }

    /// <summary>Per country of origin.</summary>
    public required IReadOnlyList<OriginResult> Origins { get; init; }

    /// <summary>Per supplier and country.</summary>
    public required IReadOnlyList<SupplierResult> Suppliers { get; init; }

    /// <summary>Herfindahl-Hirschman index of origins by matched quantity, in basis points.</summary>
    public required int Hhi { get; init; }

    /// <summary>The optimum without country, supplier and line caps; null where the search ended unproven.</summary>
    public required QuantityAndCost? WithoutRule { get; init; }

    /// <summary>The optimum under every other basis; null where not defined.</summary>
    public required IReadOnlyDictionary<string, QuantityAndCost?> OtherBases { get; init; }

    /// <summary>The proof, for the verifier.</summary>
    public required JsonObject Certificate { get; init; }
}

/// <summary>What a result is worth.</summary>
/// <param name="Matched">Tonnes of reference content per year.</param>
/// <param name="Cost">Generalised cost in euro (at most 5 decimals).</param>
/// <param name="Surplus">
/// Sum of limit price minus generalised cost in euro (at most 5 decimals); left out under objective <c>volume</c>.
/// </param>
public sealed record QuantityAndCost(
    decimal Matched, decimal Cost, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Surplus = null);

/// <summary>One country of origin in a group.</summary>
public sealed record OriginResult
{
    /// <summary>ISO 3166 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Tonnes offered.</summary>
    public required decimal Offered { get; init; }

    /// <summary>Tonnes matched.</summary>
    public required decimal Matched { get; init; }

    /// <summary>Matched, as a share of the base (4 decimals).</summary>
    public required decimal? ShareOfBase { get; init; }

    /// <summary>Matched, as a share of the matched quantity (4 decimals).</summary>
    public required decimal? ShareOfMatched { get; init; }

    /// <summary>Matched and existing imports, as a share of Union consumption (4 decimals); null where not known.</summary>
    public required decimal? ShareOfConsumption { get; init; }

    /// <summary>The cap in tonnes; null: none.</summary>
    public required decimal? Cap { get; init; }

    /// <summary>Whether the cap is reached.</summary>
    public required bool Binding { get; init; }
}

/// <summary>One supplier's offers from one country in a group.</summary>
public sealed record SupplierResult
{
    /// <summary>The supplier, or its company group where stated.</summary>
    public required string Supplier { get; init; }

    /// <summary>ISO 3166 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Tonnes offered.</summary>
    public required decimal Offered { get; init; }

    /// <summary>Tonnes matched.</summary>
    public required decimal Matched { get; init; }

    /// <summary>Matched, as a share of the base (4 decimals).</summary>
    public required decimal? ShareOfBase { get; init; }

    /// <summary>Matched, as a share of the matched quantity (4 decimals).</summary>
    public required decimal? ShareOfMatched { get; init; }

    /// <summary>Matched, as a share of Union consumption (4 decimals); null where not known.</summary>
    public required decimal? ShareOfConsumption { get; init; }

    /// <summary>The cap in tonnes; null: none.</summary>
    public required decimal? Cap { get; init; }

    /// <summary>Whether the cap is reached.</summary>
    public required bool Binding { get; init; }
}

/// <summary>A line and an offer, with the quantity in tonnes and the landed price in euro per tonne.</summary>
/// <param name="Demand">Id of the line.</param>
/// <param name="Offer">Id of the offer.</param>
/// <param name="Quantity">Tonnes of reference content per year.</param>
/// <param name="LandedPrice">Euro per tonne of reference content.</param>
public sealed record MatchedPair(string Demand, string Offer, decimal Quantity, decimal LandedPrice);

/// <summary>A line that is not filled: tonnes missing, the reason's code and what belongs to it.</summary>
/// <param name="Demand">Id of the line.</param>
/// <param name="Missing">Tonnes of reference content per year.</param>
/// <param name="Reason">The reason's code.</param>
/// <param name="Detail">What belongs to the reason.</param>
public sealed record UnfilledLine(string Demand, decimal Missing, string Reason, JsonObject Detail);

/// <summary>An offer that is not sold out: tonnes left, the reason's code and what belongs to it.</summary>
/// <param name="Offer">Id of the offer.</param>
/// <param name="Left">Tonnes of reference content per year.</param>
/// <param name="Reason">The reason's code.</param>
/// <param name="Detail">What belongs to the reason.</param>
public sealed record UnsoldOffer(string Offer, decimal Left, string Reason, JsonObject Detail);
