using System.Buffers.Binary;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>A lottery place (matching.md, section 6): 256 bits, ordered as their lower-case hex is.</summary>
internal readonly record struct LotteryPlace(ulong First, ulong Second, ulong Third, ulong Fourth) : IComparable<LotteryPlace>
{
    public static LotteryPlace Read(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[16..]), BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));

    public int CompareTo(LotteryPlace other) =>
        First != other.First ? First.CompareTo(other.First)
        : Second != other.Second ? Second.CompareTo(other.Second)
        : Third != other.Third ? Third.CompareTo(other.Third)
        : Fourth.CompareTo(other.Fourth);
}
