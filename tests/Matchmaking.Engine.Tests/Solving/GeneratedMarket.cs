using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Larger instances from a seed, shaped a little like the market, that the twin is too slow for.</summary>
internal static class GeneratedMarket
{
    private static readonly string[] Origins = ["CN", "CL", "AU", "DE", "ZA", "CA", "NO"];
    private static readonly string[] Destinations = ["DE", "FR", "PL"];

    /// <summary>Lines and offers of one group and some forms; some of each have minimums where asked for.</summary>
    public static MatchingInput Create(int seed, int lines, int offers, bool withMinimums, string material = "gallium")
    {
        var random = new Random(seed);
        return new MatchingInput
        {
            Rules = new MatchingRules
            {
                Seed = $"seed {seed}",
                Diversification = new Diversification { SupplierShare = 0.3m },
                ExemptCountries = ["DE", "NO"],
                Preferences = new Preferences { DomesticBonus = 12.5m, SmeBonus = 3, RecycledBonus = 20, CarbonPrice = 0.75m },
                Freight = [.. Origins.SelectMany(from => Destinations.Select(to => new Freight(from, to, random.Next(5, 60))))],
            },
            Demands = [.. Enumerable.Range(0, lines).Select(number => new DemandLine
            {
                Id = $"{material}-line-{number}",
                Buyer = $"buyer-{number}",
                Sme = random.Next(3) == 0,
                Material = material,
                Stage = "processing",
                Form = Form(random),
                Year = 2027,
                Quantity = random.Next(1, 4_000) * 0.25m,
                MinimumQuantity = withMinimums && random.Next(10) == 0 ? 0.25m : null,
                LimitPrice = random.Next(4) == 0 ? random.Next(900, 1_100) : null,
                MinPurity = random.Next(3) == 0 ? 99.5m : null,
                ExcludedOrigins = random.Next(5) == 0 ? [Origins[random.Next(Origins.Length)]] : [],
                MaxCarbonFootprint = random.Next(6) == 0 ? 12 : null,
                Destination = Destinations[random.Next(Destinations.Length)],
                ExistingSupply = random.Next(3) == 0 ? [new CountryQuantity("CN", random.Next(100))] : [],
            })],
            Offers = [.. Enumerable.Range(0, offers).Select(number => new SupplyOffer
            {
                Id = $"{material}-offer-{number}",
                Supplier = $"supplier-{random.Next(offers)}",
                Material = material,
                Stage = "processing",
                Form = Form(random),
                Year = 2027,
                Quantity = random.Next(1, 12_000) * 0.25m,
                MinimumOrder = withMinimums && random.Next(7) == 0 ? 0.25m : null,
                AskPrice = random.Next(8_000, 11_000) / 10m,
                PriceBasis = random.Next(3) == 0 ? PriceBasis.Delivered : PriceBasis.ExWorks,
                Origin = random.Next(2) == 0 ? "CN" : Origins[random.Next(Origins.Length)],
                Purity = random.Next(4) == 0 ? 99 : 99.9m,
                CarbonFootprint = random.Next(30, 200) / 10m,
                Recycled = random.Next(8) == 0,
            })],
        };
    }

    /// <summary>
    /// All-or-nothing offers towards two lines: subset sums of numbers without a common measure, which nothing but search solves.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="offers">How many offers.</param>
    /// <param name="kilograms">The least of an offer's quantity; the most is half as much again.</param>
    public static MatchingInput AllOrNothing(int seed, int offers, long kilograms)
    {
        var random = new Random(seed);
        var quantities = Enumerable.Range(0, offers).Select(_ => random.NextInt64(kilograms, kilograms + kilograms / 2) / 1000m).ToList();
        var template = new DemandLine
        {
            Id = "line-0",
            Buyer = "buyer-0",
            Material = "gallium",
            Stage = "processing",
            Form = "ingot",
            Year = 2027,
            Quantity = decimal.Round(quantities.Sum() * 0.3m, 3),
            Destination = "DE",
        };
        return new MatchingInput
        {
            Rules = new MatchingRules
            {
                Seed = $"seed {seed}",
                Diversification = new Diversification { CountryShare = null },
                NodeLimit = long.MaxValue,
            },
            Demands = [template, template with { Id = "line-1", Buyer = "buyer-1", Quantity = decimal.Round(quantities.Sum() * 0.17m, 3) }],
            Offers = [.. quantities.Select((quantity, number) => new SupplyOffer
            {
                Id = $"offer-{number}",
                Supplier = $"supplier-{number}",
                Material = "gallium",
                Stage = "processing",
                Form = "ingot",
                Year = 2027,
                Quantity = quantity,
                MinimumOrder = quantity,
                AskPrice = random.Next(100, 120),
                PriceBasis = PriceBasis.Delivered,
                Origin = "AU",
            })],
        };
    }

    private static string Form(Random random) => random.Next(3) == 0 ? "wafer" : "ingot";
}
