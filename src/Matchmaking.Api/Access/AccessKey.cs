using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Api.Access;

/// <summary>
/// The form of a key: <c>mmk_</c>, 256 random bits in base64url, <c>_</c>, and eight hex digits of checksum, so that a scanner recognises a
/// leaked key and a mistyped one is told from a revoked one without a look into the database.
/// </summary>
public static class AccessKey
{
    private const string Prefix = "mmk_";
    private const int RandomBytes = 32, RandomCharacters = 43, ChecksumCharacters = 8;

    /// <summary>A new key.</summary>
    public static string Create()
    {
        var body = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return $"{body}_{Checksum(body)}";
    }

    /// <summary>Whether a text has the form of a key, checksum included.</summary>
    public static bool IsWellFormed(string text)
    {
        var length = Prefix.Length + RandomCharacters;
        return text.Length == length + 1 + ChecksumCharacters
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text[length] == '_'
            && text[(length + 1)..] == Checksum(text[..length]);
    }

    /// <summary>What is stored: SHA-256, lower-case hex. 256 bits of randomness need no salt and no slow hash.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)));

    /// <summary>The first characters, to recognise a key by.</summary>
    public static string Hint(string key) => key[..12];

    private static string Checksum(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, ChecksumCharacters / 2));
}
