using Matchmaking.Engine.Documents;

namespace Matchmaking.Benchmarks.Markets;

/// <summary>What a generated market looks like; the defaults are those of the plain sizes.</summary>
internal sealed record MarketShape
{
    /// <summary>Lines and offers of each group.</summary>
    public required IReadOnlyList<(int Lines, int Offers)> Groups { get; init; }

    /// <summary>Everything drawn follows from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Forms that each group's lines and offers are spread over.</summary>
    public int Forms { get; init; } = 1;

    /// <summary>The smallest and largest share of the dominant country in a group's supply.</summary>
    public (double Least, double Most) DominantShare { get; init; } = (0.6, 0.98);

    /// <summary>Demand as a multiple of supply.</summary>
    public double DemandOverSupply { get; init; } = 1.15;

    /// <summary>The median limit price as a multiple of the reference price.</summary>
    public double LimitLevel { get; init; } = 1.3;

    /// <summary>Share of the lines with a minimum quantity.</summary>
    public double LinesWithMinimum { get; init; }

    /// <summary>Share of the offers with a minimum order.</summary>
    public double OffersWithMinimum { get; init; }

    /// <summary>The smallest and largest minimum order as a share of the offer's quantity.</summary>
    public (double Least, double Most) MinimumOrder { get; init; } = (0.1, 0.5);

    public Objective Objective { get; init; } = Objective.Volume;

    public DiversificationBasis Basis { get; init; } = DiversificationBasis.Demand;

    public decimal? SupplierShare { get; init; }

    public decimal? LineCountryShare { get; init; }
}
