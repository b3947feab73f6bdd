using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>Reads the parts of a certificate; whatever is not as it should be is a <see cref="FormatException"/> with a reason.</summary>
internal static class CertificateText
{
    public static string Text(JsonObject json, string member) =>
        json[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new FormatException($"has no text {member}");

    public static decimal Number(JsonObject json, string member)
    {
        if (json[member] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
            && JsonNumber.TryRead(value.ToJsonString(), out var number))
            return number;
        throw new FormatException($"has no number {member}");
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

    /// <summary>A price: a whole number and whole cents per tonne.</summary>
    public static Worth Price(JsonObject json)
    {
        var quantity = Number(json, "quantityPrice");
        if (decimal.Truncate(quantity) != quantity)
            throw new FormatException("has a quantityPrice that is no whole number");
        return new Worth((Int128)quantity, Units.Cents(Number(json, "costPrice")));
    }

    private static JsonArray Array(JsonObject json, string member) => json[member] as JsonArray ?? throw new FormatException($"has no array {member}");
}
