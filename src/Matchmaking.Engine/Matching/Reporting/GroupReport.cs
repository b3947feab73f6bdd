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
    private readonly long[] _ofSupplier;
    private readonly long[] _ofCountry;
    private readonly long[] _offeredBySupplier;
    private readonly long[] _offeredByCountry;
    private readonly long _matched;
    private readonly long _base;
    private readonly long? _consumption;

    public GroupReport(Market market, CapRule rule, CapSet caps, (int Line, int Offer, long Lots)[] matches)
    {
        (_market, _caps, _matches) = (market, caps, matches);
        (_ofSupplier, _offeredBySupplier) = (new long[market.Suppliers.Length], new long[market.Suppliers.Length]);
        (_ofCountry, _offeredByCountry) = (new long[market.Countries.Length], new long[market.Countries.Length]);
        for (var offer = 0; offer < market.Offers.Length; offer++)
        {
            _offeredBySupplier[market.OfferSupplier[offer]] += market.OfferQuantity[offer];
            _offeredByCountry[market.OfferCountry[offer]] += market.OfferQuantity[offer];
        }
        foreach (var (_, offer, lots) in matches)
        {
            _ofSupplier[market.OfferSupplier[offer]] += lots;
            _ofCountry[market.OfferCountry[offer]] += lots;
            _matched += lots;
        }
        _base = rule.BaseKilograms(_matched);
        _consumption = market.Consumption is { } consumption ? Units.Kilograms(consumption.Quantity) : null;
    }

    /// <param name="value">What the result is worth.</param>
    /// <param name="bound">No allowed result is worth more.</param>
    /// <param name="isProven">Whether the result is proven best, and every cause is known.</param>
    /// <param name="withoutRule">The optimum without the rule.</param>
    /// <param name="otherBases">The optimum under every other basis.</param>
    /// <param name="certificate">The proof.</param>
    public GroupResult Write(
        Worth value, Worth bound, bool isProven, QuantityAndCost? withoutRule, IReadOnlyDictionary<string, QuantityAndCost?> otherBases,
        JsonObject certificate)
    {
        var cost = Sum((line, offer) => Landed(line, offer) + _market.Compatibility.AddedCents(line, offer));
        return new GroupResult
        {
            Material = _market.Material,
            Stage = _market.Stage,
            Year = _market.Year,
            Status = isProven ? GroupStatus.Optimal : GroupStatus.Feasible,
            Base = Units.Tonnes(_base),
            Matched = _market.Tonnes(_matched),
            Cost = cost,
            LandedCost = Sum(Landed),
            Surplus = _market.IsSurplus ? Euro(value.Major) : null,
            Bound = _market.IsSurplus
                ? new QuantityAndCost(_market.Tonnes((long)bound.Minor), cost, Euro(bound.Major))
                : new QuantityAndCost(_market.Tonnes((long)bound.Major), Euro(-bound.Minor)),
            Origins = [.. _market.Countries.Select(Origin)],
            Suppliers = [.. _market.Suppliers.Select(Supplier)],
            Hhi = _matched == 0 ? 0 : (int)Rounding.Nearest(
                _ofCountry.Aggregate((Int128)0, (sum, lots) => sum + (Int128)lots * lots) * 10_000, (Int128)_matched * _matched),
            WithoutRule = withoutRule,
            OtherBases = otherBases,
            Certificate = certificate,
        };
    }

    public IEnumerable<MatchedPair> Matches() => _matches.Select(match => new MatchedPair(_market.Lines[match.Line].Id,
        _market.Offers[match.Offer].Id, _market.Tonnes(match.Lots), Units.Euro(Landed(match.Line, match.Offer))));

    private long Landed(int line, int offer) => _market.Compatibility.LandedCents(offer, _market.Compatibility.Line[line].Destination);

    private decimal Sum(Func<int, int, long> cents)
    {
        Int128 sum = 0;
        foreach (var (line, offer, lots) in _matches)
            sum += (Int128)lots * cents(line, offer);
        return Euro(sum);
    }

    private OriginResult Origin(string country, int number)
    {
        var import = _market.Consumption?.Imports.FirstOrDefault(entry => entry.Country == country);
        var imports = import is null ? 0 : Units.Kilograms(import.Quantity);
        return new OriginResult
        {
            Country = country,
            Offered = _market.Tonnes(_offeredByCountry[number]),
            Matched = _market.Tonnes(_ofCountry[number]),
            ShareOfBase = Share(Kilograms(_ofCountry[number]), _base),
            ShareOfMatched = Share(Kilograms(_ofCountry[number]), Kilograms(_matched)),
            ShareOfConsumption = Share(Kilograms(_ofCountry[number]) + imports, _consumption),
            Cap = Cap(_caps.Country[number]),
            Binding = _ofCountry[number] == _caps.Country[number],
        };
    }

    private SupplierResult Supplier(SupplierHub hub, int number) => new()
    {
        Supplier = hub.Name,
        Country = _market.Countries[hub.Country],
        Offered = _market.Tonnes(_offeredBySupplier[number]),
        Matched = _market.Tonnes(_ofSupplier[number]),
        ShareOfBase = Share(Kilograms(_ofSupplier[number]), _base),
        ShareOfMatched = Share(Kilograms(_ofSupplier[number]), Kilograms(_matched)),
        ShareOfConsumption = Share(Kilograms(_ofSupplier[number]), _consumption),
        Cap = Cap(_caps.Supplier[number]),
        Binding = _ofSupplier[number] == _caps.Supplier[number],
    };

    private decimal? Cap(long lots) => lots == CapSet.Unlimited ? null : _market.Tonnes(lots);

    private long Kilograms(long lots) => lots * _market.LotKilograms;

    private decimal Euro(Int128 lotCents) => Units.EuroOfKilogramCents(lotCents * _market.LotKilograms);

    private static decimal? Share(long part, long? whole) =>
        whole is > 0 ? Units.Share(Rounding.Nearest((Int128)part * 10_000, whole.Value)) : null;
}
