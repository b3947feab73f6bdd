using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Verification;

/// <summary>Reads the prices of offers, countries and suppliers: those of a proof, and the zeros and ones of a cut.</summary>
/// <remarks>Every method throws a <see cref="FormatException"/> with a reason where something is not as it should be.</remarks>
internal sealed class PriceReader(CheckedGroup group)
{
    private readonly Dictionary<string, int> _offers =
        group.Source.Offers.Select((offer, number) => (offer.Id, number)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The prices of a proof, with what their capacities count.</summary>
    /// <param name="json">Holds <c>offers</c>, <c>countries</c> and <c>suppliers</c>.</param>
    /// <param name="kind">Which members a price has.</param>
    /// <param name="caps">The caps that count.</param>
    /// <param name="decisions">Only an open offer's price may be below zero.</param>
    public OfferPrices Prices(JsonObject json, PriceKind kind, CheckedCaps caps, Decisions decisions)
    {
        var prices = new OfferPrices(group, kind);
        var offers = Read(json, "offers", group.Offers, ["offer"], kind, Offer);
        for (var offer = 0; offer < offers.Length; offer++)
        {
            if (offers[offer] < Worth.Zero && decisions.Offer[offer] == Decision.None)
                throw new FormatException($"has a price below zero for {group.Source.Offers[offer].Id}, which is not open");
            if (offers[offer] != Worth.Zero)
                prices.AddOffer(offer, offers[offer], decisions.Offer[offer]);
        }
        var countries = Read(json, "countries", group.Hubs.Countries.Length, ["country"], kind, Country);
        var suppliers = Read(json, "suppliers", group.Hubs.Suppliers.Length, ["supplier", "country"], kind, Supplier);
        prices.AddCountries(NotNegative(countries), caps.Country);
        prices.AddSuppliers(NotNegative(suppliers), caps.Supplier);
        return prices;
    }

    /// <summary>A cut as prices of 0 and 1; its caps are told apart, because what they count depends on the quantity.</summary>
    public (OfferPrices Prices, int Countries, int Suppliers) Cut(JsonObject json, Decisions decisions)
    {
        CertificateText.Only(json, "offers", "countries", "suppliers", "released");
        var prices = new OfferPrices(group, PriceKind.Cut);
        var one = new Worth(1, 0);
        var named = new HashSet<int>();
        foreach (var offer in CertificateText.Texts(json, "offers").Select(FindOffer))
            prices.AddOffer(RequireNew(named, offer), one, decisions.Offer[offer]);
        foreach (var offer in json.ContainsKey("released") ? CertificateText.Texts(json, "released").Select(FindOffer) : [])
        {
            if (decisions.Offer[offer] != Decision.Open)
                throw new FormatException($"has a cut that releases {group.Source.Offers[offer].Id}, which is not open");
            prices.AddOffer(RequireNew(named, offer), Worth.Zero - one, Decision.Open);
        }
        var countries = Ones(CertificateText.Texts(json, "countries").Select(FindCountry), group.Hubs.Countries.Length);
        var suppliers = Ones(CertificateText.Objects(json, "suppliers").Select(Supplier), group.Hubs.Suppliers.Length);
        if (countries.Where((price, country) => price != Worth.Zero && !group.Hubs.IsThird[country]).Any())
            throw new FormatException("has a cut through a cap that does not exist");
        prices.AddCountries(countries, new long?[countries.Length].Select(_ => (long?)0).ToArray());
        prices.AddSuppliers(suppliers, 0);
        return (prices, countries.Count(price => price != Worth.Zero), suppliers.Count(price => price != Worth.Zero));
    }

    private static Worth[] Read(JsonObject json, string member, int count, string[] names, PriceKind kind, Func<JsonObject, int> find)
    {
        var prices = new Worth[count];
        foreach (var entry in CertificateText.Objects(json, member))
        {
            var price = Price(entry, names, kind);
            var number = find(entry);
            if (prices[number] != Worth.Zero)
                throw new FormatException($"has two prices for one entry of {member}");
            prices[number] = price;
        }
        return prices;
    }

    private static Worth Price(JsonObject entry, string[] names, PriceKind kind)
    {
        var (lead, follow) = kind switch
        {
            PriceKind.QuantityThenCost => (CertificateText.Whole(entry, "quantityPrice"), CertificateText.Cents(entry, "costPrice")),
            PriceKind.SurplusThenQuantity => (CertificateText.Cents(entry, "surplusPrice"), CertificateText.Whole(entry, "quantityPrice")),
            _ => (CertificateText.Whole(entry, "feasibilityPrice"), 0L),
        };
        CertificateText.Only(entry, kind switch
        {
            PriceKind.QuantityThenCost => [.. names, "quantityPrice", "costPrice"],
            PriceKind.SurplusThenQuantity => [.. names, "surplusPrice", "quantityPrice"],
            _ => [.. names, "feasibilityPrice"],
        });
        if (lead is < -OfferPrices.Most or > OfferPrices.Most || follow is < -OfferPrices.Most or > OfferPrices.Most)
            throw new FormatException("has a price that no exchange could bring");
        return (lead, follow) != (0, 0)
            ? new Worth(lead, follow)
            : throw new FormatException("has a price of zero, which is to be left out");
    }

    private static Worth[] NotNegative(Worth[] prices) =>
        Array.Exists(prices, price => price < Worth.Zero) ? throw new FormatException("has a price below zero for a cap") : prices;

    private static Worth[] Ones(IEnumerable<int> numbers, int count)
    {
        var prices = new Worth[count];
        foreach (var number in numbers)
            prices[number] = prices[number] == Worth.Zero ? new Worth(1, 0) : throw new FormatException("has a cut that names a cap twice");
        return prices;
    }

    private static int RequireNew(HashSet<int> named, int offer) =>
        named.Add(offer) ? offer : throw new FormatException("has a cut that names an offer twice");

    private int Offer(JsonObject entry) => FindOffer(CertificateText.Text(entry, "offer"));

    private int Country(JsonObject entry) => FindCountry(CertificateText.Text(entry, "country"));

    private int Supplier(JsonObject entry)
    {
        var (name, country) = (CertificateText.Text(entry, "supplier"), CertificateText.Text(entry, "country"));
        return group.Hubs.FindSupplier(name, country) is >= 0 and var number
            ? number
            : throw new FormatException($"names {name} in {country}, which offers nothing");
    }

    private int FindOffer(string id) =>
        _offers.TryGetValue(id, out var number) ? number : throw new FormatException($"names {id}, which is no offer of the group");

    private int FindCountry(string code) => group.Hubs.FindCountry(code) is >= 0 and var number
        ? number
        : throw new FormatException($"names {code}, which is no origin of the group");
}
