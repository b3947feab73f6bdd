namespace Matchmaking.Engine.Matching;

/// <summary>Division of whole numbers, rounded as the specification says.</summary>
internal static class Rounding
{
    /// <summary>The nearest whole number to a quotient of numbers that are not negative, halves upwards.</summary>
    public static long Nearest(Int128 dividend, Int128 divisor) => (long)((2 * dividend + divisor) / (2 * divisor));

    /// <summary>A share of a quantity in basis points, rounded down.</summary>
    public static long ShareOf(long quantity, long basisPoints) => (long)((Int128)quantity * basisPoints / 10_000);
}
