using System.Runtime.CompilerServices;

namespace Matchmaking.Engine.Documents;

/// <summary>The input file of a run: one strict way to read it and one canonical way to write it (matching.md, section 11).</summary>
/// <remarks>
/// An input is immutable, its lists included: what has been found out about one is kept as long as the input itself, because a run asks
/// for it when reading, when solving and when verifying.
/// </remarks>
public static class InputDocument
{
    private static readonly ConditionalWeakTable<MatchingInput, InputKnowledge> Known = [];

    /// <summary>Reads an input. Nothing is guessed: whatever breaks the specification is a fault with its JSON path.</summary>
    /// <param name="utf8">The file's bytes, UTF-8 without byte order mark.</param>
    /// <returns>The input, or all faults that can be told at once; where the shape is broken, only the faults of the shape.</returns>
    public static InputReading Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = new List<InputFault>();
        var input = InputReader.Read(utf8, faults);
        if (input is null)
            return new InputReading(null, faults);

        // What stands in for a member that could not be read must not raise faults of its own: only entries that were read
        // in full are held against the rules, and rules across entries need all of them.
        if (faults.Count == 0)
            faults.AddRange(Validate(input));
        else
        {
            var broken = faults.Select(fault => EntryOf(fault.Path)).ToHashSet();
            broken.UnionWith(faults.Where(fault => fault.Path == "$.rules.lot").Select(fault => fault.Path));
            faults.AddRange(Validate(input).Where(fault => IsOwnFault(fault.Path, broken)));
        }
        return faults.Count == 0 ? new InputReading(input, []) : new InputReading(null, faults);
    }

    /// <summary>The rules of an input beyond its shape; usable before there are any lines.</summary>
    /// <returns>Every fault; none where the input can be solved.</returns>
    public static IReadOnlyList<InputFault> Validate(MatchingInput input) => Known.GetOrCreateValue(input).Faults(input);

    /// <summary>
    /// The canonical form: every member in a fixed order, arrays sorted by id or code, shortest numbers, LF. Two inputs that differ
    /// only in order or spelling have the same canonical form.
    /// </summary>
    public static byte[] Write(MatchingInput input) => JsonText.Write(json => InputWriter.Write(json, input));

    /// <summary>SHA-256 of the canonical form, lower-case hex.</summary>
    public static string Sha256(MatchingInput input) => Known.GetOrCreateValue(input).Sha256(input);

    private static bool IsOwnFault(string path, HashSet<string> broken)
    {
        var entry = EntryOf(path);
        return entry.EndsWith(']') && !entry.StartsWith("$.excludedPairs", StringComparison.Ordinal)
            ? !broken.Contains("$") && !broken.Contains(entry) && !broken.Contains("$.rules.lot")
            : entry == "$.rules" && path != "$.rules" && !broken.Contains("$.rules");
    }

    // "$.demands[3].quantity" belongs to the entry "$.demands[3]", "$.rules.preferences.smeBonus" to "$.rules".
    private static string EntryOf(string path)
    {
        var end = path.Length > 2 ? path.IndexOf('.', 2) : -1;
        return end < 0 ? path : path[..end];
    }
}
