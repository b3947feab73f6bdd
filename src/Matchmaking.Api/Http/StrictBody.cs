using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Matchmaking.Api.Http;

/// <summary>Reads a body strictly and tells every fault of its shape at once, where the serializer would stop at the first.</summary>
public static class StrictBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Json.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The value, or the faults.</summary>
    public static (object? Value, IReadOnlyList<Fault> Faults) Read(ReadOnlyMemory<byte> utf8, Type type)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, Strict);
        }
        catch (JsonException exception)
        {
            return (null, [new Fault("#", "invalid", $"The body is not acceptable JSON: {Sentence(exception)}")]);
        }

        using (document)
        {
            var faults = new List<Fault>();
            Walk(document.RootElement, Json.Options.GetTypeInfo(type), "#", faults);
            if (faults.Count > 0)
                return (null, faults);
            return (document.RootElement.Deserialize(type, Json.Options), faults);
        }
    }

    private static void Walk(JsonElement element, JsonTypeInfo info, string pointer, List<Fault> faults)
    {
        if (info.Kind == JsonTypeInfoKind.Object && Expect(element, JsonValueKind.Object, "an object", pointer, faults))
            WalkObject(element, info, pointer, faults);
        else if (info.Kind == JsonTypeInfoKind.Enumerable && Expect(element, JsonValueKind.Array, "an array", pointer, faults))
            foreach (var (index, item) in element.EnumerateArray().Index())
                WalkValue(item, info.ElementType!, nullable: false, $"{pointer}/{index}", faults);
        else if (info.Kind is not (JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable))
            WalkLeaf(element, info.Type, pointer, faults);
    }

    private static void WalkObject(JsonElement element, JsonTypeInfo info, string pointer, List<Fault> faults)
    {
        var members = info.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var at = $"{pointer}/{Escape(member.Name)}";
            if (members.Remove(member.Name, out var property))
                WalkValue(member.Value, property.PropertyType, property.IsSetNullable, at, faults);
            else
                faults.Add(new Fault(at, "invalid", $"The member '{member.Name}' is not known here."));
        }

        foreach (var missing in members.Values.Where(property => property.IsRequired))
            faults.Add(new Fault($"{pointer}/{missing.Name}", "invalid", $"The member '{missing.Name}' is required."));
    }

    private static void WalkValue(JsonElement element, Type type, bool nullable, string pointer, List<Fault> faults)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            if (!nullable)
                faults.Add(new Fault(pointer, "invalid", "The value may not be null."));
            return;
        }

        Walk(element, Json.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type), pointer, faults);
    }

    private static void WalkLeaf(JsonElement element, Type type, string pointer, List<Fault> faults)
    {
        try
        {
            if (element.Deserialize(type, Json.Options) is string text && text.Contains('\0', StringComparison.Ordinal))
                faults.Add(new Fault(pointer, "invalid", "The text contains a null character."));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            faults.Add(new Fault(pointer, "invalid", $"The value is not {Describe(type)}."));
        }
    }

    private static bool Expect(JsonElement element, JsonValueKind kind, string what, string pointer, List<Fault> faults)
    {
        if (element.ValueKind == kind)
            return true;
        faults.Add(new Fault(pointer, "invalid", $"The value is not {what}."));
        return false;
    }

    private static string Describe(Type type) => type switch
    {
        _ when type.IsEnum => "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)),
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number in range",
        _ when type == typeof(decimal) => "a number in range",
        _ when type == typeof(DateTimeOffset) => "an RFC 3339 time in UTC",
        _ when type == typeof(DateOnly) => "a date (YYYY-MM-DD)",
        _ => "acceptable here",
    };

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    // The parser's message ends in line and byte positions, which help; the path it names does not exist yet.
    private static string Sentence(JsonException exception) => exception.Message.Split(" Path:")[0];
}
