namespace Matchmaking.Engine.Documents;

/// <summary>Turns the JSON of an input into records; says nothing yet about ranges and keys.</summary>
internal static class InputReader
{
    private const int MaxDepth = 16;

    public static MatchingInput? Read(ReadOnlyMemory<byte> utf8, List<InputFault> faults)
    {
        var document = new JsonSections(utf8, MaxDepth);
        var rules = document.Object("rules", ReadRules, new MatchingRules());
        var consumption = document.List("consumption", ReadConsumption, isRequired: false);
        var demands = document.List("demands", ReadDemand);
        var offers = document.List("offers", ReadOffer);
        var excludedPairs = document.List("excludedPairs", ReadExcludedPair, isRequired: false);
        if (!document.TryRead(faults))
            return null;
        return new MatchingInput
        {
            Rules = rules.Value,
            Consumption = consumption.Value,
            Demands = demands.Value,
            Offers = offers.Value,
            ExcludedPairs = excludedPairs.Value,
        };
    }

    private static ExcludedPair ReadExcludedPair(JsonFields fields) => new(fields.Text("demand"u8), fields.Text("offer"u8));

    private static MatchingRules ReadRules(JsonFields fields)
    {
        var defaults = new MatchingRules();
        return new MatchingRules
        {
            Objective = fields.ChoiceOr("objective"u8, Vocabulary.Objectives, defaults.Objective),
            Lot = fields.NumberOr("lot"u8, defaults.Lot),
            Diversification = fields.ObjectOr("diversification"u8, ReadDiversification, defaults.Diversification),
            ExemptCountries = fields.Terms("exemptCountries"u8),
            EligibleOrigins = fields.OptionalTerms("eligibleOrigins"u8),
            Preferences = fields.ObjectOr("preferences"u8, ReadPreferences, defaults.Preferences),
            FreightRate = fields.NumberOr("freightRate"u8, defaults.FreightRate),
            Freight = fields.ListOr("freight"u8, ReadFreight, []),
            NodeLimit = fields.WholeOr("nodeLimit"u8, defaults.NodeLimit),
            TimeLimitSeconds = Clamp(fields.WholeOr("timeLimitSeconds"u8, defaults.TimeLimitSeconds)),
            Seed = fields.TextOr("seed"u8, defaults.Seed),
        };
    }

    private static Diversification ReadDiversification(JsonFields fields)
    {
        var defaults = new Diversification();
        return new Diversification
        {
            Basis = fields.ChoiceOr("basis"u8, Vocabulary.Bases, defaults.Basis),
            CountryShare = fields.OptionalNumber("countryShare"u8, defaults.CountryShare),
            SupplierShare = fields.OptionalNumber("supplierShare"u8),
            LineCountryShare = fields.OptionalNumber("lineCountryShare"u8),
        };
    }

    private static Preferences ReadPreferences(JsonFields fields) => new()
    {
        RecycledBonus = fields.NumberOr("recycledBonus"u8, 0),
        DomesticBonus = fields.NumberOr("domesticBonus"u8, 0),
        StrategicProjectBonus = fields.NumberOr("strategicProjectBonus"u8, 0),
        SmeBonus = fields.NumberOr("smeBonus"u8, 0),
        CarbonPrice = fields.NumberOr("carbonPrice"u8, 0),
    };

    private static Freight ReadFreight(JsonFields fields) => new(fields.Term("from"u8), fields.Term("to"u8), fields.Number("cost"u8));

    private static UnionConsumption ReadConsumption(JsonFields fields) => new()
    {
        Material = fields.Term("material"u8),
        Stage = fields.Term("stage"u8),
        Year = Clamp(fields.Whole("year"u8)),
        Quantity = fields.Number("quantity"u8),
        Imports = fields.ListOr("imports"u8, ReadCountryQuantity, []),
    };

    private static CountryQuantity ReadCountryQuantity(JsonFields fields) => new(fields.Term("country"u8), fields.Number("quantity"u8));

    private static DemandLine ReadDemand(JsonFields fields) => new()
    {
        Id = fields.Text("id"u8),
        Buyer = fields.Term("buyer"u8),
        BuyerGroup = fields.OptionalTerm("buyerGroup"u8),
        Sme = fields.FlagOr("sme"u8, false),
        Material = fields.Term("material"u8),
        Stage = fields.Term("stage"u8),
        Form = fields.Term("form"u8),
        Year = Clamp(fields.Whole("year"u8)),
        Quantity = fields.Number("quantity"u8),
        MinimumQuantity = fields.OptionalNumber("minimumQuantity"u8),
        LimitPrice = fields.OptionalNumber("limitPrice"u8),
        MinPurity = fields.OptionalNumber("minPurity"u8),
        ExcludedOrigins = fields.Terms("excludedOrigins"u8),
        MinSustainabilityScore = fields.OptionalNumber("minSustainabilityScore"u8),
        MaxCarbonFootprint = fields.OptionalNumber("maxCarbonFootprint"u8),
        RecycledOnly = fields.FlagOr("recycledOnly"u8, false),
        Destination = fields.Term("destination"u8),
        ExistingSupply = fields.ListOr("existingSupply"u8, ReadCountryQuantity, []),
    };

    private static SupplyOffer ReadOffer(JsonFields fields) => new()
    {
        Id = fields.Text("id"u8),
        Supplier = fields.Term("supplier"u8),
        SupplierGroup = fields.OptionalTerm("supplierGroup"u8),
        Material = fields.Term("material"u8),
        Stage = fields.Term("stage"u8),
        Form = fields.Term("form"u8),
        Year = Clamp(fields.Whole("year"u8)),
        Quantity = fields.Number("quantity"u8),
        MinimumOrder = fields.OptionalNumber("minimumOrder"u8),
        AskPrice = fields.Number("askPrice"u8),
        PriceBasis = fields.ChoiceOr("priceBasis"u8, Vocabulary.PriceBases, PriceBasis.ExWorks),
        Origin = fields.Term("origin"u8),
        Purity = fields.OptionalNumber("purity"u8),
        SustainabilityScore = fields.OptionalNumber("sustainabilityScore"u8),
        CarbonFootprint = fields.OptionalNumber("carbonFootprint"u8),
        Recycled = fields.FlagOr("recycled"u8, false),
        StrategicProject = fields.FlagOr("strategicProject"u8, false),
    };

    // A figure beyond 32 bits stays out of the range that the rules allow, so it is refused there with its path.
    private static int Clamp(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);
}
