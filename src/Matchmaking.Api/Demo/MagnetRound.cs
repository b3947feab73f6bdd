using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demo;

/// <summary>Round 2: magnet rare earths, magnesium and gallium, in a round that is opened wider.</summary>
internal static class MagnetRound
{
    private const string Neodymium = "rare-earth-magnet-neodymium", NdPrOxide = "ndpr-oxide", NdOxide = "neodymium-oxide";
    private const string Dysprosium = "rare-earth-magnet-dysprosium", DyOxide = "dysprosium-oxide";
    private const string Terbium = "rare-earth-magnet-terbium", TbOxide = "terbium-oxide";
    private const string Ingot = "primary-magnesium-ingot", Alloy = "magnesium-alloy-ingot";
    private const string Gallium4N = "gallium-metal-4n", Gallium6N = "gallium-metal-6n";

    private const string ReeMap = "ReeMAP Project: Malmberget, Per Geijer and Luleå Industrial Park";

    private static readonly string[] Further = ["BR", "CN", "GB", "IL", "IN", "MY", "TR", "US"];

    public static DemoRound Create()
    {
        DemoGroup[] groups = [Neodymiums(), Dysprosiums(), Terbiums(), Magnesiums(), Galliums()];
        return new DemoRound(
            new DefineRound
            {
                Title = "Magnet rare earths, magnesium and gallium 2028-2032",
                Type = RoundType.Diversification,
                Coverage = DemoRules.Coverage(groups),
                Rules = DemoRules.Of(DiversificationBasis.Matched) with
                {
                    EligibleOrigins = [.. Countries.Current.DefaultOrigins.Concat(Further).Order(StringComparer.Ordinal)],
                },
                RuleReason = "China refines nearly all of these materials. Of what is matched, not more than 65 % may come from one third "
                    + "country, so that every tonne from there brings more than half a tonne from elsewhere with it.",
                OriginsReason = "The Union, its partners and the overseas territories cannot serve this demand: no dysprosium or terbium oxide "
                    + "and hardly any magnesium or gallium is refined there. Opened to the countries that refine these materials.",
                Consumption = DemoRules.Consumption(groups),
            },
            groups,
            "Basis 'matched': of what is matched, no third country may supply more than 65 %. Where nobody else offers, that costs quantity.");
    }

    // Europe's planned separation plants and recyclers are dearer, but with them everybody is served.
    private static DemoGroup Neodymiums() => new GroupBuilder(Neodymium, Stage.Processing)
        .Buy("Magnet maker 1 (DE)", NdPrOxide, 24, limit: 130)
        .Buy("Magnet maker 2 (SI)", NdPrOxide, 18, limit: 125)
        .Buy("Magnet maker 3 (DE)", NdPrOxide, 14, limit: 125)
        .Buy("Magnet maker 4 (EE)", NdPrOxide, 12, limit: 120)
        .Buy("Magnet maker 5 (FI)", NdPrOxide, 6, limit: 130, line => line with { RecycledOnly = true })
        .Buy("Motor maker 1 (FR)", NdPrOxide, 4, limit: 125, sme: true)
        .Buy("Motor maker 2 (AT)", NdPrOxide, 2, limit: 125, sme: true)
        .Buy("Alloy maker 1 (FR)", NdOxide, 12, limit: 120)
        .Buy("Laser glass maker 1 (DE)", NdOxide, 5, limit: 130, line => line with { MinPurity = 99.9m })
        .Buy("Catalyst maker 1 (BE)", NdOxide, 3, limit: 118)
        .Sell("Rare earth refiner 1 (CN)", NdPrOxide, 50, ask: 92)
        .Sell("Rare earth refiner 2 (CN)", NdPrOxide, 30, ask: 93)
        .Sell("Rare earth refiner 3 (CN)", NdOxide, 20, ask: 92, offer => offer with { Purity = 99.95m })
        .Sell("Rare earth refiner 1 (MY)", NdPrOxide, 100, ask: 104)
        .Sell("Rare earth refiner 1 (US)", NdPrOxide, 100, ask: 112)
        .Sell("Rare earth refiner 1 (IN)", NdOxide, 100, ask: 101, offer => offer with { Purity = 99.5m })
        .Project("Rare earth project 1 (FR)", "CAREMAG", NdPrOxide, ask: 112, offer => offer with { MinimumOrder = 40 })
        .Project("Rare earth project 2 (PL)", "Pulawy Rare Earths Separation Plant", NdPrOxide, ask: 115, offer => offer with { MinimumOrder = 40 })
        .Project("Rare earth project 3 (SE)", ReeMap, NdOxide, ask: 114, offer => offer with { Purity = 99.5m })
        .Project("Magnet recycler 1 (FR)", "MagFactory", NdPrOxide, ask: 118, offer => offer with { Recycled = true })
        .Project("Magnet recycler 2 (IT)", "LIFE22-ENV-IT-INSPIREE", NdPrOxide, ask: 121, offer => offer with { Recycled = true, MinimumOrder = 5 })
        .Build();

    private static DemoGroup Dysprosiums() => new GroupBuilder(Dysprosium, Stage.Processing)
        .Buy("Magnet maker 1 (DE)", DyOxide, 34, limit: 140)
        .Buy("Magnet maker 2 (SI)", DyOxide, 26, limit: 135)
        .Buy("Magnet maker 3 (DE)", DyOxide, 22, limit: 130)
        .Buy("Magnet maker 4 (EE)", DyOxide, 12, limit: 125)
        .Buy("Motor maker 1 (FR)", DyOxide, 6, limit: 135, sme: true)
        .Sell("Rare earth refiner 1 (CN)", DyOxide, 60, ask: 95)
        .Sell("Rare earth refiner 2 (CN)", DyOxide, 40, ask: 97)
        .Project("Rare earth project 1 (FR)", "CAREMAG", DyOxide, ask: 118)
        .Project("Magnet recycler 1 (FR)", "MagFactory", DyOxide, ask: 120, offer => offer with { Recycled = true })
        .Build();

    private static DemoGroup Terbiums() => new GroupBuilder(Terbium, Stage.Processing)
        .Buy("Magnet maker 1 (DE)", TbOxide, 45, limit: 130)
        .Buy("Magnet maker 2 (SI)", TbOxide, 30, limit: 130)
        .Buy("Magnet maker 3 (DE)", TbOxide, 25, limit: 125)
        .Sell("Rare earth refiner 1 (CN)", TbOxide, 100, ask: 95)
        .Project("Rare earth project 1 (FR)", "CAREMAG", TbOxide, ask: 115)
        .Build();

    // A foundry that accepts no Chinese metal, and a steel maker who can pay no other.
    private static DemoGroup Magnesiums() => new GroupBuilder("magnesium", Stage.Processing)
        .Buy("Aluminium alloy maker 1 (DE)", Ingot, 22, limit: 150)
        .Buy("Aluminium alloy maker 2 (AT)", Ingot, 16, limit: 140)
        .Buy("Aluminium alloy maker 3 (FR)", Ingot, 12, limit: 140)
        .Buy("Aluminium alloy maker 4 (ES)", Ingot, 10, limit: 135)
        .Buy("Steel maker 1 (BE)", Ingot, 8, limit: 105)
        .Buy("Foundry 1 (SE)", Ingot, 2, limit: 160, line => line with { ExcludedOrigins = ["CN"] })
        .Buy("Die caster 1 (DE)", Alloy, 12, limit: 130)
        .Buy("Die caster 2 (IT)", Alloy, 9, limit: 130)
        .Buy("Die caster 3 (PL)", Alloy, 4, limit: 125, sme: true)
        .Buy("Die caster 4 (CZ)", Alloy, 3, limit: 125, sme: true)
        .Buy("Die caster 5 (PT)", Alloy, 2, limit: 125, line => line with { RecycledOnly = true }, sme: true)
        .Sell("Magnesium smelter 1 (CN)", Ingot, 45, ask: 88)
        .Sell("Magnesium smelter 2 (CN)", Ingot, 30, ask: 90)
        .Sell("Magnesium smelter 3 (CN)", Alloy, 25, ask: 95)
        .Sell("Magnesium smelter 1 (BR)", Ingot, 100, ask: 112)
        .Sell("Magnesium smelter 1 (IL)", Alloy, 100, ask: 108)
        .Sell("Magnesium smelter 1 (KZ)", Ingot, 100, ask: 104)
        .Sell("Magnesium smelter 1 (TR)", Ingot, 100, ask: 106)
        .Sell("Magnesium recycler 1 (US)", Alloy, 100, ask: 110, offer => offer with { Recycled = true, MinimumOrder = 500 })
        .Project("Magnesium project 1 (RO)", "Verde Magnesium", Ingot, ask: 124, offer => offer with { MinimumOrder = 800 })
        .Build();

    // Refined to six nines outside China, to four nines inside.
    private static DemoGroup Galliums() => new GroupBuilder("gallium", Stage.Processing)
        .Buy("Optics maker 1 (DE)", Gallium4N, 30, limit: 125)
        .Buy("Wafer maker 1 (FR)", Gallium4N, 20, limit: 125)
        .Buy("Magnet maker 1 (DE)", Gallium4N, 15, limit: 120)
        .Buy("Solar cell maker 1 (ES)", Gallium4N, 10, limit: 120, sme: true)
        .Buy("Chip maker 1 (NL)", Gallium6N, 12, limit: 150)
        .Buy("Chip maker 2 (DE)", Gallium6N, 8, limit: 150)
        .Buy("LED maker 1 (AT)", Gallium6N, 5, limit: 145)
        .Sell("Gallium producer 1 (CN)", Gallium4N, 60, ask: 85)
        .Sell("Gallium producer 2 (CN)", Gallium4N, 40, ask: 87)
        .Sell("Gallium refiner 1 (GB)", Gallium6N, 100, ask: 135)
        .Sell("Gallium refiner 1 (US)", Gallium6N, 100, ask: 138)
        .Sell("Gallium refiner 1 (DE)", Gallium6N, 100, ask: 130)
        .Project("Gallium project 1 (GR)", "BAUX-EU, GALLANT and LEADER", Gallium4N, ask: 112, offer => offer with { MinimumOrder = 0.4m })
        .Build();
}
