using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>
/// The inner loops, eight 64-bit lanes at a time. Every operation is exact, so the result does not depend on how wide the machine's vectors
/// are.
/// </summary>
internal static class Lanes
{
    private const int Width = 8;
    private const int Word = 64;

    private static Vector512<long> Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
    }

    /// <summary>Where the mask has a bit, lowers <c>row</c> to <c>costs - own</c>.</summary>
    public static void Fold(Span<long> row, ReadOnlySpan<long> costs, ReadOnlySpan<ulong> mask, long own)
    {
        ref var to = ref MemoryMarshal.GetReference(row);
        ref var from = ref MemoryMarshal.GetReference(costs);
        var less = Vector512.Create(own);
        for (var word = 0; word < mask.Length; word++)
        {
            var bits = mask[word];
            for (var at = (nuint)(word * Word); bits != 0; bits >>= Width, at += Width)
            {
                if ((byte)bits == 0)
                    continue;
                var old = Vector512.LoadUnsafe(ref to, at);
                var cost = Vector512.LoadUnsafe(ref from, at) - less;
                Vector512.ConditionalSelect(IsIn((byte)bits), Vector512.Min(old, cost), old).StoreUnsafe(ref to, at);
            }
        }
    }

    /// <summary>The least <c>costs + potential</c> where the mask has a bit; <paramref name="otherwise"/> where it has none.</summary>
    public static long Cheapest(ReadOnlySpan<long> costs, ReadOnlySpan<long> potential, ReadOnlySpan<ulong> mask, long otherwise)
    {
        ref var cost = ref MemoryMarshal.GetReference(costs);
        ref var price = ref MemoryMarshal.GetReference(potential);
        var best = Vector512.Create(otherwise);
        for (var word = 0; word < mask.Length; word++)
        {
            var bits = mask[word];
            for (var at = (nuint)(word * Word); bits != 0; bits >>= Width, at += Width)
            {
                if ((byte)bits == 0)
                    continue;
                var sum = Vector512.LoadUnsafe(ref cost, at) + Vector512.LoadUnsafe(ref price, at);
                best = Vector512.Min(best, Vector512.ConditionalSelect(IsIn((byte)bits), sum, best));
            }
        }
        return Least(best);
    }

    /// <summary>The first place where the mask has a bit and <c>costs + potential</c> is a value; -1 where there is none.</summary>
    public static int IndexOf(ReadOnlySpan<long> costs, ReadOnlySpan<long> potential, ReadOnlySpan<ulong> mask, long value)
    {
        for (var word = 0; word < mask.Length; word++)
        {
            if (mask[word] != 0 && (mask[word] & Equal(costs, potential, word, value)) is not 0 and var hits)
                return word * Word + BitOperations.TrailingZeroCount(hits);
        }
        return -1;
    }

    /// <summary>A bit for each of the 64 places of a word where <c>costs + potential</c> is a value.</summary>
    public static ulong Equal(ReadOnlySpan<long> costs, ReadOnlySpan<long> potential, int word, long value)
    {
        ref var cost = ref MemoryMarshal.GetReference(costs);
        ref var price = ref MemoryMarshal.GetReference(potential);
        var wanted = Vector512.Create(value);
        var hits = 0UL;
        for (var lane = 0; lane < Word; lane += Width)
        {
            var at = (nuint)(word * Word + lane);
            var sum = Vector512.LoadUnsafe(ref cost, at) + Vector512.LoadUnsafe(ref price, at);
            hits |= Vector512.Equals(sum, wanted).ExtractMostSignificantBits() << lane;
        }
        return hits;
    }

    /// <summary>A bit for each of the 64 places of a word where two rows differ.</summary>
    public static ulong Different(ReadOnlySpan<long> left, ReadOnlySpan<long> right, int word)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var second = ref MemoryMarshal.GetReference(right);
        var same = 0UL;
        for (var lane = 0; lane < Word; lane += Width)
        {
            var at = (nuint)(word * Word + lane);
            var isSame = Vector512.Equals(Vector512.LoadUnsafe(ref first, at), Vector512.LoadUnsafe(ref second, at));
            same |= isSame.ExtractMostSignificantBits() << lane;
        }
        return ~same;
    }

    /// <summary>
    /// Lowers keys to <c>start + row + potential</c> where that is less than a place's bound, noting by whom, and marks the places where it
    /// is nothing.
    /// </summary>
    public static void Relax(
        ReadOnlySpan<long> row, ReadOnlySpan<long> potential, Span<long> bound, Span<long> key, Span<long> via, long start, long by,
        Span<ulong> tight)
    {
        ref var cost = ref MemoryMarshal.GetReference(row);
        ref var price = ref MemoryMarshal.GetReference(potential);
        ref var most = ref MemoryMarshal.GetReference(bound);
        ref var open = ref MemoryMarshal.GetReference(key);
        ref var from = ref MemoryMarshal.GetReference(via);
        var offset = Vector512.Create(start);
        for (var word = 0; word < tight.Length; word++)
        {
            var hits = 0UL;
            for (var lane = 0; lane < Word; lane += Width)
            {
                var at = (nuint)(word * Word + lane);
                var through = Vector512.LoadUnsafe(ref cost, at) + Vector512.LoadUnsafe(ref price, at) + offset;
                var old = Vector512.LoadUnsafe(ref most, at);
                hits |= Vector512.Equals(through, Vector512<long>.Zero).ExtractMostSignificantBits() << lane;
                var isLower = Vector512.LessThan(through, old);
                if (isLower == Vector512<long>.Zero)
                    continue;
                Vector512.ConditionalSelect(isLower, through, old).StoreUnsafe(ref most, at);
                Vector512.ConditionalSelect(isLower, through, Vector512.LoadUnsafe(ref open, at)).StoreUnsafe(ref open, at);
                Vector512.ConditionalSelect(isLower, Vector512.Create(by), Vector512.LoadUnsafe(ref from, at)).StoreUnsafe(ref from, at);
            }
            tight[word] = hits;
        }
    }

    /// <summary>The least sum of two values at one place, and the first such place.</summary>
    public static (long Sum, int Place) LeastSum(ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var second = ref MemoryMarshal.GetReference(right);
        var best = Vector512.Create(long.MaxValue);
        for (nuint at = 0; at < (nuint)left.Length; at += Width)
            best = Vector512.Min(best, Vector512.LoadUnsafe(ref first, at) + Vector512.LoadUnsafe(ref second, at));
        var sum = Least(best);
        for (var word = 0; ; word++)
        {
            if (Equal(left, right, word, sum) is not 0 and var hits)
                return (sum, word * Word + BitOperations.TrailingZeroCount(hits));
        }
    }

    /// <summary>The least of some values; their number is a multiple of 16.</summary>
    public static long Least(ReadOnlySpan<long> values)
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        var (first, second) = (Vector512.LoadUnsafe(ref value), Vector512.LoadUnsafe(ref value, Width));
        for (nuint at = 2 * Width; at < (nuint)values.Length; at += 2 * Width)
        {
            first = Vector512.Min(first, Vector512.LoadUnsafe(ref value, at));
            second = Vector512.Min(second, Vector512.LoadUnsafe(ref value, at + Width));
        }
        return Least(Vector512.Min(first, second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> IsIn(byte bits) => Vector512.Equals(Vector512.Create((long)bits) & Bits, Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Least(Vector512<long> values)
    {
        var half = Vector256.Min(values.GetLower(), values.GetUpper());
        var quarter = Vector128.Min(half.GetLower(), half.GetUpper());
        return Math.Min(quarter[0], quarter[1]);
    }
}
