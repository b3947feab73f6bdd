using System.Buffers.Binary;
using System.Text;

namespace Matchmaking.Engine.Documents;

/// <summary>
/// Keeps the texts that many entries share (materials, forms, countries, companies) as one string each: a million lines would otherwise
/// hold millions of equal ones. A place holds the latest text of its hash, so the cache stays small whatever the document says.
/// </summary>
internal sealed class TermCache
{
    private const int Places = 1 << 14;

    private readonly string[] _places = new string[Places];

    /// <summary>The text of some ASCII bytes.</summary>
    public string Get(ReadOnlySpan<byte> ascii)
    {
        ref var place = ref _places[Hash(ascii) & (Places - 1)];
        if (place is null || place.Length != ascii.Length || !Ascii.Equals(ascii, place))
            place = Encoding.ASCII.GetString(ascii);
        return place;
    }

    // Both ends of the text: names that are numbered differ in their last letters.
    private static int Hash(ReadOnlySpan<byte> ascii)
    {
        var ends = ascii.Length switch
        {
            >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(ascii) ^ (BinaryPrimitives.ReadUInt64LittleEndian(ascii[^8..]) * 31),
            >= 2 => BinaryPrimitives.ReadUInt16LittleEndian(ascii) + ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(ascii[^2..]) << 16),
            1 => ascii[0],
            _ => 0UL,
        };
        return (int)(((ends + (ulong)ascii.Length) * 0x9E3779B97F4A7C15UL) >> 40);
    }
}
