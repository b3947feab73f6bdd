using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Reports;

/// <summary>The third country that most of a group's matched quantity comes from, by three measures.</summary>
public sealed record LargestThirdCountry
{
    /// <summary>ISO 3166 alpha-2; null where suppressed.</summary>
    public string? Country { get; init; }

    /// <summary>Matched from it, as a share of demand (4 decimals).</summary>
    public decimal? ShareOfDemand { get; init; }

    /// <summary>Matched from it, as a share of the matched quantity (4 decimals).</summary>
    public decimal? ShareOfMatched { get; init; }

    /// <summary>Matched from it with existing imports, as a share of the Union's consumption (4 decimals); null where that is not known.</summary>
    public decimal? ShareOfConsumption { get; init; }

    /// <summary>The country share of the round's rule; null: the round has no country cap.</summary>
    public decimal? CapShare { get; init; }

    /// <summary>The cap in tonnes per year; null: there is none, or it would tell how much of the demand no offer could serve.</summary>
    public decimal? Cap { get; init; }

    /// <summary>Whether the cap is reached; null with <see cref="Cap"/>.</summary>
    public bool? CapReached { get; init; }

    /// <summary>Whether the figures are missing because too few companies stand behind them.</summary>
    public required bool Suppressed { get; init; }
}

/// <summary>What the diversification rule cost a group.</summary>
public sealed record CostOfDiversification
{
    /// <summary>Tonnes per year that would have been matched besides without the rule, to two significant digits.</summary>
    public decimal? Tonnes { get; init; }

    /// <summary>The same in per cent of what would have been matched without the rule (whole per cent).</summary>
    public decimal? VolumePercent { get; init; }

    /// <summary>By how many per cent the generalised cost of a tonne is higher than without the rule (1 decimal); null where that cost is not above zero.</summary>
    public decimal? PricePercent { get; init; }

    /// <summary>Whether the figures are missing because too few companies stand behind them.</summary>
    public required bool Suppressed { get; init; }
}

/// <summary>One group.</summary>
public sealed record ReportGroup : ReportSums
{
    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary>The collective entry it is summed up in; null: none.</summary>
    public string? Parent { get; init; }

    /// <summary>Stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required int Year { get; init; }

    /// <summary>Number of years of the delivery period.</summary>
    public required int Years { get; init; }

    /// <summary>Whether the result is proven best; null: there was nothing to match.</summary>
    public GroupStatus? Status { get; init; }

    /// <summary>Why demand stayed unfilled.</summary>
    public required DividedFigure Reasons { get; init; }

    /// <summary>Where the matched quantity comes from.</summary>
    public required DividedFigure Origins { get; init; }

    /// <summary>Herfindahl-Hirschman index of origins in basis points; null where some origin is not told apart.</summary>
    public int? Hhi { get; init; }

    /// <summary>The largest third country beside the cap; null: no third country supplies.</summary>
    public LargestThirdCountry? LargestThirdCountry { get; init; }

    /// <summary>What the rule cost.</summary>
    public required CostOfDiversification CostOfDiversification { get; init; }
}
