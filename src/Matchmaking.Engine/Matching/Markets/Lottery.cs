using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>Draws lottery places: the order wherever one is needed, never the id or the time (matching.md, section 6).</summary>
internal sealed class Lottery(string seed)
{
    private readonly byte[] _line = Encoding.UTF8.GetBytes($"{seed}:line:");
    private readonly byte[] _offer = Encoding.UTF8.GetBytes($"{seed}:offer:");

    /// <summary>The place of a line: SHA-256 of the seed, <c>:line:</c> and its id.</summary>
    public LotteryPlace LinePlace(string id) => Place(_line, id);

    /// <summary>The place of an offer: SHA-256 of the seed, <c>:offer:</c> and its id.</summary>
    public LotteryPlace OfferPlace(string id) => Place(_offer, id);

    /// <summary>Sorts entries by place and answers with their places. Many are drawn on all cores.</summary>
    public static LotteryPlace[] Sort<T>(T[] entries, Func<T, LotteryPlace> place)
    {
        var places = new LotteryPlace[entries.Length];
        Chunks.ForEach(entries.Length, at => places[at] = place(entries[at]));
        Array.Sort(places, entries);
        return places;
    }

    private static LotteryPlace Place(byte[] prefix, string id)
    {
        var length = prefix.Length + Encoding.UTF8.GetByteCount(id);
        Span<byte> text = length <= 512 ? stackalloc byte[length] : new byte[length];
        prefix.CopyTo(text);
        Encoding.UTF8.GetBytes(id, text[prefix.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return LotteryPlace.Read(hash);
    }
}
