using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>Reads the parts of a certificate; what is not as it should be is a <see cref="FormatException"/> with a reason.</summary>
internal static class CertificateText
{
    private const int ShortScale = 10;

    public static string Text(JsonObject json, string member) => json[member] is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw new FormatException($"has no text {member}");

    public static decimal Number(JsonObject json, string member)
    {
        if (json[member] is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
        {
            // Short numbers are read as they are; the framework would round one of more digits than a decimal holds.
            if (value.TryGetValue<decimal>(out var number) && number.Scale <= ShortScale)
                return number;
            if (JsonNumber.TryRead(value.ToJsonString(), out number))
                return number;
        }
        throw new FormatException($"has no number {member}");
    }

    /// <summary>A whole number.</summary>
    public static long Whole(JsonObject json, string member)
    {
        var number = Number(json, member);
        return decimal.Truncate(number) == number && Math.Abs(number) <= long.MaxValue
            ? decimal.ToInt64(number)
            : throw new FormatException($"has a {member} that is no whole number in range");
    }

    /// <summary>Whole cents of an amount in euro.</summary>
    public static long Cents(JsonObject json, string member)
    {
        var number = Number(json, member);
        return Math.Abs(number) <= long.MaxValue / 100 && decimal.Truncate(number * 100) == number * 100
            ? decimal.ToInt64(number * 100)
            : throw new FormatException($"has a {member} that is no amount of whole cents in range");
    }

    /// <summary>Whether a flag is there; it may only say true.</summary>
    public static bool Flag(JsonObject json, string member)
    {
        if (!json.ContainsKey(member))
            return false;
        return json[member] is JsonValue value && value.TryGetValue<bool>(out var isTrue) && isTrue
            ? true
            : throw new FormatException($"has a {member} that is not true");
    }

    public static IEnumerable<JsonObject> Objects(JsonObject json, string member) =>
        Array(json, member).Select(node => node as JsonObject ?? throw new FormatException($"{member} holds something else than objects"));

    public static IEnumerable<string> Texts(JsonObject json, string member) =>
        Array(json, member).Select(node => node is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new FormatException($"{member} holds something else than texts"));

    /// <summary>Refuses members that are not among the known ones.</summary>
    public static void Only(JsonObject json, params ReadOnlySpan<string> members)
    {
        foreach (var (name, _) in json)
        {
            if (!members.Contains(name))
                throw new FormatException($"has an unknown member {name}");
        }
    }

    private static JsonArray Array(JsonObject json, string member) =>
        json[member] as JsonArray ?? throw new FormatException($"has no array {member}");
}
