using Matchmaking.Engine.Documents;

namespace Matchmaking.Benchmarks.Markets;

/// <summary>The markets that are measured, by name.</summary>
internal static class MarketCatalogue
{
    // A single group's dominant country has seven eighths of the supply, so that the cap always binds.
    private static readonly (double, double) SevenEighths = (0.875, 0.875);
    private static readonly MarketShape Small = new() { Groups = [(200, 40)], DominantShare = SevenEighths };
    private static readonly MarketShape Medium = Small with { Groups = [(1_000, 200)] };
    private static readonly MarketShape Large = Small with { Groups = [(10_000, 1_000)] };
    private static readonly MarketShape ExtraLarge = Small with { Groups = [(100_000, 2_000)], Forms = 5 };

    public static IReadOnlyDictionary<string, MarketShape> Shapes { get; } = All().ToDictionary(entry => entry.Name, entry => entry.Shape);

    private static IEnumerable<(string Name, MarketShape Shape)> All()
    {
        yield return ("S", Small);
        yield return ("M", Medium);
        yield return ("L", Large);
        yield return ("XL", ExtraLarge);
        yield return ("XL-one-form", ExtraLarge with { Forms = 1 });
        yield return ("groups-34", new MarketShape { Groups = [.. Enumerable.Range(0, 34).Select(GroupOf34)] });
        foreach (var (name, shape) in new[] { ("M", Medium), ("L", Large), ("XL", ExtraLarge) })
            yield return ($"{name}-minimums-15", shape with { LinesWithMinimum = 0.15, OffersWithMinimum = 0.15 });
        foreach (var (name, shape) in new[] { ("M", Medium), ("L", Large) })
        {
            yield return ($"{name}-hard-minimums", shape with { OffersWithMinimum = 0.7, MinimumOrder = (0.7, 1.0) });
            yield return ($"{name}-tight-limits", shape with { LimitLevel = 0.95 });
            yield return ($"{name}-half-supply", shape with { DemandOverSupply = 2 });
            yield return ($"{name}-matched", shape with { Basis = DiversificationBasis.Matched });
            yield return ($"{name}-consumption", shape with { Basis = DiversificationBasis.Consumption });
            yield return ($"{name}-supplier-cap", shape with { SupplierShare = 0.02m });
            yield return ($"{name}-line-cap", shape with { LineCountryShare = 0.65m });
            yield return ($"{name}-surplus", shape with { Objective = Objective.Surplus });
        }
        yield return ("million", new MarketShape { Groups = [.. Enumerable.Repeat((10_000, 200), 100)] });
    }

    // 20 to 2,800 lines in equal ratios, with an offer for every five lines and at least eight.
    private static (int Lines, int Offers) GroupOf34(int number)
    {
        var lines = (int)Math.Round(20 * Math.Pow(140, number / 33.0));
        return (lines, Math.Max(8, lines / 5));
    }
}
