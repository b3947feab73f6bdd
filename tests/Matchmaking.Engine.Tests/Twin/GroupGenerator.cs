using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>Lines and offers of one generated group.</summary>
internal sealed class GroupGenerator(Random random, MatchingRules rules, InstanceHabits habits, string material, string prefix)
{
    private const int MostMinimums = 5;

    private readonly decimal _lot = rules.Lot;

    public List<DemandLine> Lines((int Least, int Most) size)
    {
        var lines = new List<DemandLine>();
        for (var count = Count(size); lines.Count < count;)
        {
            var line = Line(lines.Count);
            lines.Add(lines.Count > 0 && habits.Alike && random.Next(2) == 0
                ? lines[^1] with { Id = line.Id, Quantity = line.Quantity, MinimumQuantity = line.MinimumQuantity }
                : line);
        }
        return lines;
    }

    public List<SupplyOffer> Offers((int Least, int Most) size)
    {
        var offers = new List<SupplyOffer>();
        for (var count = Count(size); offers.Count < count;)
        {
            var offer = Offer(offers.Count);
            offers.Add(offers.Count > 0 && habits.Alike && random.Next(2) == 0
                ? offers[^1] with { Id = offer.Id, Quantity = offer.Quantity, MinimumOrder = offer.MinimumOrder }
                : offer);
        }
        return offers;
    }

    /// <summary>The twin tries every set of served minimums: a handful is enough.</summary>
    public static void KeepFewMinimums(List<DemandLine> lines, List<SupplyOffer> offers)
    {
        var left = MostMinimums;
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].MinimumQuantity > 0 && --left < 2)
                lines[at] = lines[at] with { MinimumQuantity = null };
        }
        for (var at = 0; at < offers.Count; at++)
        {
            if (offers[at].MinimumOrder > 0 && --left < 0)
                offers[at] = offers[at] with { MinimumOrder = null };
        }
    }

    private DemandLine Line(int number)
    {
        var quantity = random.Next(24) == 0 ? 0 : random.Next(1, 11);
        var picky = habits.Plain ? 6 : 2;
        return new DemandLine
        {
            Id = $"{prefix}line-{number}",
            Buyer = random.Next(10) == 0 ? "company-0" : $"buyer-{number}",
            BuyerGroup = random.Next(8) == 0 ? "group-0" : null,
            Sme = random.Next(3 * picky) == 0,
            Material = material,
            Stage = "processing",
            Form = Form(),
            Year = 2027,
            Quantity = quantity * _lot,
            MinimumQuantity = habits.Minimums && random.Next(3) == 0 ? random.Next(quantity + 1) * _lot : null,
            LimitPrice = LimitPrice(picky),
            MinPurity = random.Next(4 * picky) == 0 ? 99.5m : null,
            ExcludedOrigins = random.Next(2 * picky) == 0 ? [Origin()] : [],
            MinSustainabilityScore = random.Next(6 * picky) == 0 ? 50 : null,
            MaxCarbonFootprint = random.Next(6 * picky) == 0 ? 9 : null,
            RecycledOnly = random.Next(12 * picky) == 0,
            Destination = random.Next(2) == 0 ? "DE" : "FR",
            ExistingSupply = rules.Diversification.LineCountryShare is null || random.Next(2) == 0 ? [] : ExistingSupply(),
        };
    }

    private SupplyOffer Offer(int number)
    {
        var quantity = random.Next(24) == 0 ? 0 : random.Next(1, habits.Scarce ? 8 : 13);
        return new SupplyOffer
        {
            Id = $"{prefix}offer-{number}",
            Supplier = random.Next(3) == 0 ? "company-0" : $"company-{number}",
            SupplierGroup = random.Next(5) == 0 ? "group-0" : null,
            Material = material,
            Stage = "processing",
            Form = Form(),
            Year = 2027,
            Quantity = quantity * _lot,
            MinimumOrder = habits.Minimums && random.Next(2) == 0 ? random.Next(quantity + 1) * _lot : null,
            AskPrice = AskPrice(),
            PriceBasis = random.Next(2) == 0 ? PriceBasis.ExWorks : PriceBasis.Delivered,
            Origin = Origin(),
            Purity = random.Next(5) == 0 ? null : random.Next(3) > 0 ? 99.5m : 99m,
            SustainabilityScore = random.Next(4) == 0 ? null : random.Next(30, 90),
            CarbonFootprint = random.Next(5) == 0 ? null : random.Next(40, 120) / 10m,
            Recycled = random.Next(4) == 0,
            StrategicProject = random.Next(4) == 0,
        };
    }

    private int Count((int Least, int Most) size) => random.Next(6) == 0 ? size.Least : random.Next(size.Least + 1, size.Most + 1);

    private decimal? LimitPrice(int picky) =>
        rules.Objective == Objective.Surplus ? random.Next(10, 22) : random.Next(2 * picky) == 0 ? random.Next(8, 20) : null;

    private decimal AskPrice() => habits.TiedPrices
        ? random.Next(4) == 0 ? 11 : 10
        : random.Next(2) == 0 ? random.Next(5, 15) : random.Next(500, 1_500) / 100m;

    private List<CountryQuantity> ExistingSupply() =>
    [
        .. RuleGenerator.Origins.Where(_ => random.Next(2) == 0)
            .Select(country => new CountryQuantity(country, random.Next(4) * _lot + random.Next(2) * 0.001m)),
    ];

    private string Form() => habits.Forms == 2 && random.Next(3) == 0 ? "form-1" : "form-0";

    private string Origin() => RuleGenerator.Origins[random.Next(RuleGenerator.Origins.Length)];
}
