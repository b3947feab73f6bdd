namespace Matchmaking.Engine.Documents;

/// <summary>Exact conversions between the documents' decimals and the whole numbers that every decision is taken in.</summary>
/// <remarks>
/// Tonnes become kilograms, euro become cents, shares become basis points. A quantity times a cost is counted in
/// kilogram-cents, a hundred-thousandth of a euro each.
/// </remarks>
public static class Units
{
    /// <summary>Kilograms of a quantity in tonnes with at most 3 decimals.</summary>
    /// <exception cref="OverflowException">The quantity has more decimals or is out of range.</exception>
    public static long Kilograms(decimal tonnes) => Whole(tonnes, 1_000m);

    /// <summary>Cents of an amount in euro with at most 2 decimals.</summary>
    /// <exception cref="OverflowException">The amount has more decimals or is out of range.</exception>
    public static long Cents(decimal euro) => Whole(euro, 100m);

    /// <summary>Basis points of a share with at most 4 decimals.</summary>
    /// <exception cref="OverflowException">The share has more decimals or is out of range.</exception>
    public static long BasisPoints(decimal share) => Whole(share, 10_000m);

    /// <summary>Thousandths of a footprint or score with at most 3 decimals.</summary>
    /// <exception cref="OverflowException">The figure has more decimals or is out of range.</exception>
    public static long Thousandths(decimal figure) => Whole(figure, 1_000m);

    /// <summary>Millionths of a purity or freight rate with at most 6 decimals.</summary>
    /// <exception cref="OverflowException">The figure has more decimals or is out of range.</exception>
    public static long Millionths(decimal figure) => Whole(figure, 1_000_000m);

    /// <summary>Tonnes, in shortest form.</summary>
    public static decimal Tonnes(long kilograms) => Shortest(kilograms / 1_000m);

    /// <summary>Euro, in shortest form.</summary>
    public static decimal Euro(long cents) => Shortest(cents / 100m);

    /// <summary>Euro of a sum of kilograms times cents per tonne: exact, with up to 5 decimals.</summary>
    /// <exception cref="OverflowException">The sum is beyond 7.9e28.</exception>
    public static decimal EuroOfKilogramCents(Int128 kilogramCents) => Shortest((decimal)kilogramCents / 100_000m);

    /// <summary>A share of one from basis points, in shortest form.</summary>
    public static decimal Share(long basisPoints) => Shortest(basisPoints / 10_000m);

    /// <summary>The same number without trailing zeros; zero has no sign.</summary>
    public static decimal Shortest(decimal number) => number == 0 ? 0m : number / 1.0000000000000000000000000000m;

    /// <summary>How many decimals a number has once trailing zeros are dropped.</summary>
    public static int Decimals(decimal number) => Shortest(number).Scale;

    private static long Whole(decimal number, decimal unitsPerOne)
    {
        var whole = number * unitsPerOne;
        if (decimal.Truncate(whole) != whole)
            throw new OverflowException($"{number} has more decimals than its unit.");
        return decimal.ToInt64(whole);
    }
}
