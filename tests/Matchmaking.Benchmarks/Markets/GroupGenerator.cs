using System.Globalization;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Benchmarks.Markets;

/// <summary>Draws the lines and offers of one group.</summary>
internal sealed class GroupGenerator(
    MarketShape shape, int lines, int offers, (string Material, string Stage, int Year) key, int number, SeededRandom random)
{
    private const double SmeShare = 0.3;

    private static readonly decimal[] Purities = [99m, 99.5m, 99.9m, 99.95m];
    private static readonly decimal?[] Scores = [null, 40, 55, 70, 85];
    private static readonly decimal[] LeastScores = [40, 55, 70];

    private readonly double _dominantShare = random.Between(shape.DominantShare.Least, shape.DominantShare.Most);
    private readonly double _withoutLimit = shape.Objective == Objective.Surplus ? 0 : random.Between(0.1, 0.3);
    private readonly double _referencePrice = 12_000 * random.LogNormal(0.5);

    public List<DemandLine> Demands { get; } = new(lines);

    public List<SupplyOffer> Offers { get; } = new(offers);

    public void Draw()
    {
        var suppliers = Enumerable.Range(0, Math.Max(1, offers / 2))
            .Select(supplier => (Name("supplier", supplier), random.Chance(0.5) ? Geography.Dominant : random.Of(Geography.Origins)))
            .ToArray();
        for (var offer = 0; offer < offers; offer++)
            Offers.Add(DrawOffer(offer, suppliers));
        Concentrate();
        for (var line = 0; line < lines; line++)
            Demands.Add(DrawLine(line));
        var wanted = shape.DemandOverSupply * (double)Offers.Sum(offer => offer.Quantity);
        var scale = wanted / (double)Demands.Sum(line => line.Quantity);
        for (var line = 0; line < lines; line++)
            Demands[line] = Scaled(Demands[line], scale);
    }

    /// <summary>The Union consumes twice what is asked for, and imports two fifths of that from the dominant country already.</summary>
    public UnionConsumption Consumption()
    {
        var quantity = 2 * Demands.Sum(line => line.Quantity);
        return new UnionConsumption
        {
            Material = key.Material,
            Stage = key.Stage,
            Year = key.Year,
            Quantity = quantity,
            Imports = [new CountryQuantity(Geography.Dominant, Math.Round(0.4m * quantity, 1))],
        };
    }

    private SupplyOffer DrawOffer(int offer, (string Name, string Home)[] suppliers)
    {
        var (supplier, home) = random.Of(suppliers);
        var origin = random.Chance(0.9) ? home : random.Of(Geography.Origins);
        var level = origin == Geography.Dominant ? 0.85 : 1.0;
        return new SupplyOffer
        {
            Id = Name("offer", offer),
            Supplier = supplier,
            Material = key.Material,
            Stage = key.Stage,
            Form = DrawForm(),
            Year = key.Year,
            Quantity = Quantity(500 * random.LogNormal(1.0)),
            AskPrice = Price(_referencePrice * level * random.LogNormal(0.1)),
            Origin = origin,
            Purity = random.Of(Purities),
            SustainabilityScore = random.Of(Scores),
            CarbonFootprint = Math.Round((decimal)random.Between(2, 20), 1),
            Recycled = random.Chance(0.1),
            StrategicProject = random.Chance(0.1),
        };
    }

    private DemandLine DrawLine(int line) => new()
    {
        Id = Name("line", line),
        Buyer = Name("buyer", random.Below(Math.Max(1, lines * 2 / 3))),
        Sme = random.Chance(SmeShare),
        Material = key.Material,
        Stage = key.Stage,
        Form = DrawForm(),
        Year = key.Year,
        Quantity = Quantity(500 * random.LogNormal(1.0)),
        LimitPrice = random.Chance(_withoutLimit) ? null : Price(_referencePrice * shape.LimitLevel * random.LogNormal(0.15)),
        MinPurity = random.Chance(0.3) ? random.Of(Purities) : null,
        ExcludedOrigins = random.Chance(0.2) ? DrawExclusions() : [],
        MinSustainabilityScore = random.Chance(0.2) ? random.Of(LeastScores) : null,
        Destination = random.Of(Geography.Destinations),
        ExistingSupply = shape.LineCountryShare is not null && random.Chance(0.3)
            ? [new CountryQuantity(random.Of(Geography.Origins), Quantity(100 * random.LogNormal(1.0)))]
            : [],
    };

    // One to three origins, the dominant one more often than another.
    private string[] DrawExclusions()
    {
        var origins = new SortedSet<string>(StringComparer.Ordinal);
        for (var draws = 1 + random.Below(3); draws > 0; draws--)
            origins.Add(random.Chance(0.3) ? Geography.Dominant : random.Of(Geography.Origins));
        return [.. origins];
    }

    // Scales the dominant country's offers to its share of the supply, then draws the minimum orders.
    private void Concentrate()
    {
        var dominant = (double)Offers.Where(IsDominant).Sum(offer => offer.Quantity);
        var others = (double)Offers.Where(offer => !IsDominant(offer)).Sum(offer => offer.Quantity);
        var scale = dominant == 0 || others == 0 ? 1 : _dominantShare / (1 - _dominantShare) * others / dominant;
        for (var offer = 0; offer < Offers.Count; offer++)
        {
            var drawn = Offers[offer].Quantity;
            var quantity = IsDominant(Offers[offer]) ? Quantity((double)drawn * scale) : drawn;
            var (least, most) = shape.MinimumOrder;
            Offers[offer] = Offers[offer] with
            {
                Quantity = quantity,
                MinimumOrder = random.Chance(shape.OffersWithMinimum) ? Part(quantity, random.Between(least, most)) : null,
            };
        }
    }

    private DemandLine Scaled(DemandLine line, double scale)
    {
        var quantity = Quantity((double)line.Quantity * scale);
        return line with
        {
            Quantity = quantity,
            MinimumQuantity = random.Chance(shape.LinesWithMinimum) ? Part(quantity, random.Between(0.2, 1.0)) : null,
            ExistingSupply =
                [.. line.ExistingSupply.Select(supply => supply with { Quantity = Quantity((double)supply.Quantity * scale) })],
        };
    }

    private string DrawForm() => string.Create(CultureInfo.InvariantCulture, $"form-{1 + random.Below(shape.Forms)}");

    private string Name(string kind, int at) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}-{at}");

    private static bool IsDominant(SupplyOffer offer) => offer.Origin == Geography.Dominant;

    private static decimal Part(decimal quantity, double share) => Math.Max(0.1m, Math.Round(quantity * (decimal)share, 1));

    private static decimal Quantity(double tonnes) => Math.Max(0.1m, Math.Round((decimal)tonnes, 1));

    private decimal Price(double euro) => Math.Round((decimal)euro, random.Chance(0.8) ? 0 : 2);
}
