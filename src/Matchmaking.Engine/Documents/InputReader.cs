using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>Turns the JSON of an input into records; says nothing yet about ranges and keys.</summary>
internal static class InputReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    public static MatchingInput? Read(ReadOnlyMemory<byte> utf8, List<InputFault> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return JsonFields.Read(document.RootElement, "$", faults, ReadInput);
        }
        catch (JsonException exception)
        {
            faults.Add(new InputFault(exception.Path ?? "$", InputFault.Invalid, $"is not valid JSON (line {exception.LineNumber + 1})"));
            return null;
        }
    }

    private static MatchingInput ReadInput(JsonFields fields) => new()
    {
        Rules = fields.Object("rules", ReadRules, new MatchingRules()),
        Consumption = fields.ListOr("consumption", ReadConsumption, []),
        Demands = fields.List("demands", ReadDemand),
        Offers = fields.List("offers", ReadOffer),
        ExcludedPairs = fields.ListOr("excludedPairs", pair => new ExcludedPair(pair.Text("demand"), pair.Text("offer")), []),
    };

    private static MatchingRules ReadRules(JsonFields fields)
    {
        var defaults = new MatchingRules();
        return new MatchingRules
        {
            Objective = fields.ChoiceOr("objective", Vocabulary.Objectives, defaults.Objective),
            Lot = fields.NumberOr("lot", defaults.Lot),
            Diversification = fields.Object("diversification", ReadDiversification, () => defaults.Diversification),
            ExemptCountries = fields.Texts("exemptCountries"),
            EligibleOrigins = fields.OptionalTexts("eligibleOrigins"),
            Preferences = fields.Object("preferences", ReadPreferences, () => defaults.Preferences),
            FreightRate = fields.NumberOr("freightRate", defaults.FreightRate),
            Freight = fields.ListOr("freight", ReadFreight, []),
            NodeLimit = fields.WholeOr("nodeLimit", defaults.NodeLimit),
            TimeLimitSeconds = Clamp(fields.WholeOr("timeLimitSeconds", defaults.TimeLimitSeconds)),
            Seed = fields.TextOr("seed", defaults.Seed),
        };
    }

    private static Diversification ReadDiversification(JsonFields fields)
    {
        var defaults = new Diversification();
        return new Diversification
        {
            Basis = fields.ChoiceOr("basis", Vocabulary.Bases, defaults.Basis),
            CountryShare = fields.OptionalNumber("countryShare", defaults.CountryShare),
            SupplierShare = fields.OptionalNumber("supplierShare"),
            LineCountryShare = fields.OptionalNumber("lineCountryShare"),
        };
    }

    private static Preferences ReadPreferences(JsonFields fields) => new()
    {
        RecycledBonus = fields.NumberOr("recycledBonus", 0),
        DomesticBonus = fields.NumberOr("domesticBonus", 0),
        StrategicProjectBonus = fields.NumberOr("strategicProjectBonus", 0),
        SmeBonus = fields.NumberOr("smeBonus", 0),
        CarbonPrice = fields.NumberOr("carbonPrice", 0),
    };

    private static Freight ReadFreight(JsonFields fields) => new(fields.Text("from"), fields.Text("to"), fields.Number("cost"));

    private static UnionConsumption ReadConsumption(JsonFields fields) => new()
    {
        Material = fields.Text("material"),
        Stage = fields.Text("stage"),
        Year = Clamp(fields.Whole("year")),
        Quantity = fields.Number("quantity"),
        Imports = fields.ListOr("imports", ReadCountryQuantity, []),
    };

    private static CountryQuantity ReadCountryQuantity(JsonFields fields) => new(fields.Text("country"), fields.Number("quantity"));

    private static DemandLine ReadDemand(JsonFields fields) => new()
    {
        Id = fields.Text("id"),
        Buyer = fields.Text("buyer"),
        BuyerGroup = fields.OptionalText("buyerGroup"),
        Sme = fields.FlagOr("sme", false),
        Material = fields.Text("material"),
        Stage = fields.Text("stage"),
        Form = fields.Text("form"),
        Year = Clamp(fields.Whole("year")),
        Quantity = fields.Number("quantity"),
        MinimumQuantity = fields.OptionalNumber("minimumQuantity"),
        LimitPrice = fields.OptionalNumber("limitPrice"),
        MinPurity = fields.OptionalNumber("minPurity"),
        ExcludedOrigins = fields.Texts("excludedOrigins"),
        MinSustainabilityScore = fields.OptionalNumber("minSustainabilityScore"),
        MaxCarbonFootprint = fields.OptionalNumber("maxCarbonFootprint"),
        RecycledOnly = fields.FlagOr("recycledOnly", false),
        Destination = fields.Text("destination"),
        ExistingSupply = fields.ListOr("existingSupply", ReadCountryQuantity, []),
    };

    private static SupplyOffer ReadOffer(JsonFields fields) => new()
    {
        Id = fields.Text("id"),
        Supplier = fields.Text("supplier"),
        SupplierGroup = fields.OptionalText("supplierGroup"),
        Material = fields.Text("material"),
        Stage = fields.Text("stage"),
        Form = fields.Text("form"),
        Year = Clamp(fields.Whole("year")),
        Quantity = fields.Number("quantity"),
        MinimumOrder = fields.OptionalNumber("minimumOrder"),
        AskPrice = fields.Number("askPrice"),
        PriceBasis = fields.ChoiceOr("priceBasis", Vocabulary.PriceBases, PriceBasis.ExWorks),
        Origin = fields.Text("origin"),
        Purity = fields.OptionalNumber("purity"),
        SustainabilityScore = fields.OptionalNumber("sustainabilityScore"),
        CarbonFootprint = fields.OptionalNumber("carbonFootprint"),
        Recycled = fields.FlagOr("recycled", false),
        StrategicProject = fields.FlagOr("strategicProject", false),
    };

    // A figure beyond 32 bits stays out of the range that the rules allow, so it is refused there with its path.
    private static int Clamp(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);
}
