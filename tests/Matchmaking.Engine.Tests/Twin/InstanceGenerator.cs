using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>Small instances from a seed: every constraint, preference and basis turns up, alone and together, and often not at all.</summary>
public static class InstanceGenerator
{
    private static readonly string[] Origins = ["CL", "CN", "DE", "AU"];
    private static readonly decimal[] LotSizes = [0.001m, 0.5m, 1m, 2.5m];

    public static MatchingInput Create(int seed)
    {
        var random = new Random(seed);
        var lot = LotSizes[random.Next(LotSizes.Length)];
        var withMinimums = random.Next(2) == 0;
        var forms = random.Next(4) == 0 ? 2 : 1;
        var lines = Enumerable.Range(0, random.Next(1, 6)).Select(number => Line(random, number, lot, forms, withMinimums)).ToList();
        var offers = Enumerable.Range(0, random.Next(1, 6)).Select(number => Offer(random, number, lot, forms, withMinimums)).ToList();
        var rules = new MatchingRules
        {
            Lot = lot,
            Seed = $"seed {seed}",
            Diversification = new Diversification
            {
                Basis = (DiversificationBasis)random.Next(3),
                CountryShare = random.Next(5) == 0 ? null : random.Next(0, 21) * 0.05m,
                SupplierShare = random.Next(2) == 0 ? null : random.Next(2, 21) * 0.05m,
            },
            ExemptCountries = random.Next(3) == 0 ? [] : ["DE"],
            EligibleOrigins = random.Next(5) == 0 ? ["CL", "DE", "AU"] : null,
            Preferences = new Preferences
            {
                RecycledBonus = Maybe(random, 3m, 40m),
                DomesticBonus = Maybe(random, 2.5m, 25m),
                StrategicProjectBonus = Maybe(random, 1.01m),
                SmeBonus = Maybe(random, 0.5m),
                CarbonPrice = Maybe(random, 0.33m, 0.5m),
            },
            Freight = [.. Origins.SelectMany(from => new[] { "DE", "FR" }.Select(to => new Freight(from, to, random.Next(4))))],
        };
        return new MatchingInput
        {
            Rules = rules,
            Demands = lines,
            Offers = offers,
            Consumption =
            [
                new UnionConsumption
                {
                    Material = "lithium",
                    Stage = "processing",
                    Year = 2027,
                    Quantity = random.Next(10, 40) * lot,
                    Imports = [new CountryQuantity("CL", random.Next(6) * lot), new CountryQuantity("CN", random.Next(3) * lot)],
                },
            ],
            ExcludedPairs = random.Next(3) == 0 ? [new ExcludedPair(lines[0].Id, offers[^1].Id)] : [],
        };
    }

    private static DemandLine Line(Random random, int number, decimal lot, int forms, bool withMinimums)
    {
        var quantity = random.Next(1, 9);
        return new DemandLine
        {
            Id = $"line-{number}",
            Buyer = random.Next(8) == 0 ? "company-0" : $"buyer-{number}",
            BuyerGroup = random.Next(6) == 0 ? "group-0" : null,
            Sme = random.Next(3) == 0,
            Material = "lithium",
            Stage = "processing",
            Form = $"form-{random.Next(forms)}",
            Year = 2027,
            Quantity = quantity * lot,
            MinimumQuantity = withMinimums && random.Next(3) == 0 ? random.Next(1, quantity + 1) * lot : null,
            LimitPrice = random.Next(3) == 0 ? random.Next(8, 20) : null,
            MinPurity = random.Next(4) == 0 ? 99.5m : null,
            ExcludedOrigins = random.Next(4) == 0 ? [Origins[random.Next(Origins.Length)]] : [],
            MinSustainabilityScore = random.Next(6) == 0 ? 50 : null,
            MaxCarbonFootprint = random.Next(6) == 0 ? 9 : null,
            RecycledOnly = random.Next(12) == 0,
            Destination = random.Next(2) == 0 ? "DE" : "FR",
        };
    }

    private static SupplyOffer Offer(Random random, int number, decimal lot, int forms, bool withMinimums)
    {
        var quantity = random.Next(1, 10);
        return new SupplyOffer
        {
            Id = $"offer-{number}",
            Supplier = random.Next(3) == 0 ? "company-0" : $"company-{number}",
            SupplierGroup = random.Next(5) == 0 ? "group-0" : null,
            Material = "lithium",
            Stage = "processing",
            Form = $"form-{random.Next(forms)}",
            Year = 2027,
            Quantity = quantity * lot,
            MinimumOrder = withMinimums && random.Next(2) == 0 ? random.Next(1, quantity + 1) * lot : null,
            AskPrice = random.Next(2) == 0 ? random.Next(5, 15) : random.Next(500, 1_500) / 100m,
            PriceBasis = random.Next(2) == 0 ? PriceBasis.ExWorks : PriceBasis.Delivered,
            Origin = Origins[random.Next(Origins.Length)],
            Purity = random.Next(5) == 0 ? null : random.Next(2) == 0 ? 99.5m : 99m,
            SustainabilityScore = random.Next(4) == 0 ? null : random.Next(30, 90),
            CarbonFootprint = random.Next(5) == 0 ? null : random.Next(40, 120) / 10m,
            Recycled = random.Next(4) == 0,
            StrategicProject = random.Next(4) == 0,
        };
    }

    private static decimal Maybe(Random random, params decimal[] values) => random.Next(2) == 0 ? 0 : values[random.Next(values.Length)];
}
