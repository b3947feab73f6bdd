namespace Matchmaking.Engine.Documents;

/// <summary>The ranges an input must keep, chosen so that every sum downstream provably fits its integers.</summary>
/// <remarks>
/// With at most 10^15 kilograms on either side and generalised costs between -4 * 10^11 and 3 * 10^11 cents per tonne, sums of
/// quantity times cost stay below 10^27 kilogram-cents, inside <see cref="Int128"/> and inside the 28 digits of a decimal.
/// Potentials are those of hubs (offers, suppliers, countries), never of lines: a shortest path passes each offer at most once, so with at
/// most 400,000 offers none is beyond (400,000 + 2) * 7 * 10^11, below 3 * 10^17: three of them, for an arc above every path, or four, for a second
/// component below the first, stay below 2^60, and any sum of four of those inside 64 bits.
/// The number of lines is bounded only so that places in arrays fit 32 bits.
/// </remarks>
public static class InputLimits
{
    /// <summary>Tonnes: the most that one quantity, all lines, all offers or all imports of an entry may come to.</summary>
    public const decimal Tonnes = 1_000_000_000_000m;

    /// <summary>Euro per tonne: the highest price, freight, bonus, carbon cost or distance cost.</summary>
    public const decimal EuroPerTonne = 1_000_000_000m;

    /// <summary>The highest score, and the highest footprint in tonnes of CO2e per tonne.</summary>
    public const decimal Figure = 1_000_000m;

    /// <summary>The highest freight rate in euro per tonne-kilometre.</summary>
    public const decimal FreightRate = 10_000m;

    /// <summary>The most demand lines.</summary>
    public const int Demands = 2_000_000;

    /// <summary>The most supply offers.</summary>
    public const int Offers = 400_000;
}
