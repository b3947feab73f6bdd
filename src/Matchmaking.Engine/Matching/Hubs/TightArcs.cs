using System.Numerics;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>Which slots of a search tree reach which others of their form at no cost: a bit for each pair.</summary>
internal sealed class TightArcs
{
    private readonly SlotMap _slots;
    private readonly int[] _start;
    private readonly ulong[] _bits;
    private readonly ulong[] _isIn;
    private readonly ulong[] _unreached;
    private readonly ulong[] _fromRoot;

    public TightArcs(SlotMap slots)
    {
        _slots = slots;
        _start = new int[slots.Count + 1];
        for (var slot = 0; slot < slots.Count; slot++)
            _start[slot + 1] = _start[slot] + slots.Words[slots.FormOf[slot]];
        _bits = new ulong[_start[^1]];
        (_isIn, _unreached, _fromRoot) = (new ulong[slots.Count >> 6], new ulong[slots.Count >> 6], new ulong[slots.Count >> 6]);
    }

    /// <summary>What the root reaches.</summary>
    public Span<ulong> FromRoot => _fromRoot;

    /// <summary>What a slot reaches; bits of slots that are not in the tree mean nothing.</summary>
    public Span<ulong> From(int slot) => _bits.AsSpan(_start[slot].._start[slot + 1]);

    /// <summary>Takes a slot in, and notes who reaches it: where <c>column + head</c> is a value.</summary>
    public void Join(int slot, ReadOnlySpan<long> column, ReadOnlySpan<long> head, long value)
    {
        var first = _slots.Start[_slots.FormOf[slot]];
        var (place, bit) = ((slot - first) >> 6, 1UL << slot);
        for (var word = 0; word < column.Length >> 6; word++)
        {
            var members = _isIn[(first >> 6) + word];
            if (members == 0)
                continue;
            var reaches = Lanes.Equal(column, head, word, value);
            for (; members != 0; members &= members - 1)
            {
                var at = BitOperations.TrailingZeroCount(members);
                ref var bits = ref _bits[_start[first + (word << 6) + at] + place];
                bits = (reaches >> at & 1) != 0 ? bits | bit : bits & ~bit;
            }
        }
        _isIn[slot >> 6] |= bit;
    }

    public void Leave(int slot) => _isIn[slot >> 6] &= ~(1UL << slot);

    /// <summary>Starts to look which slots of the tree are reached.</summary>
    public void Begin() => _isIn.CopyTo(_unreached.AsSpan());

    /// <summary>The slots of the tree that have not been reached, as bits.</summary>
    public ReadOnlySpan<ulong> Unreached => _unreached;

    public void Reach(int slot) => _unreached[slot >> 6] &= ~(1UL << slot);
}
