using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>One group of an input, before it is made ready.</summary>
/// <param name="Key">Which one it is.</param>
/// <param name="Entries">Its lines and offers.</param>
/// <param name="DemandKilograms">What its lines ask for together.</param>
/// <param name="Build">Makes it ready to be solved.</param>
internal sealed record GroupSource(GroupKey Key, int Entries, long DemandKilograms, Func<CancellationToken, Market> Build);

/// <summary>Splits an input into its groups and makes each one ready to be solved.</summary>
internal sealed class MarketBuilder
{
    private readonly MatchingInput _input;
    private readonly long _lot;
    private readonly Freights _freights;
    private readonly Lottery _lottery;
    private readonly HashSet<string> _exempt;
    private readonly HashSet<(string Demand, string Offer)> _excluded;

    private MarketBuilder(MatchingInput input)
    {
        _input = input;
        _lot = Units.Kilograms(input.Rules.Lot);
        _freights = new Freights(input.Rules);
        _lottery = new Lottery(input.Rules.Seed);
        _exempt = input.Rules.ExemptCountries.ToHashSet(StringComparer.Ordinal);
        _excluded = input.ExcludedPairs.Select(pair => (pair.Demand, pair.Offer)).ToHashSet();
    }

    /// <summary>The groups that have lines or offers, by material, stage and year; only some of them where they are named.</summary>
    public static IReadOnlyList<GroupSource> Groups(MatchingInput input, IReadOnlySet<GroupKey>? only = null)
    {
        var builder = new MarketBuilder(input);
        var lines = input.Demands.Where(line => IsAsked(GroupKey.Of(line))).ToLookup(GroupKey.Of);
        var offers = input.Offers.Where(offer => IsAsked(GroupKey.Of(offer))).ToLookup(GroupKey.Of);
        return
        [
            .. lines.Select(group => group.Key).Union(offers.Select(group => group.Key)).Order()
                .Select(key => new GroupSource(key, lines[key].Count() + offers[key].Count(), lines[key].Sum(line => Units.Kilograms(line.Quantity)),
                    cancellation => builder.Build(key, [.. lines[key]], [.. offers[key]], cancellation))),
        ];

        bool IsAsked(GroupKey key) => only is null || only.Contains(key);
    }

    private Market Build(GroupKey key, DemandLine[] lines, SupplyOffer[] offers, CancellationToken cancellation)
    {
        var linePlaces = Lottery.Sort(lines, line => _lottery.LinePlace(line.Id));
        var offerPlaces = SortOffers(offers);
        cancellation.ThrowIfCancellationRequested();
        var compatibility = new Compatibility(_input.Rules, _freights, _excluded, lines, offers);
        cancellation.ThrowIfCancellationRequested();
        var slots = new SlotMap(compatibility.Forms, [.. compatibility.Offer.Select(offer => offer.Form)]);
        var costs = new CostRows(compatibility, slots, _input.Rules);
        var hubs = offers.Select(SupplierKey).Distinct()
            .OrderBy(hub => hub.Name, StringComparer.Ordinal).ThenBy(hub => hub.Country, StringComparer.Ordinal).ToArray();
        var hubNumbers = hubs.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var countries = Numbering.Ordered(offers.Select(offer => offer.Origin));
        var quantities = Array.ConvertAll(lines, line => Lots(line.Quantity));
        return new Market
        {
            Material = key.Material,
            Stage = key.Stage,
            Year = key.Year,
            Rules = _input.Rules,
            LotKilograms = _lot,
            Consumption = _input.Consumption.FirstOrDefault(entry => GroupKey.Of(entry) == key),
            Lines = lines,
            LinePlace = linePlaces,
            LineQuantity = quantities,
            LineMinimum = Array.ConvertAll(lines, line => line.MinimumQuantity is { } minimum ? Lots(minimum) : 0),
            LineTotal = quantities.Sum(),
            Offers = offers,
            OfferPlace = offerPlaces,
            OfferQuantity = Array.ConvertAll(offers, offer => Lots(offer.Quantity)),
            OfferMinimum = Array.ConvertAll(offers, offer => offer.MinimumOrder is { } minimum ? Lots(minimum) : 0),
            OfferCountry = Array.ConvertAll(compatibility.Offer, offer => offer.Origin),
            OfferSupplier = Array.ConvertAll(offers, offer => hubNumbers[SupplierKey(offer)]),
            Countries = countries.Names,
            IsThirdCountry = Array.ConvertAll(countries.Names, country => !_exempt.Contains(country)),
            Suppliers = Array.ConvertAll(hubs, hub => new SupplierHub(hub.Name, countries.Of(hub.Country))),
            Compatibility = compatibility,
            Slots = slots,
            Costs = costs,
            Masks = new CompatibilityMasks(compatibility, slots, costs),
        };
    }

    // Offers of one form stand together, and near to each other where the same lines exclude or cannot afford them: whole words of masks
    // are empty.
    private LotteryPlace[] SortOffers(SupplyOffer[] offers)
    {
        var keys = Array.ConvertAll(offers, offer => (Offer: offer, Place: _lottery.OfferPlace(offer.Id)));
        Array.Sort(keys, (left, right) =>
        {
            var order = string.CompareOrdinal(left.Offer.Form, right.Offer.Form);
            order = order != 0 ? order : string.CompareOrdinal(left.Offer.Origin, right.Offer.Origin);
            order = order != 0 ? order : left.Offer.AskPrice.CompareTo(right.Offer.AskPrice);
            return order != 0 ? order : left.Place.CompareTo(right.Place);
        });
        for (var at = 0; at < keys.Length; at++)
            offers[at] = keys[at].Offer;
        return Array.ConvertAll(keys, key => key.Place);
    }

    private static (string Name, string Country) SupplierKey(SupplyOffer offer) => (offer.SupplierGroup ?? offer.Supplier, offer.Origin);

    private long Lots(decimal tonnes) => Units.Kilograms(tonnes) / _lot;
}
