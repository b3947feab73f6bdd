using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// Why lines get no more, where neither compatibility nor a minimum says it: by ways from free supply (matching.md, section 9).
/// </summary>
internal sealed class LineCauses(Residual residual, WayCosts costs, MoveBits moves, CancellationToken cancellation)
{
    private readonly SupplySearch _search = new(residual, costs, moves, cancellation);
    private readonly Cause?[] _known = new Cause?[residual.Parts.Count];
    private readonly Dictionary<int, Cause> _ofLabel = [];
    private long[]? _stages;

    /// <summary>Lines of one part have the same ways.</summary>
    public Cause Of(int part) => _known[part] ??= Find(part);

    private Cause Find(int part)
    {
        var records = residual.Solver.Records;
        var label = First(part, records.Reach(part, records.Outside), 1);
        var own = residual.LineCaps.Of(part);
        if (own.Length == 0 && label != Label.None)
            return OfLabel(label);
        var caps = label == Label.None ? null : _search.Labels.CapsOf(label);
        foreach (var (_, country) in own)
        {
            // Nothing comes before a country or supplier alone, nor before the first of the line's own caps.
            if (caps is [{ Kind: not CapKind.Line }])
                break;
            var across = AcrossOwn(part, country, caps);
            if (across == caps)
                continue;
            caps = across;
            if (caps is [_])
                break;
        }
        return caps is not null ? Cause.Of(caps)
            : IsReached(part) ? Cause.NotCompetitive
            : Cause.SupplyExhausted;
    }

    private Cause OfLabel(int label)
    {
        if (!_ofLabel.TryGetValue(label, out var cause))
            _ofLabel.Add(label, cause = Cause.Of(_search.Labels.CapsOf(label)));
        return cause;
    }

    /// <summary>The caps on a way whose last step crosses the line's own, where they are fewer or come first; else those given.</summary>
    private List<CapName>? AcrossOwn(int part, int country, List<CapName>? caps)
    {
        var label = First(part, residual.LineCaps.Behind(part, country), 0);
        if (label == Label.None)
            return caps;
        List<CapName> across = [.. _search.Labels.CapsOf(label), residual.LineCaps.Name(part, country)];
        if (caps is null || across.Count < caps.Count)
            return across;
        return caps is [var other] && across is [var first] && first.CompareTo(other) < 0 ? across : caps;
    }

    private bool IsReached(int part)
    {
        var row = costs.OfPart(part);
        return Lanes.Cheapest(row, Prices(part, row.Length), residual.Parts.Mask(part), MoveTable.Never) != MoveTable.Never;
    }

    /// <summary>The label of the earliest stage, over the slots of a mask, whose lot would gain something.</summary>
    /// <param name="part">The part that would take the lot.</param>
    /// <param name="mask">The slots.</param>
    /// <param name="earliest">No label of an earlier stage would.</param>
    private int First(int part, ReadOnlySpan<ulong> mask, int earliest)
    {
        var row = costs.OfPart(part);
        var gain = costs.Gain(part);
        var first = residual.Market.Slots.Start[residual.Parts.Form[part]];
        if (!costs.AreCounted)
        {
            _stages ??= Stages();
            var stage = _stages.AsSpan(first, row.Length);
            var least = Lanes.Cheapest(stage, row, mask, MoveTable.Never);
            return least == MoveTable.Never ? Label.None : _search.Labels.Last(first + Lanes.IndexOf(stage, row, mask, least));
        }
        var best = Label.None;
        if (Lanes.Cheapest(row, Prices(part, row.Length), mask, gain) == gain)
            return best;
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                var place = word * 64 + BitOperations.TrailingZeroCount(bits);
                var label = _search.Labels.FirstBelow(first + place, gain - row[place] - costs.Potential[first + place]);
                if (label == Label.None || (best != Label.None && _search.Labels[label].Stage >= _search.Labels[best].Stage))
                    continue;
                best = label;
                if (_search.Labels[label].Stage <= earliest)
                    return best;
            }
        }
        return best;
    }

    private ReadOnlySpan<long> Prices(int part, int length) =>
        _search.Price.Slice(residual.Market.Slots.Start[residual.Parts.Form[part]], length);

    /// <summary>By slot, the stage that reached it.</summary>
    private long[] Stages()
    {
        var stages = new long[residual.Market.Slots.Count];
        for (var slot = 0; slot < stages.Length; slot++)
            stages[slot] = _search.Labels.Last(slot) is >= 0 and var label ? _search.Labels[label].Stage : MoveTable.Never;
        return stages;
    }
}
