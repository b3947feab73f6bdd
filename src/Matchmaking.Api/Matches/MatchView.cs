using System.Text.Json.Nodes;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Participants;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Matches;

namespace Matchmaking.Api.Matches;

/// <summary>States of a match.</summary>
public enum MatchState
{
    /// <summary>Waits for answers.</summary>
    Proposed,

    /// <summary>Both sides have accepted.</summary>
    Confirmed,

    /// <summary>One side has declined, or not answered in time.</summary>
    Declined,
}

/// <summary>Which side of a match the caller is on.</summary>
public enum Side
{
    /// <summary>Takes material off.</summary>
    Buyer,

    /// <summary>Offers material.</summary>
    Supplier,
}

/// <summary>What a side sees of the other: name and contact only once both have accepted.</summary>
public sealed record Counterparty
{
    /// <summary>Country of establishment.</summary>
    public required string Country { get; init; }

    /// <summary>Size.</summary>
    public required CompanySize Size { get; init; }

    /// <summary>Country of origin, where the counterparty supplies.</summary>
    public string? Origin { get; init; }

    /// <summary>Sustainability score, where the counterparty supplies and the operator has confirmed it.</summary>
    public decimal? SustainabilityScore { get; init; }

    /// <summary>Specifications that the counterparty states.</summary>
    public IReadOnlyList<Specification> Specs { get; init; } = [];

    /// <summary>Legal name.</summary>
    public string? Name { get; init; }

    /// <summary>Contact.</summary>
    public Contact? Contact { get; init; }
}

/// <summary>A match: an introduction with a volume, not a contract.</summary>
public record MatchView
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Round.</summary>
    public required string RoundId { get; init; }

    /// <summary>State.</summary>
    public required MatchState State { get; init; }

    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary>Stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Product form.</summary>
    public required string Form { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required int Year { get; init; }

    /// <summary>Tonnes of reference content per year.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Tonnes of the product per year.</summary>
    public required decimal ProductQuantity { get; init; }

    /// <summary>Landed price in euro per tonne of reference content.</summary>
    public required decimal LandedPrice { get; init; }

    /// <summary>Landed price in euro per tonne of the product.</summary>
    public required decimal ProductLandedPrice { get; init; }

    /// <summary>Until when it is answered.</summary>
    public DateTimeOffset? AnswersUntil { get; init; }

    /// <summary>Why it was declined.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>The caller's side; null for staff.</summary>
    public Side? Side { get; init; }

    /// <summary>The caller's own line or offer; null for staff.</summary>
    public string? LineId { get; init; }

    /// <summary>The caller's own reference.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller's own answer: <c>accepted</c>, <c>declined</c> or null.</summary>
    public string? Answer { get; init; }

    /// <summary>The other side; null for staff.</summary>
    public Counterparty? Counterparty { get; init; }

    /// <summary>The demand line; staff only.</summary>
    public string? DemandId { get; init; }

    /// <summary>The offer; staff only.</summary>
    public string? OfferId { get; init; }
}

/// <summary>What a published result means for one of the caller's lines.</summary>
public sealed record Explanation
{
    /// <summary>The line or offer.</summary>
    public required string LineId { get; init; }

    /// <summary>The caller's side.</summary>
    public required Side Side { get; init; }

    /// <summary>Tonnes matched.</summary>
    public required decimal Matched { get; init; }

    /// <summary>Tonnes not matched.</summary>
    public required decimal Left { get; init; }

    /// <summary>Why something is left, as a code; null where nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>What belongs to the reason.</summary>
    public required JsonObject Detail { get; init; }

    /// <summary>From a row.</summary>
    public static Explanation From(OutcomeRow row) => new()
    {
        LineId = row.LineId,
        Side = row.Side == "demand" ? Matches.Side.Buyer : Matches.Side.Supplier,
        Matched = Units.Tonnes(row.MatchedKg),
        Left = Units.Tonnes(row.LeftKg),
        Reason = row.Reason,
        Detail = JsonNode.Parse(row.Detail)!.AsObject(),
    };
}

/// <summary>A page of a round's matches, with the explanations of the caller's lines.</summary>
/// <param name="Items">The page.</param>
/// <param name="NextCursor">Where to go on; null on the last page.</param>
/// <param name="Explanations">One for each of the caller's lines that took part; none for staff.</param>
public sealed record MatchPage(IReadOnlyList<MatchView> Items, string? NextCursor, IReadOnlyList<Explanation> Explanations);
