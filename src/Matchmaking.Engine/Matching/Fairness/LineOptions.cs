using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// Where a part may stand in a best result, read off the prices: nowhere dearer than its own marginal price; at that price, anywhere; and
/// where it is cheaper, which only a line cap or a served minimum lets it be, to the full.
/// </summary>
internal sealed class LineOptions
{
    private readonly Market _market;
    private readonly HubSolver _solver;
    private readonly SlotCountries _countries;
    private readonly List<(int Country, long Price, long Lots)> _capped = [];
    private readonly ulong[] _free;
    private readonly ulong[] _scratch;
    private readonly List<(long Price, long Lots)> _sorted = [];

    public LineOptions(Market market, HubSolver solver)
    {
        (_market, _solver, _countries) = (market, solver, new SlotCountries(market));
        var words = market.Slots.Words.DefaultIfEmpty(0).Max();
        (_free, _scratch) = (new ulong[words], new ulong[words]);
    }

    /// <summary>The part's marginal price.</summary>
    public long Price { get; private set; }

    /// <summary>The least that it receives in a best result, in lots.</summary>
    public long Least { get; private set; }

    /// <summary>The most that it receives.</summary>
    public long Most { get; private set; }

    /// <summary>Its line caps that matter, with the price of the country's cheapest offers.</summary>
    public IReadOnlyList<(int Country, long Price, long Lots)> Capped => _capped;

    public void Read(int part)
    {
        var (parts, quantity) = (_solver.Parts, _solver.Parts.Quantity[part]);
        var mask = Mask(part);
        mask.CopyTo(_free);
        _capped.Clear();
        _sorted.Clear();
        for (var (cap, end) = (parts.Caps.OfPart(part).Start.Value, parts.Caps.OfPart(part).End.Value); cap < end; cap++)
        {
            var country = parts.Caps.CountryOf(cap);
            var slots = _countries.Slots(parts.Form[part], country);
            for (var word = 0; word < mask.Length; word++)
            {
                _scratch[word] = mask[word] & slots[word];
                _free[word] &= ~slots[word];
            }
            _capped.Add((country, Cheapest(part, _scratch.AsSpan(0, mask.Length)), _solver.Records.CapLots[cap]));
            _sorted.Add((_capped[^1].Price, _capped[^1].Lots));
        }
        var outside = parts.UnmatchedCost[part] + _solver.Tree.Potential[HubTree.Root];
        var outsideMost = _solver.Records.UnmatchedMost[part];
        _sorted.Add((outside, outsideMost));
        _sorted.Add((Cheapest(part, _free.AsSpan(0, mask.Length)), long.MaxValue));
        _sorted.Sort();
        var left = quantity;
        foreach (var (price, lots) in _sorted)
        {
            Price = price;
            if ((left -= Math.Min(left, lots)) == 0)
                break;
        }
        Least = outside <= Price ? quantity - outsideMost : quantity;
        Most = outside < Price ? quantity - outsideMost : quantity;
    }

    /// <summary>The offers outside capped countries that cost a part its marginal price.</summary>
    public void Free(int part, Span<ulong> tight) => Tight(part, _free.AsSpan(0, tight.Length), Price, tight);

    /// <summary>The cheapest offers of a capped country.</summary>
    public void Of(int part, int country, long price, Span<ulong> tight)
    {
        var mask = Mask(part);
        var slots = _countries.Slots(_solver.Parts.Form[part], country);
        for (var word = 0; word < tight.Length; word++)
            _scratch[word] = mask[word] & slots[word];
        Tight(part, _scratch.AsSpan(0, tight.Length), price, tight);
    }

    private ReadOnlySpan<ulong> Mask(int part) => _solver.Parts.Mask(part);

    private ReadOnlySpan<long> Prices(int part, int length) =>
        _solver.Tree.Potential.AsSpan(_solver.Tree.FirstSlot + _market.Slots.Start[_solver.Parts.Form[part]], length);

    private long Cheapest(int part, ReadOnlySpan<ulong> mask)
    {
        var costs = _market.Costs.Cost(_solver.Parts.Profile[part]);
        return Lanes.Cheapest(costs, Prices(part, costs.Length), mask, MoveTable.Never);
    }

    private void Tight(int part, ReadOnlySpan<ulong> mask, long price, Span<ulong> tight)
    {
        var costs = _market.Costs.Cost(_solver.Parts.Profile[part]);
        var prices = Prices(part, costs.Length);
        for (var word = 0; word < tight.Length; word++)
            tight[word] = mask[word] == 0 ? 0 : mask[word] & Lanes.Equal(costs, prices, word, price);
    }
}
