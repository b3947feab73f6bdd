using Matchmaking.Api.Lines;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demo;

/// <summary>Round 1: lithium, cobalt, nickel, graphite and manganese for batteries, from the default origins.</summary>
internal static class BatteryRound
{
    private const string Hydroxide = "lithium-hydroxide-monohydrate", Carbonate = "lithium-carbonate";
    private const string CobaltSulphate = "cobalt-sulphate-heptahydrate", CobaltMetal = "cobalt-cathode";
    private const string NickelSulphate = "nickel-sulphate-hexahydrate", NickelMetal = "nickel-class-1";
    private const string Flake = "natural-flake-graphite-concentrate";
    private const string ManganeseSulphate = "high-purity-manganese-sulphate-monohydrate";

    public static DemoRound Create()
    {
        DemoGroup[] groups = [Lithium(), Cobalt(), Nickel(), Graphite(), Manganese()];
        return new DemoRound(
            new DefineRound
            {
                Title = "Battery materials 2028-2032",
                Type = RoundType.Diversification,
                Coverage = DemoRules.Coverage(groups),
                Rules = DemoRules.Of(DiversificationBasis.Demand),
                RuleReason = "The benchmark of Article 5(1) of Regulation (EU) 2024/1252: not more than 65 % from a single third country. "
                    + "Chile supplies 79 % of the Union's lithium today.",
                Consumption = DemoRules.Consumption(groups),
                Benchmarks = [new Benchmark { Index = DemoPrices.NickelIndex, Price = DemoPrices.Of(NickelMetal) }],
            },
            groups,
            "Basis 'demand': no third country may serve more than 65 % of the demand that some offer fits.");
    }

    // Chile offers most and cheapest; the refineries of strategic projects are dearer. Three start-ups want material with a good sustainability
    // score; together they reach the smallest order of the one project that has it.
    private static DemoGroup Lithium() => new GroupBuilder("lithium", Stage.Processing)
        .Buy("Cathode maker 1 (PL)", Hydroxide, 16, limit: 112)
        .Buy("Cathode maker 2 (HU)", Hydroxide, 13, limit: 112)
        .Buy("Cathode maker 3 (DE)", Hydroxide, 12, limit: 104)
        .Buy("Cell maker 1 (FR)", Hydroxide, 8, limit: 110)
        .Buy("Cell maker 2 (SE)", Hydroxide, 5, limit: 98)
        .Buy("Battery start-up 1 (CZ)", Hydroxide, 2, limit: 130, line => line with { MinSustainabilityScore = 70 }, sme: true)
        .Buy("Battery start-up 2 (SI)", Hydroxide, 2, limit: 130, line => line with { MinSustainabilityScore = 70 }, sme: true)
        .Buy("Battery start-up 3 (IE)", Hydroxide, 2, limit: 130, line => line with { MinSustainabilityScore = 70 }, sme: true)
        .Buy("Cathode maker 4 (FI)", Carbonate, 14, limit: 115)
        .Buy("Cathode maker 1 (PL)", Carbonate, 8, limit: 112)
        .Buy("Cathode maker 5 (ES)", Carbonate, 10, limit: 104)
        .Buy("Glass maker 1 (IT)", Carbonate, 5, limit: 118)
        .Buy("Ceramics maker 1 (PT)", Carbonate, 3, limit: 120, sme: true)
        .Sell("Lithium producer 1 (CL)", Hydroxide, 20, ask: 90)
        .Sell("Lithium producer 2 (CL)", Hydroxide, 15, ask: 91)
        .Sell("Lithium producer 3 (CL)", Hydroxide, 15, ask: 92)
        .Sell("Lithium producer 1 (CL)", Carbonate, 20, ask: 88)
        .Sell("Lithium producer 2 (CL)", Carbonate, 15, ask: 89)
        .Sell("Lithium producer 3 (CL)", Carbonate, 15, ask: 90, offer => offer with { MinimumOrder = 500 })
        .Sell("Lithium producer 1 (AR)", Carbonate, 60, ask: 96)
        .Sell("Lithium producer 2 (AR)", Carbonate, 40, ask: 99, offer => offer with { MinimumOrder = 300 })
        .Sell("Lithium producer 1 (AU)", Hydroxide, 100, ask: 97)
        .Project("Lithium project 1 (FI)", "KELIBER LITHIUM", Hydroxide, ask: 118, offer => offer with
        {
            MinimumOrder = 300,
            SustainabilityScore = 82,
        })
        .Project("Lithium project 2 (DE)", "Lithium Hydroxide Converter Guben", Hydroxide, ask: 108)
        .Project("Lithium project 3 (PT)", "Lift One", Hydroxide, ask: 111)
        .Project("Lithium project 4 (CZ)", "Cínovec lithium project", Carbonate, ask: 106)
        .Build();

    // Most of it is refined in Finland and Belgium, to which the rule does not apply. Recycled metal is short, and so is cathode.
    private static DemoGroup Cobalt() => new GroupBuilder("cobalt", Stage.Processing)
        .Buy("Cathode maker 1 (PL)", CobaltSulphate, 20, limit: 115)
        .Buy("Cathode maker 2 (HU)", CobaltSulphate, 18, limit: 115, line => line with { ExcludedOrigins = ["CD"] })
        .Buy("Cathode maker 3 (DE)", CobaltSulphate, 20, limit: 112)
        .Buy("Cathode maker 6 (FR)", CobaltSulphate, 12, limit: 130, line => line with { RecycledOnly = true })
        .Buy("Superalloy maker 1 (DE)", CobaltMetal, 14, limit: 118)
        .Buy("Superalloy maker 2 (IT)", CobaltMetal, 8, limit: 118)
        .Buy("Hard metal maker 1 (AT)", CobaltMetal, 6, limit: 120, sme: true)
        .Buy("Pigment maker 1 (ES)", CobaltMetal, 2, limit: 70, sme: true)
        .Sell("Cobalt refiner 1 (FI)", CobaltSulphate, 70, ask: 101)
        .Sell("Cobalt refiner 2 (FI)", CobaltMetal, 30, ask: 102)
        .Sell("Cobalt refiner 1 (BE)", CobaltSulphate, 60, ask: 102)
        .Sell("Cobalt refiner 2 (BE)", CobaltMetal, 40, ask: 103)
        .Sell("Cobalt refiner 1 (CA)", CobaltMetal, 100, ask: 97, offer => offer with { MinimumOrder = 25 })
        .Sell("Cobalt refiner 1 (NO)", CobaltMetal, 100, ask: 103)
        .Sell("Cobalt producer 1 (CD)", CobaltSulphate, 100, ask: 90)
        .Project("Cobalt project 1 (FI)", "Jervois Finland Cobalt Refinery Expansion Project", CobaltSulphate, ask: 104)
        .Project("Cobalt project 2 (ZM)", "Kobaloni Energy Zambia Ltd", CobaltSulphate, ask: 95)
        .Project("Cobalt recycler 1 (PL)", "POLVOLT", CobaltSulphate, ask: 107, offer => offer with { Recycled = true })
        .Build();

    // Traded on an index. Sulphate of a purity that nobody offers stays unfilled.
    private static DemoGroup Nickel() => new GroupBuilder("nickel", Stage.Processing)
        .Buy("Cathode maker 1 (PL)", NickelSulphate, 20, limit: null, line => line with { Price = Index(900) })
        .Buy("Cathode maker 2 (HU)", NickelSulphate, 16, limit: 108)
        .Buy("Cathode maker 3 (DE)", NickelSulphate, 14, limit: 108)
        .Buy("Cathode maker 7 (SE)", NickelSulphate, 10, limit: 115, line => line with { MinPurity = 99.99m })
        .Buy("Superalloy maker 1 (DE)", NickelMetal, 12, limit: 106)
        .Buy("Superalloy maker 3 (FR)", NickelMetal, 12, limit: 106)
        .Buy("Precursor maker 1 (FI)", NickelMetal, 13, limit: 105)
        .Buy("Plating shop 1 (IT)", NickelMetal, 3, limit: 110, sme: true)
        .Sell("Nickel refiner 1 (FI)", NickelSulphate, 100, ask: 102, offer => offer with { Purity = 99.9m })
        .Sell("Nickel refiner 1 (AU)", NickelSulphate, 50, ask: 98, offer => offer with { Purity = 99.8m })
        .Sell("Nickel refiner 2 (AU)", NickelMetal, 50, ask: 98)
        .Sell("Nickel refiner 1 (CA)", NickelMetal, 60, ask: 0, offer => offer with { AskPrice = null, Price = Index(-250) })
        .Sell("Nickel refiner 2 (CA)", NickelMetal, 40, ask: 96, offer => offer with { MinimumOrder = 800 })
        .Sell("Nickel refiner 1 (NO)", NickelMetal, 100, ask: 101)
        .Project("Nickel recycler 1 (ES)", "CirCular", NickelSulphate, ask: 105, offer => offer with { Recycled = true, Purity = 99.9m })
        .Build();

    // Kazakhstan and Greenland share the market below the cap: Greenland is a third country for the rule, too. One anode maker wants all or
    // nothing of what is not from there.
    private static DemoGroup Graphite() => new GroupBuilder("graphite", Stage.Extraction)
        .Buy("Anode maker 1 (SE)", Flake, 26, limit: 125)
        .Buy("Anode maker 2 (DE)", Flake, 22, limit: 125)
        .Buy("Anode maker 3 (HU)", Flake, 15, limit: 120)
        .Buy("Anode maker 4 (FR)", Flake, 7, limit: 112, line => line with { ExcludedOrigins = ["GL", "KZ"], MinimumQuantity = 600 })
        .Buy("Refractory maker 1 (AT)", Flake, 14, limit: 115)
        .Buy("Refractory maker 2 (CZ)", Flake, 9, limit: 115)
        .Buy("Foundry supplier 1 (IT)", Flake, 3, limit: 118, sme: true)
        .Buy("Foundry supplier 2 (ES)", Flake, 3, limit: 118, sme: true)
        .Buy("Lubricant maker 1 (SI)", Flake, 1, limit: 130, sme: true)
        .Sell("Graphite mine 1 (CA)", Flake, 100, ask: 96)
        .Sell("Graphite mine 1 (NO)", Flake, 100, ask: 100)
        .Project("Graphite project 1 (KZ)", "Sarytogan Graphite Project", Flake, ask: 95, offer => offer with { MinimumOrder = 2_000 })
        .Project("Graphite project 2 (GL)", "Greenland Graphite / Norgraph", Flake, ask: 104, offer => offer with { MinimumOrder = 3_000 })
        .Project("Graphite project 3 (SE)", "Talga Natural Graphite ONE", Flake, ask: 117, offer => offer with { SustainabilityScore = 88 })
        .Project("Graphite project 4 (RO)", "SALROM Baia de Fier", Flake, ask: 140)
        .Build();

    // One project in South Africa could serve everybody; all others together reach a quarter of the demand.
    private static DemoGroup Manganese() => new GroupBuilder("manganese", Stage.Processing)
        .Buy("Cathode maker 1 (PL)", ManganeseSulphate, 28, limit: 130)
        .Buy("Cathode maker 2 (HU)", ManganeseSulphate, 24, limit: 130)
        .Buy("Cathode maker 3 (DE)", ManganeseSulphate, 20, limit: 125)
        .Buy("Cathode maker 4 (FI)", ManganeseSulphate, 16, limit: 112)
        .Buy("Cathode maker 5 (ES)", ManganeseSulphate, 12, limit: 112)
        .Project("Manganese project 1 (ZA)", "Zandkopsdrift", ManganeseSulphate, ask: 90, offer => offer with { MinimumOrder = 500 })
        .Project("Manganese project 2 (CZ)", "Chvaletice Manganese Project", ManganeseSulphate, ask: 120)
        .Project("Manganese recycler 1 (FR)", "Hydrometallurgy", ManganeseSulphate, ask: 122, offer => offer with { Recycled = true })
        .Build();

    private static PriceTerms Index(decimal premium) => new() { Kind = PriceKind.Index, Index = DemoPrices.NickelIndex, Premium = premium };
}
