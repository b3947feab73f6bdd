using System.Security.Cryptography;

namespace Matchmaking.Engine.Documents;

/// <summary>The input file of a run: one strict way to read it and one canonical way to write it (matching.md, section 11).</summary>
public static class InputDocument
{
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
        var shape = faults.Select(fault => fault.Path).ToList();
        if (shape.Count == 0)
            faults.AddRange(Validate(input));
        else
            faults.AddRange(Validate(input).Where(fault => IsOwnFault(fault.Path, shape)));
        return faults.Count == 0 ? new InputReading(input, []) : new InputReading(null, faults);
    }

    /// <summary>The rules of an input beyond its shape; usable before there are any lines.</summary>
    /// <returns>Every fault; none where the input can be solved.</returns>
    public static IReadOnlyList<InputFault> Validate(MatchingInput input) => InputRules.Check(input);

    /// <summary>
    /// The canonical form: every member in a fixed order, arrays sorted by id or code, shortest numbers, LF. Two inputs that differ
    /// only in order or spelling have the same canonical form.
    /// </summary>
    public static byte[] Write(MatchingInput input) => InputWriter.Write(input);

    /// <summary>SHA-256 of the canonical form, lower-case hex.</summary>
    public static string Sha256(MatchingInput input) => Convert.ToHexStringLower(SHA256.HashData(Write(input)));

    private static bool IsOwnFault(string path, List<string> shape)
    {
        var entry = EntryOf(path);
        return entry.EndsWith(']') && !entry.StartsWith("$.excludedPairs", StringComparison.Ordinal)
            ? !shape.Exists(fault => fault == "$" || EntryOf(fault) == entry || fault == "$.rules.lot")
            : entry == "$.rules" && path != "$.rules" && !shape.Exists(fault => EntryOf(fault) == "$.rules");
    }

    // "$.demands[3].quantity" belongs to the entry "$.demands[3]", "$.rules.preferences.smeBonus" to "$.rules".
    private static string EntryOf(string path)
    {
        var end = path.Length > 2 ? path.IndexOf('.', 2) : -1;
        return end < 0 ? path : path[..end];
    }
}
