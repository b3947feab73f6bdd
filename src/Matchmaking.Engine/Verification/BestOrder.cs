using System.Numerics;

namespace Matchmaking.Engine.Verification;

/// <summary>
/// The offers of one profile from the best to the worst at given prices. The order is the same for all lines of the profile: what a line
/// adds of its own, its bonus and its limit, it adds to all of them.
/// </summary>
internal sealed class BestOrder(CheckedGroup group, CheckedPairs pairs)
{
    // Each offer's two numbers as one: the leading one in the upper half, so that comparing keys compares from the left.
    private Int128[] _keys = [];
    private int[] _offers = [];
    private int[] _rank = [];
    private int[] _all = [];
    private int[] _few = [];
    private int _first;
    private int _count;

    /// <summary>Puts the offers of a profile in order; closed ones stay out.</summary>
    public void Sort(int profile, OfferPrices prices, Decisions decisions)
    {
        (_first, var count) = group.Profiles.OffersOf(group.Profiles.FormOf(profile));
        if (_offers.Length < count)
        {
            (_keys, _offers, _rank, _few) = (new Int128[count], new int[count], new int[count], new int[count]);
            _all = [.. Enumerable.Range(0, count)];
        }
        var landed = group.Profiles.Landed(profile);
        _count = 0;
        for (var at = 0; at < count; at++)
        {
            var offer = _first + at;
            _rank[at] = -1;
            if (decisions.Offer[offer] == Decision.Closed)
                continue;
            var cost = landed[at] + group.AdjustmentOf(offer);
            var (lead, follow) = prices.Kind switch
            {
                PriceKind.QuantityThenCost => (prices.Lead[offer], prices.Follow[offer] + cost),
                PriceKind.SurplusThenQuantity => (prices.Lead[offer] + cost, prices.Follow[offer]),
                _ => (prices.Lead[offer], 0L),
            };
            (_keys[_count], _offers[_count]) = (((Int128)lead << 64) + follow, at);
            _count++;
        }
        Array.Sort(_keys, _offers, 0, _count);
        for (var rank = 0; rank < _count; rank++)
            _rank[_offers[rank]] = rank;
    }

    /// <summary>The ranks to look at for a line, the best first: all, or only those of its offers where they are few.</summary>
    public ReadOnlySpan<int> Candidates(int line)
    {
        var few = pairs.Count(line);
        if ((long)few * few >= _count)
            return _all.AsSpan(0, _count);
        var mask = pairs.OfLine(line);
        var found = 0;
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                if (_rank[word * 64 + BitOperations.TrailingZeroCount(bits)] is >= 0 and var rank)
                    _few[found++] = rank;
            }
        }
        _few.AsSpan(0, found).Sort();
        return _few.AsSpan(0, found);
    }

    /// <summary>The offer of a rank, counted from the first one of its form.</summary>
    public int At(int rank) => _offers[rank];

    /// <summary>The offer of a rank.</summary>
    public int OfferAt(int rank) => _first + _offers[rank];

    /// <summary>What the offer of a rank takes off a pair's worth: its prices and, where money counts, its cost before the bonus.</summary>
    public (long Lead, long Follow) TakenAt(int rank)
    {
        var follow = unchecked((long)(ulong)_keys[rank]);
        return ((long)((_keys[rank] - follow) >> 64), follow);
    }
}
