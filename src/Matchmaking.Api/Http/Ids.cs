using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Matchmaking.Api.Http;

/// <summary>Ids are version-7 UUIDs in lower-case text, so that their order is the order of creation.</summary>
/// <remarks>
/// The framework's own start from random bits within a millisecond; here twelve bits count up (RFC 9562, 6.2, method 1), so that the entries
/// of one transaction keep their order and a cursor never passes a later id.
/// </remarks>
public static class Ids
{
    private const int CounterBits = 12;
    private const long Version = 0x7000, Counter = (1 << CounterBits) - 1;

    // The last id's milliseconds and counter, as one number that only grows, even when the clock is set back.
    private static long _last;

    /// <summary>A new id.</summary>
    public static string New()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << CounterBits;
        long seen, next;
        do
        {
            seen = Volatile.Read(ref _last);
            next = Math.Max(now, seen + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, seen) != seen);

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (next >> CounterBits << 16) | Version | (next & Counter));
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
