namespace Matchmaking.Engine.Documents;

/// <summary>Exact conversions between the documents' decimals and the whole numbers that every decision is taken in.</summary>
/// <remarks>
/// Tonnes become kilograms, euro become cents, shares become basis points. A quantity times a cost is counted in
/// kilogram-cents, a hundred-thousandth of a euro each.
/// </remarks>
public static class Units
{
    // A number whose digits are below this stays inside 64 bits in every unit.
    private const ulong FewDigits = 1_000_000_000_000;

    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    /// <summary>Kilograms of a quantity in tonnes with at most 3 decimals.</summary>
    /// <exception cref="OverflowException">The quantity has more decimals or is out of range.</exception>
    public static long Kilograms(decimal tonnes) => Whole(tonnes, 3);

    /// <summary>Cents of an amount in euro with at most 2 decimals.</summary>
    /// <exception cref="OverflowException">The amount has more decimals or is out of range.</exception>
    public static long Cents(decimal euro) => Whole(euro, 2);

    /// <summary>Basis points of a share with at most 4 decimals.</summary>
    /// <exception cref="OverflowException">The share has more decimals or is out of range.</exception>
    public static long BasisPoints(decimal share) => Whole(share, 4);

    /// <summary>Thousandths of a footprint or score with at most 3 decimals.</summary>
    /// <exception cref="OverflowException">The figure has more decimals or is out of range.</exception>
    public static long Thousandths(decimal figure) => Whole(figure, 3);

    /// <summary>Millionths of a purity or freight rate with at most 6 decimals.</summary>
    /// <exception cref="OverflowException">The figure has more decimals or is out of range.</exception>
    public static long Millionths(decimal figure) => Whole(figure, 6);

    /// <summary>Tonnes, in shortest form.</summary>
    public static decimal Tonnes(long kilograms) => OfWhole(kilograms, 3);

    /// <summary>Euro, in shortest form.</summary>
    public static decimal Euro(long cents) => OfWhole(cents, 2);

    /// <summary>Euro of a sum of kilograms times cents per tonne: exact, with up to 5 decimals.</summary>
    /// <exception cref="OverflowException">The sum is beyond 7.9e28.</exception>
    public static decimal EuroOfKilogramCents(Int128 kilogramCents) => Shortest((decimal)kilogramCents / 100_000m);

    /// <summary>A share of one from basis points, in shortest form.</summary>
    public static decimal Share(long basisPoints) => OfWhole(basisPoints, 4);

    /// <summary>The same number without trailing zeros; zero has no sign.</summary>
    public static decimal Shortest(decimal number)
    {
        if (number == 0)
            return 0m;
        var isShortest = number.Scale == 0 || (TryDigits(number, out var digits) && digits % 10 != 0);
        return isShortest ? number : number / 1.0000000000000000000000000000m;
    }

    /// <summary>How many decimals a number has once trailing zeros are dropped.</summary>
    public static int Decimals(decimal number) => number.Scale == 0 ? 0 : Shortest(number).Scale;

    private static long Whole(decimal number, int decimals)
    {
        if (number.Scale <= decimals && TryDigits(number, out var digits) && digits < FewDigits)
        {
            var size = (long)digits * Powers[decimals - number.Scale];
            return decimal.IsNegative(number) ? -size : size;
        }
        var whole = number * Powers[decimals];
        if (decimal.Truncate(whole) != whole)
            throw new OverflowException($"{number} has more decimals than its unit.");
        return decimal.ToInt64(whole);
    }

    private static decimal OfWhole(long units, int decimals)
    {
        for (; decimals > 0 && units % 10 == 0; decimals--)
            units /= 10;
        var size = units < 0 ? (ulong)-units : (ulong)units;
        return new decimal((int)size, (int)(size >> 32), 0, units < 0, (byte)decimals);
    }

    // The digits of a number, where they fit 64 bits.
    private static bool TryDigits(decimal number, out ulong digits)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        digits = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        return parts[2] == 0;
    }
}
