using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Reporting;

/// <summary>The figures of a group's result, in the units of the documents (matching.md, section 7).</summary>
internal sealed class GroupReport
{
    private readonly Market _market;
    private readonly CapSet _caps;
    private readonly (int Line, int Offer, long Lots)[] _matches;
    private readonly long[] _country;
    private readonly long[] _countryOffered;
    private readonly long[] _supplier;
    private readonly long[] _supplierOffered;
    private readonly long _matched;
    private readonly long _base;
    private readonly long? _consumption;
    private readonly QuantityAndCost _amounts;

    /// <param name="market">The group.</param>
    /// <param name="rule">The caps' rule.</param>
    /// <param name="caps">The caps that the result keeps.</param>
    /// <param name="matches">Who receives how much from whom.</param>
    /// <param name="value">What the result is worth.</param>
    public GroupReport(Market market, CapRule rule, CapSet caps, (int Line, int Offer, long Lots)[] matches, Worth value)
    {
        (_market, _caps, _matches) = (market, caps, matches);
        (_country, _countryOffered) = (new long[market.Countries.Length], new long[market.Countries.Length]);
        (_supplier, _supplierOffered) = (new long[market.Suppliers.Length], new long[market.Suppliers.Length]);
        for (var offer = 0; offer < market.Offers.Length; offer++)
        {
            _countryOffered[market.OfferCountry[offer]] += market.OfferQuantity[offer];
            _supplierOffered[market.OfferSupplier[offer]] += market.OfferQuantity[offer];
        }
        foreach (var (_, offer, lots) in matches)
        {
            _country[market.OfferCountry[offer]] += lots;
            _supplier[market.OfferSupplier[offer]] += lots;
            _matched += lots;
        }
        _base = rule.BaseKilograms(_matched);
        _consumption = market.Consumption is { } consumption ? Units.Kilograms(consumption.Quantity) : null;
        _amounts = Amounts(value, market.IsSurplus ? Cost() : -value.Minor);
    }

    public GroupResult Write(
        Worth bound, bool isProven, QuantityAndCost? withoutRule, IReadOnlyDictionary<string, QuantityAndCost?> otherBases,
        JsonObject certificate) => new()
        {
            Material = _market.Material,
            Stage = _market.Stage,
            Year = _market.Year,
            Status = isProven ? GroupStatus.Optimal : GroupStatus.Feasible,
            Base = Units.Tonnes(_base),
            Matched = _amounts.Matched,
            Cost = _amounts.Cost,
            LandedCost = Euro(Sum(LandedCents)),
            Surplus = _amounts.Surplus,
            // A bound on surplus and quantity says nothing of the cost.
            Bound = isProven ? _amounts : Amounts(bound, _market.IsSurplus ? Cost() : -bound.Minor),
            Origins = [.. _market.Countries.Select(Origin)],
            Suppliers = [.. _market.Suppliers.Select(Supplier)],
            Hhi = _matched == 0 ? 0 : (int)Rounding.Nearest(
                _country.Aggregate((Int128)0, (sum, lots) => sum + (Int128)lots * lots) * 10_000, (Int128)_matched * _matched),
            WithoutRule = withoutRule,
            OtherBases = otherBases,
            Certificate = certificate,
        };

    public IEnumerable<MatchedPair> Matches() => _matches.Select(match => new MatchedPair(
        _market.Lines[match.Line].Id, _market.Offers[match.Offer].Id, _market.Tonnes(match.Lots), Units.Euro(LandedCents(match.Line, match.Offer))));

    private QuantityAndCost Amounts(Worth worth, Int128 cost) => _market.IsSurplus
        ? new QuantityAndCost(_market.Tonnes((long)worth.Minor), Euro(cost), Euro(worth.Major))
        : new QuantityAndCost(_market.Tonnes((long)worth.Major), Euro(cost));

    /// <summary>Generalised cost in lot-cents.</summary>
    private Int128 Cost()
    {
        Int128 scaled = 0;
        foreach (var (line, offer, lots) in _matches)
        {
            var slot = _market.Slots.SlotOf[offer];
            scaled += (Int128)lots * _market.Costs.Cost(_market.Costs.ProfileOfLine[line])[slot - _market.Slots.Start[_market.Slots.FormOf[slot]]];
        }
        return _market.Costs.Scale.Cost(scaled, _matched);
    }

    private Int128 Sum(Func<int, int, long> cents) =>
        _matches.Aggregate((Int128)0, (sum, match) => sum + (Int128)match.Lots * cents(match.Line, match.Offer));

    private long LandedCents(int line, int offer) => _market.Compatibility.LandedCents(offer, _market.Compatibility.Line[line].Destination);

    private OriginResult Origin(string country, int number)
    {
        var matched = _country[number] * _market.LotKilograms;
        var imports = _market.Consumption?.Imports.FirstOrDefault(entry => entry.Country == country) is { } entry ? Units.Kilograms(entry.Quantity) : 0;
        return new OriginResult
        {
            Country = country,
            Offered = _market.Tonnes(_countryOffered[number]),
            Matched = Units.Tonnes(matched),
            ShareOfBase = Share(matched, _base),
            ShareOfMatched = Share(matched, _matched * _market.LotKilograms),
            ShareOfConsumption = Share(matched + imports, _consumption),
            Cap = Cap(_caps.Country[number]),
            Binding = _country[number] == _caps.Country[number],
        };
    }

    private SupplierResult Supplier(SupplierHub hub, int number)
    {
        var matched = _supplier[number] * _market.LotKilograms;
        return new SupplierResult
        {
            Supplier = hub.Name,
            Country = _market.Countries[hub.Country],
            Offered = _market.Tonnes(_supplierOffered[number]),
            Matched = Units.Tonnes(matched),
            ShareOfBase = Share(matched, _base),
            ShareOfMatched = Share(matched, _matched * _market.LotKilograms),
            ShareOfConsumption = Share(matched, _consumption),
            Cap = Cap(_caps.Supplier[number]),
            Binding = _supplier[number] == _caps.Supplier[number],
        };
    }

    private decimal? Cap(long lots) => lots == CapSet.Unlimited ? null : _market.Tonnes(lots);

    private decimal Euro(Int128 lotCents) => Units.EuroOfKilogramCents(lotCents * _market.LotKilograms);

    private static decimal? Share(long part, long? whole) =>
        whole is > 0 ? Units.Share(Rounding.Nearest((Int128)part * 10_000, whole.Value)) : null;
}
