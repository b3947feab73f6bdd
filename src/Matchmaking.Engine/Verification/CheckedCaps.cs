using System.Numerics;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The caps of countries and suppliers in kilograms, after matching.md, sections 4.3 and 4.4; null: any quantity.</summary>
internal sealed class CheckedCaps
{
    /// <param name="group">The group.</param>
    /// <param name="baseKilograms">The quantity that shares refer to.</param>
    private CheckedCaps(CheckedGroup group, long baseKilograms)
    {
        BaseKilograms = baseKilograms;
        var rule = group.Rules.Diversification;
        var country = rule.CountryShare is { } share ? Part(share) : (long?)null;
        Supplier = rule.SupplierShare is { } supplierShare ? WholeLots(Part(supplierShare)) : null;
        Country = [.. group.Hubs.Countries.Select((code, number) => group.Hubs.IsThird[number] && country is { } part
            ? WholeLots(Math.Max(0, part - Imports(group, code)))
            : (long?)null)];

        long Part(decimal of) => (long)((Int128)baseKilograms * Units.BasisPoints(of) / 10_000);
        long WholeLots(long kilograms) => kilograms - kilograms % group.LotKilograms;
    }

    public long BaseKilograms { get; }

    /// <summary>The most that may come from each country.</summary>
    public long?[] Country { get; }

    /// <summary>The most that any one supplier may give from one country.</summary>
    public long? Supplier { get; }

    /// <summary>The caps of a basis that does not follow the result.</summary>
    public static CheckedCaps Fixed(CheckedGroup group, CheckedPairs pairs) => new(group, group.Rules.Diversification.Basis switch
    {
        DiversificationBasis.Demand => Servable(group, pairs),
        _ => group.Consumption is null ? 0 : Units.Kilograms(group.Consumption.Quantity),
    });

    /// <summary>The caps of basis <c>matched</c> at a quantity.</summary>
    public static CheckedCaps At(CheckedGroup group, long matchedKilograms) => new(group, matchedKilograms);

    private static long Imports(CheckedGroup group, string country) =>
        group.Rules.Diversification.Basis != DiversificationBasis.Consumption || group.Consumption is null ? 0
        : group.Consumption.Imports.Where(entry => entry.Country == country).Sum(entry => Units.Kilograms(entry.Quantity));

    // Demand that nobody can serve does not widen the cap.
    private static long Servable(CheckedGroup group, CheckedPairs pairs)
    {
        var total = 0L;
        for (var line = 0; line < group.Lines; line++)
        {
            var mask = pairs.OfLine(line);
            var (first, quantity) = (group.Profiles.FirstOffer(line), group.LineQuantity[line]);
            var supply = 0L;
            for (var word = 0; word < mask.Length && supply < quantity; word++)
            {
                for (var bits = mask[word]; bits != 0; bits &= bits - 1)
                    supply += group.OfferQuantity[first + word * 64 + BitOperations.TrailingZeroCount(bits)];
            }
            total += Math.Min(supply, quantity);
        }
        return total;
    }
}
