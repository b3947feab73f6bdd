using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;

namespace Matchmaking.Api.Lines;

/// <summary>What demand lines and offers say alike.</summary>
public abstract record LineTerms
{
    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary>Stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Product form; a line takes only its own.</summary>
    public required string Form { get; init; }

    /// <summary>First year of one of the round's delivery periods.</summary>
    public required int Year { get; init; }

    /// <summary>Tonnes of reference content per year, in whole lots of the round.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Fixed, or an index of the round plus a premium.</summary>
    public PriceTerms Price { get; init; } = new() { Kind = PriceKind.Fixed };

    /// <summary>Own text, unique among the company's lines and offers of the round.</summary>
    public string? Reference { get; init; }

    /// <summary>Own text that ties lines together.</summary>
    public string? Series { get; init; }

    /// <summary>How firmly the quantity is meant.</summary>
    public Commitment Commitment { get; init; } = Commitment.Intent;

    /// <summary>On whose behalf an agent or a central buyer submits.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Specification; shown in matches, and tested where the form lists the parameter.</summary>
    public IReadOnlyList<Specification> Specs { get; init; } = [];

    /// <summary>Term of delivery.</summary>
    public Incoterm? Incoterm { get; init; }

    /// <summary>The fixed price that is stated, in euro per tonne of reference content.</summary>
    internal abstract decimal? FixedPrice { get; }

    /// <summary>The price in euro per tonne of reference content, an index price at the round's benchmark; null: none.</summary>
    internal decimal? PriceIn(DefineRound round) => Price.Kind == PriceKind.Fixed ? FixedPrice : Price.At(round);
}
