using CsvHelper;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Demo;

/// <summary>A country's yearly production, in tonnes of what <c>UnitBasis</c> says.</summary>
[CsvRecord]
internal sealed partial record SupplyRow(
    string Material, Stage Stage, string Form, string Country, string Year, decimal? Tonnes, string UnitBasis);

/// <summary>A country's share of the Union's supply, in per cent.</summary>
[CsvRecord]
internal sealed partial record SourcingRow(
    string Material, Stage Stage, string Form, string Country, decimal ShareOfEuSourcingPercent, string Year);

/// <summary>What the Union imports, where its consumption is not published.</summary>
[CsvRecord]
internal sealed partial record ImportRow(string Material, Stage Stage, string Form, decimal TonnesPerYear, string Year);

/// <summary>A price in its source's currency and unit.</summary>
[CsvRecord]
internal sealed partial record PriceRow(string Material, string Form, decimal Price, string Currency, string Unit, string Date);

/// <summary>A strategic project; few say what they will produce.</summary>
[CsvRecord]
internal sealed partial record ProjectRow(string Project, string Country, string Materials, string Stages, string? ExpectedOutput);

/// <summary>The rows of public figures that the demo is scaled from. A row that is not there, or not alone, is an error.</summary>
internal static class DemoTables
{
    private static readonly List<SupplyRow> Supplies = EmbeddedCsv.Read<SupplyRow>("Demo/Data/supply.csv");
    private static readonly List<SourcingRow> Sourcings = EmbeddedCsv.Read<SourcingRow>("Demo/Data/eu_sourcing.csv");
    private static readonly List<ImportRow> ImportRows = EmbeddedCsv.Read<ImportRow>("Demo/Data/eu_consumption.csv");
    private static readonly List<PriceRow> PriceRows = EmbeddedCsv.Read<PriceRow>("Demo/Data/prices.csv");
    private static readonly List<ProjectRow> Projects = EmbeddedCsv.Read<ProjectRow>("Demo/Data/strategic_projects.csv");

    /// <summary>Production in tonnes by country, for one form and year.</summary>
    public static IEnumerable<SupplyRow> Production(string material, string form, string year) =>
        AtLeastOne(
            Supplies.Where(row => row.Material == material && row.Form == form && row.Year == year && row.Tonnes is not null),
            $"{material}, {form}, {year}");

    /// <summary>Shares of the Union's supply by country, as the EU study of 2023 assessed them.</summary>
    public static IEnumerable<SourcingRow> Sourcing(string material, Stage stage) =>
        AtLeastOne(
            Sourcings.Where(row => row.Material == material && row.Stage == stage && row.Form.StartsWith("as assessed", StringComparison.Ordinal)),
            $"{material}, {stage}");

    /// <summary>Tonnes that the Union imports.</summary>
    public static decimal Imports(string material, string form, string year) =>
        One(ImportRows.Where(row => row.Material == material && row.Form == form && row.Year == year), $"{material}, {form}, {year}")
            .TonnesPerYear;

    /// <summary>Tonnes that the Union consumes, as published or derived.</summary>
    public static decimal Consumption(string material, string figure, string year) =>
        One(ConsumptionTable.Current.Find(material).Where(row => row.Figure == figure && row.Year == year), $"{material}, {figure}, {year}")
            .TonnesPerYear;

    /// <summary>A price.</summary>
    public static PriceRow Price(string material, string form, string date) =>
        One(PriceRows.Where(row => row.Material == material && row.Form == form && row.Date == date), $"{material}, {form}, {date}");

    /// <summary>A strategic project.</summary>
    public static ProjectRow Project(string name) => One(Projects.Where(row => row.Project == name), name);

    private static T One<T>(IEnumerable<T> rows, string what) =>
        rows.ToList() is [var row] ? row : throw new InvalidOperationException($"The tables have not exactly one row for: {what}.");

    private static List<T> AtLeastOne<T>(IEnumerable<T> rows, string what) =>
        rows.ToList() is { Count: > 0 } found ? found : throw new InvalidOperationException($"The tables have no row for: {what}.");
}
