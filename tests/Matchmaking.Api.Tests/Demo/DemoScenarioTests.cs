using System.Globalization;
using Matchmaking.Api.Demo;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Tests.Reference;

namespace Matchmaking.Api.Tests.Demo;

/// <summary>Every figure of the scenario leads back to a row of the tables: here the way is gone a second time, in plain arithmetic.</summary>
public class DemoScenarioTests
{
    private const decimal OfProduction = 0.02m, OfProject = 0.10m, OfUse = 0.10m, Dollars = 1.13m;

    private static readonly IReadOnlyList<DemoGroup> Groups = [.. DemoScenario.Rounds.SelectMany(round => round.Groups)];

    [Fact]
    public void Two_rounds_of_five_groups_have_a_readable_number_of_lines()
    {
        Assert.Equal([5, 5], DemoScenario.Rounds.Select(round => round.Groups.Count));
        Assert.InRange(Groups.Sum(group => group.Demands.Count + group.Offers.Count), 60, 150);
    }

    [Theory]
    [InlineData("lithium", "lithium chemicals (IEA)", "2024", "CL", 5.323)]
    [InlineData("lithium", "lithium chemicals (IEA)", "2024", "AR", 5.323)]
    [InlineData("cobalt", "refined cobalt (IEA)", "2024", "CA", 1)]
    [InlineData("nickel", "refined nickel, all classes (IEA)", "2024", "AU", 1)]
    [InlineData("graphite", "natural graphite", "2025", "NO", 0.95)]
    [InlineData("magnesium", "primary magnesium", "2025", "CN", 1)]
    [InlineData("magnesium", "secondary magnesium (new and old scrap)", "2024", "US", 1)]
    [InlineData("gallium", "primary low-purity gallium", "2025", "CN", 1)]
    [InlineData("rare-earth-magnet-neodymium", "magnet rare earths only: Nd, Pr, Dy, Tb (IEA)", "2024", "MY", 0.73 * 1.1664, "rare-earths-magnet")]
    [InlineData("rare-earth-magnet-terbium", "magnet rare earths only: Nd, Pr, Dy, Tb (IEA)", "2024", "CN", 0.006 * 1.1762, "rare-earths-magnet")]
    public void Producers_offer_a_fiftieth_of_their_country_s_production(
        string material, string form, string year, string country, double content, string? row = null)
    {
        (string, string)[] key = [("material", row ?? material), ("form", form), ("year", year), ("country", country)];
        // Mined and separated rare earths have one name.
        var tonnes = Cell("supply", "tonnes", row is null ? key : [.. key, ("stage", "processing")]);

        Assert.Equal(tonnes * (decimal)content * OfProduction, Offered(material, country), Tolerance);
    }

    [Theory]
    [InlineData("manganese", "ZA", 100_000, 0.3251)]
    [InlineData("cobalt", "ZM", 6_000, 0.2097)]
    [InlineData("graphite", "GL", 80_000, 0.95)]
    [InlineData("graphite", "KZ", 50_000, 0.95)]
    public void Projects_offer_a_tenth_of_the_output_they_published(string material, string country, double tonnes, double content)
    {
        var published = Rows("strategic_projects").Single(row =>
            row["country"].Split(';').Contains(country) && row["materials"].Split(';').Contains(material) && row["expected_output"] != "");

        Assert.Contains(tonnes.ToString("N0", CultureInfo.InvariantCulture), published["expected_output"]);
        Assert.Equal((decimal)tonnes * (decimal)content * OfProject, Offered(material, country), Tolerance);
    }

    [Theory]
    [InlineData("cobalt", "BE", 29)]
    [InlineData("nickel", "NO", 10)]
    [InlineData("gallium", "GB", 9)]
    [InlineData("rare-earth-magnet-neodymium", "IN", 2)]
    public void Where_production_is_not_known_a_country_offers_its_share_of_the_union_s_supply(string material, string country, double percent)
    {
        var share = Rows("eu_sourcing").Single(row =>
            row["material"] == material && row["country"] == country && row["stage"] == "processing"
            && row["form"].StartsWith("as assessed", StringComparison.Ordinal));

        Assert.Equal((decimal)percent, Number(share["share_of_eu_sourcing_percent"]));
        Assert.Equal(DemoFigures.Use(material) * OfUse * (decimal)percent / 100, Offered(material, country), Tolerance);
    }

    [Theory]
    [InlineData("lithium", 60_000)]
    [InlineData("graphite", 100_000 * 0.95)]
    [InlineData("magnesium", 160_000)]
    [InlineData("cobalt", 13_901)]
    [InlineData("nickel", 180_608 * 0.2)]
    [InlineData("manganese", 112_632 * 0.2)]
    [InlineData("rare-earth-magnet-neodymium", 19_000 * 0.2799)]
    [InlineData("rare-earth-magnet-dysprosium", 190)]
    [InlineData("rare-earth-magnet-terbium", 38)]
    [InlineData("gallium", 909 * 0.05)]
    public void Buyers_ask_for_a_tenth_of_what_the_union_uses(string material, double use)
    {
        Assert.Equal((decimal)use * OfUse, Group(material).Demands.Sum(line => line.Terms.Quantity), Tolerance);
    }

    [Theory]
    [InlineData("lithium-hydroxide-monohydrate", "lithium", "export unit value: Lithium oxide & hydroxide (HS 282520)", "2024", 0.8804)]
    [InlineData("lithium-carbonate", "lithium", "export unit value: Lithium carbonate (HS 283691)", "2024", 1)]
    [InlineData("cobalt-cathode", "cobalt", "cobalt, LME cash", "2025", 0.45359237 / 1000)]
    [InlineData("ndpr-oxide", "rare-earths-magnet", "neodymium-praseodymium (NdPr) oxide 99% min", "2025", 0.75 / 1000)]
    [InlineData("primary-magnesium-ingot", "magnesium", "magnesium, European free market", "2025", 1)]
    [InlineData("gallium-metal-4n", "gallium", "gallium metal, average unit value of U.S. imports", "2025", 0.001)]
    public void Prices_are_those_of_the_table_per_tonne_of_reference_content(string form, string material, string priced, string date, double unit)
    {
        var price = Cell("prices", "price", ("material", material), ("form", priced), ("date", date));

        Assert.Equal(price / Dollars / (decimal)unit, DemoPrices.Of(form), (a, b) => Math.Abs(a - b) < 0.01m * Math.Max(1, a / 1_000));
    }

    [Fact]
    public void Chile_s_existing_imports_are_its_share_of_what_is_not_contracted_anew()
    {
        var lithium = DemoScenario.Rounds[0].Definition.Consumption.Single(entry => entry.Material == "lithium");

        Assert.Equal(60_000, lithium.Quantity);
        Assert.Equal(60_000 * 0.9m * 0.79m, lithium.Imports.Single(entry => entry.Country == "CL").Quantity);
    }

    [Fact]
    public void The_first_round_keeps_to_the_default_origins_and_the_second_says_why_it_does_not()
    {
        var origins = Countries.Current.DefaultOrigins.ToHashSet();

        Assert.Null(DemoScenario.Rounds[0].Definition.OriginsReason);
        Assert.All(DemoScenario.Rounds[0].Groups.SelectMany(group => group.Offers), offer => Assert.Contains(offer.Terms.Origin, origins));
        Assert.NotNull(DemoScenario.Rounds[1].Definition.OriginsReason);
        Assert.Contains(DemoScenario.Rounds[1].Groups.SelectMany(group => group.Offers), offer => !origins.Contains(offer.Terms.Origin));
    }

    [Fact]
    public void No_company_carries_the_name_of_a_project_or_its_promoter()
    {
        var buyers = Groups.SelectMany(group => group.Demands).Select(line => line.Buyer.Name);
        var names = buyers.Concat(Groups.SelectMany(group => group.Offers).Select(offer => offer.Supplier.Name)).Distinct().ToList();

        Assert.All(names, name => Assert.Matches(@"^[A-Z][A-Za-z -]+ \d \([A-Z]{2}\)$", name));
        var promoters = Rows("strategic_projects").Select(row => row["promoter"]);
        Assert.All(promoters, promoter => Assert.DoesNotContain(names, name => name.Contains(promoter, StringComparison.OrdinalIgnoreCase)));
    }

    // Half of the last decimal that companies name.
    private static bool Tolerance(decimal expected, decimal actual) =>
        Math.Abs(expected - actual) <= (expected >= 1_000 ? 0.5m : expected >= 10 ? 0.05m : 0.0005m);

    private static DemoGroup Group(string material) => Groups.Single(group => group.Material == material);

    // A strategic project in the same country offers besides its producers.
    private static decimal Offered(string material, string country)
    {
        var offers = Group(material).Offers.Where(offer => offer.Terms.Origin == country).ToList();
        var onlyProjects = offers.All(offer => offer.Terms.StrategicProject);
        return offers.Where(offer => offer.Terms.StrategicProject == onlyProjects).Sum(offer => offer.Terms.Quantity);
    }

    private static decimal Cell(string table, string column, params (string Name, string Value)[] key) =>
        Number(Rows(table).Single(row => key.All(cell => row[cell.Name] == cell.Value))[column]);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string table) =>
        ReferenceTable.Read(typeof(Materials).Assembly, $"Demo/Data/{table}.csv");
}
