namespace Matchmaking.Engine.Verification;

/// <summary>The largest quantity that a cut admits when its caps are shares of that quantity.</summary>
internal static class CutDescent
{
    private const int Whole = 10_000;

    /// <summary>
    /// The largest T up to <paramref name="from"/> with <c>constant + countries * floor(T * countryShare) + suppliers * floor(T *
    /// supplierShare) >= T</c>; null where there is none.
    /// </summary>
    /// <remarks>
    /// At multiples of 10,000 nothing is rounded down. Where the inequality could hold there at all, a descent from above finds its
    /// answer within 10,000 lots, so it is enough to start and to end at the bounds that hold without rounding.
    /// </remarks>
    public static long? Largest(Int128 constant, int countries, long countryShare, int suppliers, long supplierShare, long from)
    {
        var slope = (Int128)countries * countryShare + (Int128)suppliers * supplierShare - Whole;
        var (lots, least) = ((Int128)from, (Int128)0);
        if (slope < 0)
            lots = constant < 0 ? -1 : Int128.Min(lots, constant * Whole / -slope);
        else if (constant < 0)
            least = slope == 0 ? lots + 1 : (-constant * Whole + slope - 1) / slope;
        while (lots >= least)
        {
            var through = constant + countries * (lots * countryShare / Whole) + suppliers * (lots * supplierShare / Whole);
            if (through >= lots)
                return (long)lots;
            lots = through;
        }
        return null;
    }
}
