using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>Splits an input into its groups and makes each one ready to be solved.</summary>
internal sealed class MarketBuilder
{
    private readonly MatchingInput _input;
    private readonly long _lot;
    private readonly Freights _freights;
    private readonly HashSet<string> _exempt;
    private readonly HashSet<(string Demand, string Offer)> _excluded;

    public MarketBuilder(MatchingInput input)
    {
        _input = input;
        _lot = Units.Kilograms(input.Rules.Lot);
        _freights = new Freights(input.Rules);
        _exempt = input.Rules.ExemptCountries.ToHashSet(StringComparer.Ordinal);
        _excluded = input.ExcludedPairs.Select(pair => (pair.Demand, pair.Offer)).ToHashSet();
    }

    /// <summary>The groups that have lines or offers, by material, stage and year.</summary>
    public static IReadOnlyList<Func<CancellationToken, Market>> Groups(MatchingInput input)
    {
        var builder = new MarketBuilder(input);
        var lines = input.Demands.ToLookup(line => (line.Material, line.Stage, line.Year));
        var offers = input.Offers.ToLookup(offer => (offer.Material, offer.Stage, offer.Year));
        return
        [
            .. lines.Select(group => group.Key).Union(offers.Select(group => group.Key))
                .OrderBy(key => key.Material, StringComparer.Ordinal).ThenBy(key => key.Stage, StringComparer.Ordinal).ThenBy(key => key.Year)
                .Select(key => (Func<CancellationToken, Market>)(cancellation => builder.Build(key, lines[key], offers[key], cancellation))),
        ];
    }

    private Market Build(
        (string Material, string Stage, int Year) key,
        IEnumerable<DemandLine> demands,
        IEnumerable<SupplyOffer> supplies,
        CancellationToken cancellation)
    {
        var seed = _input.Rules.Seed;
        var lines = demands
            .Select(line => new MarketLine(line, Lottery.LinePlace(seed, line.Id), Lots(line.Quantity), Lots(line.MinimumQuantity ?? 0)))
            .OrderBy(line => line.Place, StringComparer.Ordinal).ToArray();
        var sources = supplies.ToList();
        var countries = sources.Select(offer => offer.Origin).Distinct().Order(StringComparer.Ordinal).ToArray();
        var hubs = sources.Select(SupplierKey).Distinct()
            .OrderBy(hub => hub.Name, StringComparer.Ordinal).ThenBy(hub => hub.Country, StringComparer.Ordinal).ToList();
        var hubNumbers = hubs.Select((hub, number) => (hub, number)).ToDictionary(entry => entry.hub, entry => entry.number);
        var offers = sources
            .Select(offer => new MarketOffer(offer, Lottery.OfferPlace(seed, offer.Id), hubNumbers[SupplierKey(offer)],
                Lots(offer.Quantity), Lots(offer.MinimumOrder ?? 0)))
            .OrderBy(offer => offer.Place, StringComparer.Ordinal).ToArray();
        cancellation.ThrowIfCancellationRequested();
        return new Market
        {
            Material = key.Material,
            Stage = key.Stage,
            Year = key.Year,
            Rules = _input.Rules,
            LotKilograms = _lot,
            Consumption = _input.Consumption.FirstOrDefault(entry => (entry.Material, entry.Stage, entry.Year) == key),
            Lines = lines,
            Offers = offers,
            Countries = countries,
            IsThirdCountry = [.. countries.Select(country => !_exempt.Contains(country))],
            Suppliers = [.. hubs.Select(hub => new SupplierHub(hub.Name, Array.BinarySearch(countries, hub.Country, StringComparer.Ordinal)))],
            Pairs = new PairTable(new Compatibility(_input.Rules, _freights, _excluded, lines, offers), cancellation),
        };
    }

    private static (string Name, string Country) SupplierKey(SupplyOffer offer) => (offer.SupplierGroup ?? offer.Supplier, offer.Origin);

    private long Lots(decimal tonnes) => Units.Kilograms(tonnes) / _lot;
}
