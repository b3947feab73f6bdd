using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>The figures of a group's result, in the units of the documents (matching.md, section 7).</summary>
internal sealed class GroupReport(Market market, CapRule rule, Flow flow)
{
    private readonly long _base = rule.BaseKilograms(flow.Value.Quantity);
    private readonly long? _consumption = market.Consumption is { } consumption ? Units.Kilograms(consumption.Quantity) : null;
    private readonly long _matched = flow.Value.Quantity * market.LotKilograms;

    public GroupResult Write(
        Solution solution, QuantityAndCost? withoutRule, IReadOnlyDictionary<string, QuantityAndCost?> otherBases, JsonObject certificate) => new()
        {
            Material = market.Material,
            Stage = market.Stage,
            Year = market.Year,
            Status = solution.IsProven ? GroupStatus.Optimal : GroupStatus.Feasible,
            Base = Units.Tonnes(_base),
            Matched = Units.Tonnes(_matched),
            Cost = Amounts(market, flow.Value).Cost,
            LandedCost = LandedCost(),
            Bound = Amounts(market, solution.Bound),
            Origins = [.. market.Countries.Select(Origin)],
            Suppliers = [.. market.Suppliers.Select(Supplier)],
            Hhi = _matched == 0 ? 0 : (int)Rounding.Nearest(
                flow.CountryTotal.Aggregate((Int128)0, (sum, lots) => sum + (Int128)lots * lots) * 10_000,
                (Int128)flow.Value.Quantity * flow.Value.Quantity),
            WithoutRule = withoutRule,
            OtherBases = otherBases,
            Certificate = certificate,
        };

    public static QuantityAndCost Amounts(Market market, Value value) => new(
        Units.Tonnes(value.Quantity * market.LotKilograms), Units.EuroOfKilogramCents(value.Cost * market.LotKilograms));

    public IEnumerable<MatchedPair> Matches() => flow.Pairs.Select(entry =>
    {
        var (line, offer) = (market.Pairs.Line[entry.Pair], market.Pairs.Offer[entry.Pair]);
        return new MatchedPair(market.Lines[line].Source.Id, market.Offers[offer].Source.Id, Tonnes(entry.Lots),
            Units.Euro(market.Pairs.Compatibility.LandedCents(line, offer)));
    });

    private decimal LandedCost()
    {
        Int128 sum = 0;
        foreach (var (pair, lots) in flow.Pairs)
            sum += (Int128)lots * market.Pairs.Compatibility.LandedCents(market.Pairs.Line[pair], market.Pairs.Offer[pair]);
        return Units.EuroOfKilogramCents(sum * market.LotKilograms);
    }

    private OriginResult Origin(string country, int number)
    {
        var matched = flow.CountryTotal[number];
        var imports = market.Consumption?.Imports.FirstOrDefault(entry => entry.Country == country) is { } entry ? Units.Kilograms(entry.Quantity) : 0;
        return new OriginResult
        {
            Country = country,
            Offered = Tonnes(Enumerable.Range(0, market.Offers.Length).Where(offer => market.CountryOf(offer) == number)
                .Sum(offer => market.Offers[offer].Quantity)),
            Matched = Tonnes(matched),
            ShareOfBase = Share(matched * market.LotKilograms, _base),
            ShareOfMatched = Share(matched * market.LotKilograms, _matched),
            ShareOfConsumption = Share(matched * market.LotKilograms + imports, _consumption),
            Cap = Cap(flow.Caps.Country[number]),
            Binding = matched == flow.Caps.Country[number],
        };
    }

    private SupplierResult Supplier(SupplierHub hub, int number)
    {
        var matched = flow.SupplierTotal[number];
        return new SupplierResult
        {
            Supplier = hub.Name,
            Country = market.Countries[hub.Country],
            Offered = Tonnes(market.Offers.Where(offer => offer.Supplier == number).Sum(offer => offer.Quantity)),
            Matched = Tonnes(matched),
            ShareOfBase = Share(matched * market.LotKilograms, _base),
            ShareOfMatched = Share(matched * market.LotKilograms, _matched),
            ShareOfConsumption = Share(matched * market.LotKilograms, _consumption),
            Cap = Cap(flow.Caps.Supplier[number]),
            Binding = matched == flow.Caps.Supplier[number],
        };
    }

    private decimal? Cap(long lots) => lots == NetworkSimplex.Unlimited ? null : Tonnes(lots);

    private decimal Tonnes(long lots) => Units.Tonnes(lots * market.LotKilograms);

    private static decimal? Share(long part, long? whole) =>
        whole is > 0 ? Units.Share(Rounding.Nearest((Int128)part * 10_000, whole.Value)) : null;
}
