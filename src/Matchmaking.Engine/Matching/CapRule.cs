using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>Caps in lots per country and per supplier; <see cref="NetworkSimplex.Unlimited"/> where there is none.</summary>
internal sealed record CapSet(long[] Country, long[] Supplier);

/// <summary>The caps of matching.md, sections 4.3 and 4.4, under one basis.</summary>
internal sealed class CapRule
{
    private readonly Market _market;
    private readonly long? _countryShare;
    private readonly long? _supplierShare;
    private readonly Lazy<long> _servable;

    public CapRule(Market market, DiversificationBasis basis, bool applies = true)
    {
        _market = market;
        _servable = new Lazy<long>(ServableLots);
        Basis = basis;
        var diversification = market.Rules.Diversification;
        _countryShare = applies && diversification.CountryShare is { } country ? Units.BasisPoints(country) : null;
        _supplierShare = applies && diversification.SupplierShare is { } supplier ? Units.BasisPoints(supplier) : null;
    }

    public DiversificationBasis Basis { get; }

    /// <summary>Whether the caps follow the matched quantity itself.</summary>
    public bool FollowsMatched => Basis == DiversificationBasis.Matched && HasCaps;

    public bool HasCaps => _countryShare is not null || _supplierShare is not null;

    /// <summary>Whether the basis says anything about this group: Union consumption must be known.</summary>
    public bool IsDefined => !HasCaps || Basis != DiversificationBasis.Consumption || _market.Consumption is not null;

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
                : NetworkSimplex.Unlimited)],
            [.. _market.Suppliers.Select(_ => _supplierShare is { } share
                ? Rounding.ShareOf(quantity, share) / _market.LotKilograms
                : NetworkSimplex.Unlimited)]);
    }

    // Demand that nobody can serve does not widen the cap.
    private long ServableLots()
    {
        var total = 0L;
        for (var line = 0; line < _market.Lines.Length; line++)
        {
            var (start, end) = _market.Pairs.OfLine(line);
            var supply = 0L;
            for (var pair = start; pair < end; pair++)
                supply += _market.Offers[_market.Pairs.Offer[pair]].Quantity;
            total += Math.Min(supply, _market.Lines[line].Quantity);
        }
        return total;
    }
}
