using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>Why lines get no more, where neither compatibility nor a minimum says it: by ways from free supply (matching.md, section 9).</summary>
internal sealed class LineCauses(Residual residual, WayCosts costs, MoveBits moves, CancellationToken cancellation)
{
    private readonly SupplySearch _search = new(residual, costs, moves, cancellation);
    private readonly long[] _stage = StagesOf(residual);
    private readonly Cause?[] _known = new Cause?[residual.Parts.Count];
    private bool _hasStages;

    /// <summary>Lines of one part have the same ways.</summary>
    public Cause Of(int part) => _known[part] ??= Find(part);

    private Cause Find(int part)
    {
        var records = residual.Solver.Records;
        var first = First(part, records.Reach(part, records.Outside));
        var best = (Level: int.MaxValue, Caps: (List<CapName>?)null);
        if (first != Label.None)
            best = (_search.LevelOf(first), _search.CapsOf(first));

        // The last step can cross a cap of the line's own.
        var isReached = IsReached(part, residual.Parts.Mask(part));
        foreach (var (_, country) in residual.LineCaps.Of(part))
        {
            var label = First(part, residual.LineCaps.Behind(part, country));
            if (label == Label.None || _search.LevelOf(label) >= best.Level)
                continue;
            List<CapName> caps = [.. _search.CapsOf(label), residual.LineCaps.Name(part, country)];
            if (_search.LevelOf(label) + 1 < best.Level || (best.Level == 1 && caps[0].CompareTo(best.Caps![0]) < 0))
                best = (_search.LevelOf(label) + 1, caps);
        }
        return best.Caps is { } found ? Cause.Of(found) : isReached ? Cause.NotCompetitive : Cause.SupplyExhausted;
    }

    private bool IsReached(int part, ReadOnlySpan<ulong> mask)
    {
        var row = costs.OfPart(part);
        return Lanes.Cheapest(row, Prices(part, row.Length), mask, MoveTable.Never) != MoveTable.Never;
    }

    /// <summary>The label of the earliest stage, over the slots of a mask, whose lot would gain something.</summary>
    private int First(int part, ReadOnlySpan<ulong> mask)
    {
        var row = costs.OfPart(part);
        var gain = costs.Gain(part);
        var first = residual.Market.Slots.Start[residual.Parts.Form[part]];
        if (!costs.AreCounted)
        {
            EnsureStages();
            var stage = _stage.AsSpan(first, row.Length);
            var least = Lanes.Cheapest(stage, row, mask, MoveTable.Never);
            return least == MoveTable.Never ? Label.None : _search.Last(first + Lanes.IndexOf(stage, row, mask, least));
        }
        var best = Label.None;
        if (Lanes.Cheapest(row, Prices(part, row.Length), mask, gain) == gain)
            return best;
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                var place = word * 64 + BitOperations.TrailingZeroCount(bits);
                var label = _search.FirstBelow(first + place, gain - row[place] - costs.Potential[first + place]);
                if (label != Label.None && (best == Label.None || _search[label].Stage < _search[best].Stage))
                    best = label;
            }
        }
        return best;
    }

    private ReadOnlySpan<long> Prices(int part, int length) => _search.Price.Slice(residual.Market.Slots.Start[residual.Parts.Form[part]], length);

    private static long[] StagesOf(Residual residual)
    {
        var stages = new long[residual.Market.Slots.Count];
        Array.Fill(stages, MoveTable.Never);
        return stages;
    }

    private void EnsureStages()
    {
        for (var slot = 0; slot < _stage.Length && !_hasStages; slot++)
        {
            if (_search.Last(slot) is >= 0 and var label)
                _stage[slot] = _search[label].Stage;
        }
        _hasStages = true;
    }
}
