namespace Matchmaking.Api.Demo;

/// <summary>The market price of a form, from <c>prices.csv</c>; the scenario's asks and limits are per cent of it.</summary>
public static class DemoPrices
{
    /// <summary>Name of the index that nickel is traded on.</summary>
    public const string NickelIndex = "Nickel, LME basis, monthly average";

    /// <summary>Euro per tonne of reference content, in whole cents.</summary>
    public static decimal Of(string form) => decimal.Round(Found(form), 2, MidpointRounding.AwayFromZero);

    private static decimal Found(string form) => form switch
    {
        "lithium-hydroxide-monohydrate" =>
            PerContent(form, Rows("lithium", "export unit value: Lithium oxide & hydroxide (HS 282520)", "2024")),
        "lithium-carbonate" =>
            PerContent(form, Rows("lithium", "export unit value: Lithium carbonate (HS 283691)", "2024")),
        // Chemicals of cobalt and nickel are priced by the metal in them.
        "cobalt-sulphate-heptahydrate" or "cobalt-cathode" => Average(Rows("cobalt", "cobalt, LME cash", "2025")),
        "nickel-sulphate-hexahydrate" or "nickel-class-1" =>
            Average(Rows("nickel", "Global nickel benchmark price (IMF, LME-basis)", "2026-06")),
        "high-purity-manganese-sulphate-monohydrate" =>
            PerContent(form, Rows("manganese", "battery-grade manganese sulphate, China spot average", "2024-12-27")),
        "natural-flake-graphite-concentrate" =>
            PerContent(form, Rows("graphite", "flake graphite, U.S. import unit value (foreign ports)", "2025")),
        "neodymium-oxide" => PerContent(form, Rows("rare-earth-magnet-neodymium", "neodymium oxide 99.5% min", "2025")),
        // Per tonne of the neodymium oxide in it: the praseodymium is paid for with it.
        "ndpr-oxide" => PerContent(form, Rows("rare-earths-magnet", "neodymium-praseodymium (NdPr) oxide 99% min", "2025")),
        "dysprosium-oxide" => PerContent(form, Range("rare-earth-magnet-dysprosium", "dysprosium oxide 99.5%, Europe", "2025-05-06")),
        "terbium-oxide" => PerContent(form, Range("rare-earth-magnet-terbium", "terbium oxide 99.99%, Europe", "2025-05-06")),
        "primary-magnesium-ingot" => PerContent(form, Rows("magnesium", "magnesium, European free market", "2025")),
        // An alloy is priced by the magnesium in it.
        "magnesium-alloy-ingot" => Average(Rows("magnesium", "magnesium, European free market", "2025")),
        "gallium-metal-4n" or "gallium-metal-6n" =>
            PerContent(form, Rows("gallium", "gallium metal, average unit value of U.S. imports", "2025")),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "The demo has no price."),
    };

    private static PriceRow[] Rows(string material, string form, string date) => [DemoTables.Price(material, form, date)];

    private static PriceRow[] Range(string material, string form, string date) =>
        [DemoTables.Price(material, form + " (low)", date), DemoTables.Price(material, form + " (high)", date)];

    private static decimal PerContent(string form, PriceRow[] rows) => Average(rows) / DemoFigures.Content(form);

    private static decimal Average(PriceRow[] rows) => rows.Average(EuroPerTonne);

    private static decimal EuroPerTonne(PriceRow row) => row.Price * PerTonne(row.Unit) / PerEuro(row.Currency);

    private static decimal PerTonne(string unit) => unit switch
    {
        "per t" or "per t product weight" => 1,
        "per kg" => 1000,
        "per lb" => 1000 / DemoFigures.KgPerPound,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "The demo does not know this unit."),
    };

    private static decimal PerEuro(string currency) => currency switch
    {
        "USD" => DemoFigures.UsdPerEuro,
        "CNY" => DemoFigures.CnyPerEuro,
        _ => throw new ArgumentOutOfRangeException(nameof(currency), currency, "The demo does not know this currency."),
    };
}
