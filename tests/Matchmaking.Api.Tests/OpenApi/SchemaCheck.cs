using System.Text.Json;
using System.Text.RegularExpressions;

namespace Matchmaking.Api.Tests.OpenApi;

/// <summary>Whether a value is what a schema of the document says: as much of JSON Schema as the document uses.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>What is wrong, each with its place.</summary>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "#")
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
            return choices.EnumerateArray().Any(choice => !Faults(choice, value, at).Any())
                ? []
                : choices.EnumerateArray().Select(Resolve).Where(choice => !IsNull(choice)).SelectMany(choice => Faults(choice, value, at));
        if (!HasType(schema, value))
            return [$"{at}: {Short(value)} is not {(schema.TryGetProperty("type", out var type) ? type : schema).GetRawText()}"];
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetRawText() == value.GetRawText()))
            return [$"{at}: {Short(value)} is not one of {words.GetRawText()}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => Members(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, index) => Faults(items, item, $"{at}/{index}"))
                .Concat(Counts(schema, value).Select(bound => $"{at}: the list is beyond {bound}")),
            JsonValueKind.Number => Bounds(schema, value.GetDecimal()).Select(bound => $"{at}: {value} is beyond {bound}"),
            JsonValueKind.String => Lengths(schema, value.GetString()!).Select(bound => $"{at}: {Short(value)} is beyond {bound}"),
            _ => [],
        };
    }

    /// <summary>What a reference leads to, or the element itself.</summary>
    public JsonElement Resolve(JsonElement element) =>
        element.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(document, (node, step) => node.GetProperty(step))
            : element;

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string at)
    {
        var others = schema.TryGetProperty("additionalProperties", out var further) && further.ValueKind == JsonValueKind.Object
            ? further
            : (JsonElement?)null;
        if (!schema.TryGetProperty("properties", out var members))
            return others is { } each
                ? value.EnumerateObject().SelectMany(member => Faults(each, member.Value, $"{at}/{member.Name}"))
                : [];
        var missing = schema.TryGetProperty("required", out var required)
            ? required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{at}/{name} is missing")
            : [];
        return missing.Concat(value.EnumerateObject().SelectMany(member =>
            members.TryGetProperty(member.Name, out var known)
                ? Faults(known, member.Value, $"{at}/{member.Name}")
                : [$"{at}/{member.Name} is not declared"]));
    }

    private static bool HasType(JsonElement schema, JsonElement value)
    {
        if (!schema.TryGetProperty("type", out var type))
            return true;
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()) : [type.GetString()];
        return names.Any(name => (name, value.ValueKind) switch
        {
            ("null", JsonValueKind.Null) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array)
                or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number)
                or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => value.TryGetDecimal(out var number) && decimal.IsInteger(number),
            _ => false,
        });
    }

    private static IEnumerable<string> Bounds(JsonElement schema, decimal value)
    {
        if (schema.TryGetProperty("minimum", out var least) && value < least.GetDecimal())
            yield return $"minimum {least}";
        if (schema.TryGetProperty("maximum", out var most) && value > most.GetDecimal())
            yield return $"maximum {most}";
        if (schema.TryGetProperty("x-decimals", out var decimals) && decimal.Round(value, decimals.GetInt32()) != value)
            yield return $"{decimals} decimals";
    }

    private static IEnumerable<string> Counts(JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("minItems", out var fewest) && value.GetArrayLength() < fewest.GetInt32())
            yield return $"minItems {fewest}";
        if (schema.TryGetProperty("maxItems", out var most) && value.GetArrayLength() > most.GetInt32())
            yield return $"maxItems {most}";
        if (schema.TryGetProperty("uniqueItems", out _)
            && value.EnumerateArray().DistinctBy(item => item.GetRawText()).Count() < value.GetArrayLength())
            yield return "uniqueItems";
    }

    private static IEnumerable<string> Lengths(JsonElement schema, string value)
    {
        if (schema.TryGetProperty("minLength", out var least) && value.Length < least.GetInt32())
            yield return $"minLength {least}";
        if (schema.TryGetProperty("maxLength", out var most) && value.Length > most.GetInt32())
            yield return $"maxLength {most}";
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value, pattern.GetString()!))
            yield return $"pattern {pattern}";
        if (schema.TryGetProperty("format", out var format) && format.GetString() == "uuid" && !Guid.TryParseExact(value, "D", out _))
            yield return "format uuid";
    }

    private static bool IsNull(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null";

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] : value.GetRawText();
}
