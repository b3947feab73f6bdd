namespace Matchmaking.Engine.Matching.Markets;

/// <summary>
/// Turns the two objectives of matching.md, section 5, into one cost per lot, so that the cheapest flow is the best result: pairs cost, and
/// so does a lot that stays unmatched.
/// </summary>
/// <remarks>
/// Objective <c>volume</c>: a pair costs its generalised cost, an unmatched lot more than any simple way through the network, so quantity
/// comes strictly first. Objective <c>surplus</c>: an unmatched lot costs the line's limit. Costs are taken four times and an unmatched lot
/// one more: a simple way changes the quantity by at most one lot, so the surplus comes first and quantity second. In both cases a price,
/// the difference of two potentials, splits uniquely into its two components. All costs are shifted by the lowest, which shifts the cost of
/// every result of one quantity alike. A shifted cost is at most <see cref="Range"/>; a simple way passes every offer at most once.
/// </remarks>
internal sealed class PriceScale
{
    /// <summary>No way through the network costs more, with what an unmatched lot costs included.</summary>
    public const long LongestWay = 1L << 60;

    private const long SurplusFactor = 4;

    private readonly bool _isSurplus;
    private readonly long _factor;
    private readonly long _lowest;

    /// <param name="isSurplus">Whether the objective is <c>surplus</c>.</param>
    /// <param name="lowest">The lowest generalised cost or limit, in cents per tonne.</param>
    /// <param name="highest">The highest one.</param>
    /// <param name="offers">The offers that a way can pass.</param>
    /// <exception cref="OverflowException">Ways could cost more than 64 bits hold; the input's ranges rule that out.</exception>
    public PriceScale(bool isSurplus, long lowest, long highest, int offers)
    {
        (_isSurplus, _factor, _lowest) = (isSurplus, isSurplus ? SurplusFactor : 1, lowest);
        Range = checked(_factor * (highest - lowest) + 1);
        var way = checked((offers + 2L) * Range);
        Unmatched = isSurplus ? 0 : checked(2 * way + 1);
        if (Unmatched + way > LongestWay)
            throw new OverflowException("A way through the network could cost more than the search holds.");
    }

    /// <summary>The most that a pair's scaled cost comes to.</summary>
    public long Range { get; }

    /// <summary>What an unmatched lot costs under objective <c>volume</c>.</summary>
    public long Unmatched { get; }

    public long OfPair(long costCents) => _factor * (costCents - _lowest);

    /// <summary>What an unmatched lot of a line costs.</summary>
    /// <param name="limitCents">The line's effective limit price; not read under objective <c>volume</c>.</param>
    public long OfUnmatched(long limitCents) => _isSurplus ? _factor * (limitCents - _lowest) + 1 : Unmatched;

    /// <summary>
    /// The two components of a price: matched quantity and cents per tonne under objective <c>volume</c>, cents per tonne and matched
    /// quantity under <c>surplus</c>.
    /// </summary>
    public (long Major, long Minor) Split(long price)
    {
        if (_isSurplus)
        {
            var cents = (price + 1) >> 2;
            return (cents, price - (cents << 2));
        }
        var quantity = price >= 0 ? (price + Unmatched / 2) / Unmatched : -((Unmatched / 2 - price) / Unmatched);
        return (quantity, price - quantity * (Unmatched + _lowest));
    }

    /// <summary>What a flow is worth.</summary>
    /// <param name="totals">The flow's sums.</param>
    /// <param name="all">What leaving every line unmatched comes to.</param>
    public Worth Value(in FlowTotals totals, in FlowTotals all)
    {
        var matched = all.Unmatched - totals.Unmatched;
        if (!_isSurplus)
            return new Worth(matched, -(totals.PairCost + (Int128)_lowest * matched));
        var surplus = all.UnmatchedCost - all.Unmatched - (totals.UnmatchedCost - totals.Unmatched) - totals.PairCost;
        return new Worth(surplus / _factor, matched);
    }

    /// <summary>Generalised cost in lot-cents of a flow whose pairs have this scaled cost.</summary>
    public Int128 Cost(Int128 pairCost, Int128 matched) => pairCost / _factor + (Int128)_lowest * matched;
}

/// <summary>Sums over a flow: scaled cost of its pairs, lots that stay unmatched and their scaled cost.</summary>
internal readonly record struct FlowTotals(Int128 PairCost, Int128 Unmatched, Int128 UnmatchedCost);
