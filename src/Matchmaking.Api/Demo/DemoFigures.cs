using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Demo;

/// <summary>
/// How the demo's figures come from the public ones. Every quantity and price of the scenario is a row of <c>Demo/Data</c> (or of
/// <c>Reference/consumption.csv</c>), times what stands here. What no source gives is an assumption, and is called so.
/// </summary>
/// <remarks>
/// The tables speak many units; the service speaks one per material, its reference content: lithium in lithium carbonate equivalent, rare
/// earths in oxide, graphite in carbon, the others in metal. Contents of products are those of <c>GET /v1/materials</c>.
/// </remarks>
public static class DemoFigures
{
    private const string Flake = "natural-flake-graphite-concentrate";

    // Scaling. A round is a part of the market: a tenth of what the Union uses, a fiftieth of a country's production, a tenth of a project's.

    /// <summary>The part of the Union's yearly use that its buyers bring to a round: what they want to contract anew. Assumed.</summary>
    public const decimal DemandShare = 0.10m;

    /// <summary>The part of its yearly production that a country's producers offer. Assumed.</summary>
    public const decimal ProductionShare = 0.02m;

    /// <summary>The part of its yearly output that a strategic project offers. Assumed.</summary>
    public const decimal ProjectShare = 0.10m;

    // Money.

    /// <summary>US dollars for a euro. Assumed, for every year.</summary>
    public const decimal UsdPerEuro = 1.13m;

    /// <summary>Chinese yuan for a euro, at the end of 2024. Assumed.</summary>
    public const decimal CnyPerEuro = 7.60m;

    /// <summary>Kilograms in a pound, the unit of cobalt prices.</summary>
    public const decimal KgPerPound = 0.45359237m;

    // Chemistry and technology.

    /// <summary>Tonnes of lithium carbonate that hold a tonne of lithium.</summary>
    public const decimal CarbonatePerLithium = 5.323m;

    /// <summary>Parts of the magnet rare earths that a country separates; the rest is praseodymium. Assumed.</summary>
    public const decimal NeodymiumPart = 0.73m, DysprosiumPart = 0.03m, TerbiumPart = 0.006m;

    /// <summary>Dysprosium and terbium oxide in a tonne of magnets. Assumed; that of neodymium follows from the alloy's formula.</summary>
    public const decimal DysprosiumInMagnets = 0.010m, TerbiumInMagnets = 0.002m;

    /// <summary>The part of the nickel and manganese that the Union imports that would be of battery grade. Assumed.</summary>
    public const decimal BatteryPart = 0.20m;

    /// <summary>The Union's part of the world's gallium; no source gives its consumption. Assumed.</summary>
    public const decimal GalliumPart = 0.05m;

    /// <summary>What the Union uses of a material in a year, in tonnes of reference content.</summary>
    public static decimal Use(string material) => material switch
    {
        "lithium" => DemoTables.Consumption("lithium", "lithium chemicals (LCE)", "2020"),
        "graphite" => DemoTables.Consumption("graphite", "natural graphite", "undated (current)") * Content(Flake),
        "magnesium" => DemoTables.Consumption("magnesium", "magnesium metal", "2021"),
        "cobalt" => DemoTables.Imports("cobalt", "Cobalt mattes, intermediates, metal & articles (HS 8105)", "2024"),
        "nickel" => DemoTables.Imports("nickel", "Unwrought nickel (HS 7502)", "2024") * BatteryPart,
        "manganese" => DemoTables.Imports("manganese", "Manganese & articles (HS 8111)", "2024") * BatteryPart,
        "rare-earth-magnet-neodymium" => Magnets * Content("ndfeb-strip-cast-alloy"),
        "rare-earth-magnet-dysprosium" => Magnets * DysprosiumInMagnets,
        "rare-earth-magnet-terbium" => Magnets * TerbiumInMagnets,
        "gallium" => DemoTables.Production("gallium", "primary low-purity gallium", "2025").Sum(row => row.Tonnes!.Value) * GalliumPart,
        _ => throw new ArgumentOutOfRangeException(nameof(material), material, "The demo has no figure."),
    };

    /// <summary>
    /// Whether the figure is one of consumption, published or derived from published figures, so that a round can state it. Imports, which
    /// stand in for cobalt, nickel and manganese, are too weak for that, and so are the demo's own estimates.
    /// </summary>
    public static bool IsConsumption(string material) => material is "lithium" or "graphite" or "magnesium";

    /// <summary>What a country produces of a material in a year, in tonnes of reference content; null where no source says.</summary>
    public static decimal? Production(string material, string country) => material switch
    {
        "lithium" => Tonnes("lithium", "lithium chemicals (IEA)", "2024", country) * CarbonatePerLithium,
        "graphite" => Tonnes("graphite", "natural graphite", "2025", country) * Content(Flake),
        "cobalt" => Tonnes("cobalt", "refined cobalt (IEA)", "2024", country),
        "nickel" => Tonnes("nickel", "refined nickel, all classes (IEA)", "2024", country),
        // The United States' metal is remelted scrap.
        "magnesium" => Tonnes("magnesium", "primary magnesium", "2025", country)
            ?? Tonnes("magnesium", "secondary magnesium (new and old scrap)", "2024", country),
        "rare-earth-magnet-neodymium" => MagnetRareEarths(country) * NeodymiumPart * Content("neodymium-metal"),
        "rare-earth-magnet-dysprosium" => MagnetRareEarths(country) * DysprosiumPart * Content("dysprosium-metal"),
        "rare-earth-magnet-terbium" => MagnetRareEarths(country) * TerbiumPart * Content("terbium-metal"),
        "gallium" => Tonnes("gallium", "primary low-purity gallium", "2025", country),
        _ => null,
    };

    /// <summary>A country's share of the Union's supply, 0 to 1; null where the EU study names none.</summary>
    public static decimal? Sourcing(string material, Stage stage, string country) =>
        DemoTables.Sourcing(material, stage).SingleOrDefault(row => row.Country == country)?.ShareOfEuSourcingPercent / 100;

    /// <summary>
    /// What the Union imports already from a country and will go on importing: the country's share of the nine tenths of the Union's use
    /// that are not contracted anew in the round.
    /// </summary>
    public static decimal ExistingImports(string material, decimal sourcingShare) => Use(material) * (1 - DemandShare) * sourcingShare;

    /// <summary>A tonne of product holds so much of the material's reference content.</summary>
    public static decimal Content(string form) => Materials.Current.FindForm(form)!.ContentPerTonne;

    private static decimal Magnets => DemoTables.Consumption("rare-earths-magnet", "permanent magnets, total demand", "2025");

    private static decimal? MagnetRareEarths(string country) =>
        Tonnes("rare-earths-magnet", "magnet rare earths only: Nd, Pr, Dy, Tb (IEA)", "2024", country, Stage.Processing);

    private static decimal? Tonnes(string material, string form, string year, string country, Stage? stage = null) =>
        DemoTables.Production(material, form, year)
            .SingleOrDefault(row => row.Country == country && (stage is null || row.Stage == stage))?.Tonnes;
}
