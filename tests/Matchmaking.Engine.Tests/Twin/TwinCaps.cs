using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>What a cap limits, in the order in which a cause is named.</summary>
public enum TwinCapKind
{
    Country,
    Supplier,
    Line,
}

/// <summary>A cap by name: the country's own, a supplier's or a line's from that country.</summary>
public readonly record struct TwinCap(TwinCapKind Kind, string Owner, string Country) : IComparable<TwinCap>
{
    public static TwinCap OfCountry(string country) => new(TwinCapKind.Country, "", country);

    public static TwinCap OfSupplier(SupplyOffer offer) => new(TwinCapKind.Supplier, SupplierOf(offer), offer.Origin);

    public static TwinCap OfLine(string line, string country) => new(TwinCapKind.Line, line, country);

    public int CompareTo(TwinCap other) => Kind != other.Kind ? Kind.CompareTo(other.Kind)
        : string.CompareOrdinal(Owner, other.Owner) is var byOwner and not 0 ? byOwner : string.CompareOrdinal(Country, other.Country);

    public static string SupplierOf(SupplyOffer offer) => offer.SupplierGroup ?? offer.Supplier;
}

/// <summary>The caps of matching.md, section 4, in lots, under one basis; in decimals.</summary>
public sealed class TwinCapRule(MatchingInput input, TwinPairs pairs, DiversificationBasis basis, bool applies)
{
    private readonly Diversification _rule = input.Rules.Diversification;

    /// <summary>Whether the caps follow the matched quantity itself.</summary>
    public bool FollowsMatched => basis == DiversificationBasis.Matched && HasShares;

    /// <summary>Whether the basis says anything: Union consumption must be known where there are shares of it.</summary>
    public bool IsDefined => !HasShares || basis != DiversificationBasis.Consumption || input.Consumption.Count > 0;

    private bool HasShares => applies && (_rule.CountryShare is not null || _rule.SupplierShare is not null);

    /// <summary>Every cap there is; those of basis matched as shares of a matched quantity.</summary>
    public Dictionary<TwinCap, long> At(long matchedLots)
    {
        var caps = new Dictionary<TwinCap, long>();
        if (!applies)
            return caps;
        var tonnes = basis switch
        {
            DiversificationBasis.Demand => input.Demands.Sum(Servable),
            DiversificationBasis.Matched => matchedLots * input.Rules.Lot,
            _ => input.Consumption.Sum(entry => entry.Quantity),
        };
        foreach (var offer in input.Offers)
        {
            var isThird = !input.Rules.ExemptCountries.Contains(offer.Origin);
            if (_rule.CountryShare is { } share && isThird)
            {
                var imports = basis == DiversificationBasis.Consumption ? Imports(offer.Origin) : 0;
                caps[TwinCap.OfCountry(offer.Origin)] = Lots(share, tonnes, imports);
            }
            if (_rule.SupplierShare is { } part)
                caps[TwinCap.OfSupplier(offer)] = Lots(part, tonnes, 0);
            if (_rule.LineCountryShare is { } own && isThird)
            {
                foreach (var line in input.Demands)
                {
                    caps[TwinCap.OfLine(line.Id, offer.Origin)] = Lots(
                        own,
                        line.ExistingSupply.Sum(entry => entry.Quantity) + line.Quantity,
                        line.ExistingSupply.Where(entry => entry.Country == offer.Origin).Sum(entry => entry.Quantity));
                }
            }
        }
        return caps;
    }

    private decimal Servable(DemandLine line) =>
        Math.Min(line.Quantity, pairs.All.Where(pair => pair.Line.Id == line.Id).Sum(pair => pair.Offer.Quantity));

    private decimal Imports(string country) =>
        input.Consumption.SelectMany(entry => entry.Imports).Where(entry => entry.Country == country).Sum(entry => entry.Quantity);

    // Down to kilograms, less what is there, down to lots.
    private long Lots(decimal share, decimal tonnes, decimal existing) =>
        (long)Math.Floor(Math.Max(0, Math.Floor(share * tonnes * 1000) / 1000 - existing) / input.Rules.Lot);
}
