using System.Diagnostics.CodeAnalysis;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Demands;

/// <summary>A demand line, as its company and staff see it.</summary>
public sealed record DemandView : DemandTerms
{
    /// <summary>From the terms.</summary>
    [SetsRequiredMembers]
    private DemandView(DemandTerms terms)
        : base(terms)
    {
    }

    /// <summary>Id.</summary>
    public string Id { get; private init; } = "";

    /// <summary>Round.</summary>
    public string RoundId { get; private init; } = "";

    /// <summary>The company.</summary>
    public string ParticipantId { get; private init; } = "";

    /// <summary>State.</summary>
    public LineState State { get; private init; }

    /// <summary>Why the operator excluded it.</summary>
    public string? StateReason { get; private init; }

    /// <summary>The quantity in tonnes of product per year (3 decimals).</summary>
    public decimal ProductQuantity { get; private init; }

    /// <summary>The limit price in euro per tonne of product (2 decimals); null: any.</summary>
    public decimal? ProductPrice { get; private init; }

    /// <summary>An index price at the round's benchmark, in euro per tonne of reference content; null for a fixed price.</summary>
    public decimal? EvaluatedPrice { get; private init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ChangedAt { get; private init; }

    /// <summary>From a row of a round.</summary>
    public static DemandView From(LineRow row, DemandTerms terms, DefineRound round) => new(terms)
    {
        Id = row.Id,
        RoundId = row.RoundId,
        ParticipantId = row.ParticipantId,
        State = row.ReadState(),
        StateReason = row.StateReason,
        ProductQuantity = ProductUnits.Tonnes(terms),
        ProductPrice = ProductUnits.Price(terms, terms.PriceIn(round)),
        EvaluatedPrice = terms.Price.At(round),
        CreatedAt = row.CreatedAt,
        ChangedAt = row.ChangedAt,
    };
}
