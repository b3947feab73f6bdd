using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The caps of a group in kilograms, worked out from matching.md, sections 4.3 and 4.4.</summary>
internal sealed class CheckedCaps
{
    private readonly CheckedGroup _group;
    private readonly Int128 _base;

    /// <param name="group">The group.</param>
    /// <param name="pairs">Its compatible pairs.</param>
    /// <param name="matchedKilograms">The matched quantity that basis <c>matched</c> takes shares of.</param>
    public CheckedCaps(CheckedGroup group, CheckedPairs pairs, long matchedKilograms)
    {
        _group = group;
        _base = group.Rule.Basis switch
        {
            DiversificationBasis.Demand => Servable(group, pairs),
            DiversificationBasis.Matched => matchedKilograms,
            _ => group.Consumption is null ? 0 : Units.Kilograms(group.Consumption.Quantity),
        };
    }

    public long BaseKilograms => (long)_base;

    /// <summary>The most that may come from a country; null: any quantity.</summary>
    public long? OfCountry(string country)
    {
        if (_group.Rule.CountryShare is not { } share || !_group.IsThirdCountry(country))
            return null;
        var cap = Part(share);
        if (_group.Rule.Basis == DiversificationBasis.Consumption)
            cap -= _group.Consumption?.Imports.Where(entry => entry.Country == country).Sum(entry => Units.Kilograms(entry.Quantity)) ?? 0;
        return WholeLots(Int128.Max(0, cap));
    }

    /// <summary>The most that one supplier may give from one country; null: any quantity.</summary>
    public long? OfSupplier() => _group.Rule.SupplierShare is { } share ? WholeLots(Part(share)) : null;

    private Int128 Part(decimal share) => _base * Units.BasisPoints(share) / 10_000;

    private long WholeLots(Int128 kilograms) => (long)(kilograms - kilograms % _group.LotKilograms);

    private static Int128 Servable(CheckedGroup group, CheckedPairs pairs)
    {
        Int128 total = 0;
        for (var line = 0; line < group.Lines.Length; line++)
        {
            Int128 supply = 0;
            foreach (var (offer, _) in pairs.OfLine(line))
                supply += Units.Kilograms(group.Offers[offer].Quantity);
            total += Int128.Min(supply, Units.Kilograms(group.Lines[line].Quantity));
        }
        return total;
    }
}
