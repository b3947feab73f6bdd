using System.Security.Cryptography;

namespace Matchmaking.Engine.Documents;

/// <summary>What is known of one input object. A copy made with <c>with</c> is another object, of which nothing is known yet.</summary>
internal sealed class InputKnowledge
{
    private IReadOnlyList<InputFault>? _faults;
    private string? _sha256;

    /// <summary>The input's faults. Two threads at once may both work them out; they find the same.</summary>
    public IReadOnlyList<InputFault> Faults(MatchingInput input) => _faults ??= InputRules.Check(input);

    /// <summary>The hash of the input's canonical form.</summary>
    public string Sha256(MatchingInput input) => _sha256 ??= Hash(input);

    private static string Hash(MatchingInput input)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        JsonText.Write(json => InputWriter.Write(json, input), hash.AppendData);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
