using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Matchmaking.Api.Tests.OpenApi;

/// <summary>Puts stable values in the place of what differs from run to run, each always the same: ids, hashes and keys.</summary>
internal sealed partial class SampleValues
{
    private const string Key = "mmk_ExampleExampleExampleExampleExampleExampleE_00000000";

    private readonly Dictionary<string, string> _values = [];

    /// <summary>The text with stable values.</summary>
    public string Replace(string text)
    {
        text = Keys().Replace(text, Key);
        text = Hints().Replace(text, $"\"{Key[..12]}\"");
        text = Ids().Replace(text, match => Stable(match.Value, number => $"01980000-0000-7000-8000-{number:000000000000}"));
        return Hashes().Replace(text, match => Stable(match.Value, Hash));
    }

    private static string Hash(int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"example {number}")));

    private string Stable(string value, Func<int, string> make) =>
        _values.TryGetValue(value, out var known) ? known : _values[value] = make(_values.Count + 1);

    [GeneratedRegex("mmk_[A-Za-z0-9_-]{43}_[0-9a-f]{8}")]
    private static partial Regex Keys();

    [GeneratedRegex("\"mmk_[A-Za-z0-9_-]{8}\"")]
    private static partial Regex Hints();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hashes();
}
