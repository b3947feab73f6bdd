using System.Numerics;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>The caps of matching.md, sections 4.3 and 4.4, under one basis.</summary>
internal sealed class CapRule
{
    private readonly Market _market;
    private readonly long? _countryShare;
    private readonly long? _supplierShare;
    private readonly Lazy<long> _servable;

    public CapRule(Market market, PartTable parts, DiversificationBasis basis)
    {
        _market = market;
        _servable = new Lazy<long>(() => ServableLots(market, parts));
        Basis = basis;
        var diversification = market.Rules.Diversification;
        _countryShare = diversification.CountryShare is { } country ? Units.BasisPoints(country) : null;
        _supplierShare = diversification.SupplierShare is { } supplier ? Units.BasisPoints(supplier) : null;
    }

    public DiversificationBasis Basis { get; }

    /// <summary>Whether the caps follow the matched quantity itself.</summary>
    public bool FollowsMatched => Basis == DiversificationBasis.Matched && HasCaps;

    public bool HasCaps => _countryShare is not null || _supplierShare is not null;

    /// <summary>
    /// Whether the basis says anything about this group: Union consumption must be known, and the surplus is not optimised under basis
    /// <c>matched</c>.
    /// </summary>
    public bool IsDefined => Basis switch
    {
        DiversificationBasis.Matched => !_market.IsSurplus,
        DiversificationBasis.Consumption => !HasCaps || _market.Consumption is not null,
        _ => true,
    };

    public long CountryShare => _countryShare ?? throw new InvalidOperationException("There is no country cap.");

    public long SupplierShare => _supplierShare ?? throw new InvalidOperationException("There is no supplier cap.");

    /// <summary>The quantity that shares refer to, in kilograms.</summary>
    public long BaseKilograms(long matchedLots) => Basis switch
    {
        DiversificationBasis.Demand => _servable.Value * _market.LotKilograms,
        DiversificationBasis.Matched => matchedLots * _market.LotKilograms,
        _ => _market.Consumption is { } consumption ? Units.Kilograms(consumption.Quantity) : 0,
    };

    /// <summary>The caps; under basis <c>matched</c> those that go with a matched quantity.</summary>
    public CapSet At(long matchedLots)
    {
        var quantity = BaseKilograms(matchedLots);
        var imports = Basis == DiversificationBasis.Consumption && _market.Consumption is { } consumption
            ? consumption.Imports.ToDictionary(entry => entry.Country, entry => Units.Kilograms(entry.Quantity))
            : [];
        return new CapSet(
            [.. _market.Countries.Select((country, number) => _countryShare is { } share && _market.IsThirdCountry[number]
                ? Math.Max(0, Rounding.ShareOf(quantity, share) - imports.GetValueOrDefault(country)) / _market.LotKilograms
                : CapSet.Unlimited)],
            [.. _market.Suppliers.Select(_ => _supplierShare is { } share
                ? Rounding.ShareOf(quantity, share) / _market.LotKilograms
                : CapSet.Unlimited)]);
    }

    // Demand that nobody can serve does not widen the cap. A line's compatible offers are counted until they come to its quantity.
    private static long ServableLots(Market market, PartTable parts)
    {
        var total = 0L;
        for (var part = 0; part < parts.Count; part++)
        {
            var most = 0L;
            foreach (var line in parts.LinesOf(part))
                most = Math.Max(most, market.LineQuantity[line]);
            var supply = Supply(market, parts, part, most);
            foreach (var line in parts.LinesOf(part))
                total += Math.Min(supply, market.LineQuantity[line]);
        }
        return total;
    }

    private static long Supply(Market market, PartTable parts, int part, long enough)
    {
        var mask = parts.Mask(part);
        var (first, supply) = (market.Slots.Start[parts.Form[part]], 0L);
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0 && supply < enough; bits &= bits - 1)
                supply += market.OfferQuantity[market.Slots.OfferAt[first + word * 64 + BitOperations.TrailingZeroCount(bits)]];
        }
        return supply;
    }
}
