using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Engine.Matching;

/// <summary>Lottery places (matching.md, section 6): the order wherever one is needed, never the id or the time.</summary>
internal static class Lottery
{
    /// <summary>The place of a line: lower-case hex, compared as text.</summary>
    public static string LinePlace(string seed, string id) => Place($"{seed}:line:{id}");

    /// <summary>The place of an offer.</summary>
    public static string OfferPlace(string seed, string id) => Place($"{seed}:offer:{id}");

    private static string Place(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
