using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Demo;

/// <summary>
/// What strategic projects will produce, in tonnes a year. A few have published it; of the others only name, country and materials are in
/// the tables, and their output, in reference content, is assumed by the kind of plant. In the demo their companies carry neutral names.
/// </summary>
public static class DemoProjects
{
    private const string Flake = "natural-flake-graphite-concentrate";

    private static readonly Dictionary<(string Project, string Material), (string Published, decimal Tonnes, string Form)> Published = new()
    {
        [("Greenland Graphite / Norgraph", "graphite")] = ("80,000 t/yr graphite concentrate", 80_000, Flake),
        [("Sarytogan Graphite Project", "graphite")] = ("50,000 t/yr graphite concentrate", 50_000, Flake),
        [("Kobaloni Energy Zambia Ltd", "cobalt")] = ("6,000 tpa of cobalt sulphate", 6_000, "cobalt-sulphate-heptahydrate"),
        [("Zandkopsdrift", "manganese")] =
            (">100,000 t battery grade manganese sulphate/yr", 100_000, "high-purity-manganese-sulphate-monohydrate"),
    };

    private static readonly Dictionary<(string Project, string Material), decimal> Assumed = new()
    {
        [("KELIBER LITHIUM", "lithium")] = 5_000,
        [("Lithium Hydroxide Converter Guben", "lithium")] = 5_000,
        [("Lift One", "lithium")] = 5_000,
        [("Cínovec lithium project", "lithium")] = 5_000,
        [("Jervois Finland Cobalt Refinery Expansion Project", "cobalt")] = 2_000,
        [("POLVOLT", "cobalt")] = 1_000,
        [("CirCular", "nickel")] = 500,
        [("Talga Natural Graphite ONE", "graphite")] = 10_000,
        [("SALROM Baia de Fier", "graphite")] = 5_000,
        [("Chvaletice Manganese Project", "manganese")] = 5_000,
        [("Hydrometallurgy", "manganese")] = 1_000,
        [("CAREMAG", "rare-earth-magnet-neodymium")] = 1_000,
        [("CAREMAG", "rare-earth-magnet-dysprosium")] = 40,
        [("CAREMAG", "rare-earth-magnet-terbium")] = 8,
        [("Pulawy Rare Earths Separation Plant", "rare-earth-magnet-neodymium")] = 1_000,
        [("ReeMAP Project: Malmberget, Per Geijer and Luleå Industrial Park", "rare-earth-magnet-neodymium")] = 1_000,
        [("MagFactory", "rare-earth-magnet-neodymium")] = 300,
        [("MagFactory", "rare-earth-magnet-dysprosium")] = 10,
        [("LIFE22-ENV-IT-INSPIREE", "rare-earth-magnet-neodymium")] = 200,
        [("Verde Magnesium", "magnesium")] = 15_000,
        [("BAUX-EU, GALLANT and LEADER", "gallium")] = 10,
    };

    /// <summary>The output of a project, in tonnes of reference content a year.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is no such project of this material and country, or its output is not the published one.
    /// </exception>
    public static decimal Output(string project, string material, string country)
    {
        var row = DemoTables.Project(project);
        // Projects name the magnet rare earths together.
        string[] names = [material, .. Materials.Current.Find(material)!.Parents];
        if (!row.Country.Split(';').Contains(country) || !row.Materials.Split(';').Intersect(names).Any())
            throw new InvalidOperationException($"{project} is not of {material} in {country}.");
        if (!Published.TryGetValue((project, material), out var published))
            return Assumed[(project, material)];
        return row.ExpectedOutput?.Contains(published.Published, StringComparison.Ordinal) == true
            ? published.Tonnes * DemoFigures.Content(published.Form)
            : throw new InvalidOperationException($"{project} has published another output.");
    }
}
