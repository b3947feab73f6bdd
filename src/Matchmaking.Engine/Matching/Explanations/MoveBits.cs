using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>Between which slots of a form lines can move, whatever it costs: a bit for each pair.</summary>
internal sealed class MoveBits
{
    private readonly int[] _start;
    private readonly ulong[] _from;
    private readonly Lazy<ulong[]> _to;

    public MoveBits(Residual residual)
    {
        var (slots, parts, records) = (residual.Market.Slots, residual.Parts, residual.Solver.Records);
        _start = new int[slots.Count + 1];
        for (var slot = 0; slot < slots.Count; slot++)
            _start[slot + 1] = _start[slot] + slots.Words[slots.FormOf[slot]];
        _from = new ulong[_start[^1]];
        for (var part = 0; part < parts.Count; part++)
        {
            for (var record = records.FirstOfPart(part); record != RecordTable.None; record = records.NextOfPart(record))
            {
                if (records.SlotOf(record) == records.Outside)
                    continue;
                var bits = From(records.SlotOf(record));
                var reach = records.Reach(part, records.SlotOf(record));
                for (var word = 0; word < reach.Length; word++)
                    bits[word] |= reach[word];
            }
        }
        _to = new Lazy<ulong[]>(() => Transposed(residual));
    }

    /// <summary>Where something at a slot may go.</summary>
    public Span<ulong> From(int slot) => _from.AsSpan(_start[slot].._start[slot + 1]);

    /// <summary>Where something stands that may come to a slot.</summary>
    public ReadOnlySpan<ulong> To(int slot) => _to.Value.AsSpan(_start[slot].._start[slot + 1]);

    private ulong[] Transposed(Residual residual)
    {
        var slots = residual.Market.Slots;
        var to = new ulong[_from.Length];
        for (var slot = 0; slot < slots.Count; slot++)
        {
            var first = slots.Start[slots.FormOf[slot]];
            var (place, bit) = ((slot - first) >> 6, 1UL << slot);
            var from = From(slot);
            for (var word = 0; word < from.Length; word++)
            {
                for (var bits = from[word]; bits != 0; bits &= bits - 1)
                    to[_start[first + word * 64 + BitOperations.TrailingZeroCount(bits)] + place] |= bit;
            }
        }
        return to;
    }
}
