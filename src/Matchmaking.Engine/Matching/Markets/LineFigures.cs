using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>A demand line's conditions as whole numbers.</summary>
/// <remarks>
/// <c>Buyer</c> is the number of the supplier that is the same company, <c>Group</c> that of the supplier group that is the buyer's own.
/// </remarks>
internal readonly record struct LineFigures(
    int Form, int Buyer, int Group, int Destination, long MinPurity, long MinScore, long MaxFootprint, long LimitCents, bool RecycledOnly,
    bool IsSme, int[] ExcludedOrigins)
{
    /// <summary>Stands for a limit that was not set.</summary>
    public const long NoLimit = long.MaxValue;

    private const long NoMinimum = -1;

    public static LineFigures Of(
        DemandLine line, Numbering forms, Numbering suppliers, Numbering groups, Numbering destinations, Numbering origins) => new(
        forms.Of(line.Form), suppliers.Of(line.Buyer), groups.Of(line.BuyerGroup), destinations.Of(line.Destination),
        line.MinPurity is { } purity ? Units.Millionths(purity) : NoMinimum, Units.Thousandths(line.MinSustainabilityScore ?? 0),
        line.MaxCarbonFootprint is { } footprint ? Units.Thousandths(footprint) : NoLimit,
        line.LimitPrice is { } limit ? Units.Cents(limit) : NoLimit, line.RecycledOnly, line.Sme, Known(line.ExcludedOrigins, origins));

    private static int[] Known(IReadOnlyList<string> countries, Numbering origins)
    {
        if (countries.Count == 0)
            return [];
        var known = new List<int>();
        foreach (var country in countries)
        {
            if (origins.Of(country) is not Numbering.Unknown and var number)
                known.Add(number);
        }
        return [.. known];
    }
}
