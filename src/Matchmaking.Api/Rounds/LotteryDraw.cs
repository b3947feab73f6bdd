using System.Security.Cryptography;
using System.Text;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Rounds;

/// <summary>
/// The lottery seed: SHA-256(secret + ":" + public value). The secret's hash is public from the start, the public value is named in advance
/// and known only after closing, so neither operator nor participants choose the seed.
/// </summary>
public static class LotteryDraw
{
    private const string DefaultName = "SHA-256 of the ids and versions of the active lines at closing, sorted, one a line";

    /// <summary>A new secret: 256 random bits, lower-case hex.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The public value of a round that names none: fixed by the lines at closing.</summary>
    public static string DefaultPublicValue(Session session, string round) =>
        Hash(string.Concat(LineStore.Active(session, round).Select(line => $"{line.Id}:{line.Version}\n").Order(StringComparer.Ordinal)));

    /// <summary>The seed, or null while the public value is not known.</summary>
    public static string? Seed(RoundRow round) => round.PublicValue is { } value ? Hash($"{round.LotterySecret}:{value}") : null;

    /// <summary>What may be seen of the lottery in the round's state.</summary>
    public static Lottery Show(RoundRow row, DefineRound definition)
    {
        var published = row.PublishedAt is not null;
        return new Lottery
        {
            SecretSha256 = Hash(row.LotterySecret),
            PublicValueName = definition.PublicValueName ?? DefaultName,
            PublicValue = row.PublicValue,
            Secret = published ? row.LotterySecret : null,
            Seed = published ? Seed(row) : null,
        };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
