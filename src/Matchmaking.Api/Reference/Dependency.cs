using CsvHelper;

namespace Matchmaking.Api.Reference;

/// <summary>A known dependency of the Union's supply on one third country.</summary>
[CsvRecord]
public sealed partial record Dependency
{
    /// <summary>Code of the material the figure is stated for, which may be a collective entry.</summary>
    public required string Material { get; init; }

    /// <summary>The third country (ISO 3166 alpha-2).</summary>
    public required string Country { get; init; }

    /// <summary>Stage the figure is stated for; null where its source names none.</summary>
    public required Stage? Stage { get; init; }

    /// <summary>Share of the Union's supply, 0 to 1.</summary>
    public required decimal Share { get; init; }

    /// <summary>What the share is a share of.</summary>
    public required string Figure { get; init; }

    /// <summary>Year or period, as its source gives it.</summary>
    public required string? Year { get; init; }

    /// <summary>Source of the figure.</summary>
    public required string Source { get; init; }

    /// <summary>What to mind when reading it.</summary>
    public required string? Note { get; init; }
}
