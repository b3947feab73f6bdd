using CsvHelper;

namespace Matchmaking.Api.Reference;

/// <summary>A figure of the Union's yearly consumption of a material.</summary>
[CsvRecord]
public sealed partial record Consumption
{
    /// <summary>Code of the material, which may be a collective entry.</summary>
    public required string Material { get; init; }

    /// <summary>Stage; null where the figure covers all.</summary>
    public required Stage? Stage { get; init; }

    /// <summary>What was counted.</summary>
    public required string Figure { get; init; }

    /// <summary>Tonnes per year of what <see cref="Unit"/> says.</summary>
    public required decimal TonnesPerYear { get; init; }

    /// <summary>What the tonnes are tonnes of.</summary>
    public required string Unit { get; init; }

    /// <summary>Whether the tonnes are the material's reference content, so that a round could adopt the figure unconverted.</summary>
    public required bool InReferenceContent { get; init; }

    /// <summary>Year, as its source gives it.</summary>
    public required string Year { get; init; }

    /// <summary>How the figure was found.</summary>
    public required ConsumptionBasis Basis { get; init; }

    /// <summary>Source of the figure.</summary>
    public required string Source { get; init; }

    /// <summary>What to mind when reading it: scope, age, purpose.</summary>
    public required string? Note { get; init; }
}

/// <summary>How a consumption figure was found.</summary>
public enum ConsumptionBasis
{
    /// <summary>Stated by its source.</summary>
    Published,

    /// <summary>Computed from figures that its sources state.</summary>
    Derived,
}
