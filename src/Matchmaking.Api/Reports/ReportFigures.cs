using Matchmaking.Api.Reference;
using Matchmaking.Engine;

namespace Matchmaking.Api.Reports;

/// <summary>The sum of a collective entry's groups at one stage and in one delivery period.</summary>
public sealed record ReportParent : ReportSums
{
    /// <summary>The collective entry.</summary>
    public required string Material { get; init; }

    /// <summary>Stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required int Year { get; init; }

    /// <summary>Those of its groups together that are suppressed; null: none, or the sum is suppressed itself.</summary>
    public RolledUp? Other { get; init; }

    /// <summary>From a total.</summary>
    internal static ReportParent Of(GroupKey key, ReportNode node) => new()
    {
        Material = key.Material,
        Stage = Enum.Parse<Stage>(key.Stage, ignoreCase: true),
        Year = key.Year,
        Demand = Figure.Of(node.DemandKg, node.Shown),
        Offered = Figure.Of(node.OfferedKg, node.OfferedShown),
        Matched = Figure.Of(node.MatchedKg, node.Shown),
        Unfilled = Figure.Of(node.DemandKg - node.MatchedKg, node.Shown),
        Other = RolledUp.Of(node.Other),
    };
}

/// <summary>The sum of the round's groups. Tonnes of each material's own reference content, so a measure of size, not of value.</summary>
public sealed record ReportTotal : ReportSums
{
    /// <summary>Groups together that no other sum shows; null: none, or the sum is suppressed itself.</summary>
    public RolledUp? Other { get; init; }

    /// <summary>From a total.</summary>
    internal static ReportTotal Of(ReportNode node) => new()
    {
        Demand = Figure.Of(node.DemandKg, node.Shown),
        Offered = Figure.Of(node.OfferedKg, node.OfferedShown),
        Matched = Figure.Of(node.MatchedKg, node.Shown),
        Unfilled = Figure.Of(node.DemandKg - node.MatchedKg, node.Shown),
        Other = RolledUp.Of(node.Other),
    };
}

/// <summary>What is computed once and then kept.</summary>
public sealed record ReportFigures
{
    /// <summary>Engine and version.</summary>
    public required string Engine { get; init; }

    /// <summary>SHA-256 of the run's canonical input, lower-case hex.</summary>
    public required string InputSha256 { get; init; }

    /// <summary>SHA-256 of the run's result document, lower-case hex.</summary>
    public required string ResultSha256 { get; init; }

    /// <summary>The groups.</summary>
    public required IReadOnlyList<ReportGroup> Groups { get; init; }

    /// <summary>Sums by collective entry.</summary>
    public required IReadOnlyList<ReportParent> Parents { get; init; }

    /// <summary>The sum of the round.</summary>
    public required ReportTotal Total { get; init; }
}
