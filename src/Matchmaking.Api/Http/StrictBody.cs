using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Matchmaking.Api.Http;

/// <summary>Reads a body strictly and tells every fault of its shape at once, where the serializer would stop at the first.</summary>
public static class StrictBody
{
    private static readonly JsonSerializerOptions Exact = MakeExact();
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Json.MaxDepth, AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Lenient = new(Json.Options)
    {
        RespectNullableAnnotations = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                info =>
                {
                    foreach (var property in info.Properties)
                        property.IsRequired = false;
                    if (info.Kind == JsonTypeInfoKind.Object)
                        info.OnDeserialized = value => Fill(value, info);
                },
            },
        },
    };

    /// <summary>The value, or the faults.</summary>
    public static (object? Value, IReadOnlyList<Fault> Faults) Read(ReadOnlyMemory<byte> utf8, Type type) =>
        ReadFaultless(utf8.Span, type) is { } value ? (value, []) : ReadWithFaults(utf8, type);

    /// <summary>The value, or null where there is any fault, or where the serializer alone cannot tell.</summary>
    internal static object? ReadFaultless(ReadOnlySpan<byte> utf8, Type type)
    {
        // The serializer lets null characters pass, and null as an element of a list of what cannot be null.
        if (utf8.IndexOf("\\u0000"u8) >= 0 || (utf8.IndexOf("null"u8) >= 0 && HasNullElement(utf8)))
            return null;
        try
        {
            return JsonSerializer.Deserialize(utf8, Exact.GetTypeInfo(type));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The same, member by member.</summary>
    internal static (object? Value, IReadOnlyList<Fault> Faults) ReadWithFaults(ReadOnlyMemory<byte> utf8, Type type)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            var faults = new List<Fault>();
            Walk(document.RootElement, Json.Options.GetTypeInfo(type), "#", faults);
            return faults.Count > 0 ? (null, faults) : (document.RootElement.Deserialize(type, Json.Options), faults);
        }
        catch (JsonException exception)
        {
            return (null, [new Fault("#", "invalid", $"The body is not acceptable JSON: {Sentence(exception)}")]);
        }
        catch (InvalidOperationException)
        {
            // The reader's way to say that a member's name is not Unicode: a lone surrogate, or bytes that are not UTF-8.
            return (null, [new Fault("#", "invalid", "A member's name is not Unicode text.")]);
        }
    }

    /// <summary>What can be read of a body around its faults, for rules about the other members; null where nothing can.</summary>
    /// <remarks>Faulty members are left out, with the whole array where they are in one; texts and lists that are missing are empty.</remarks>
    public static object? ReadAround(ReadOnlyMemory<byte> utf8, Type type, IReadOnlyList<Fault> faults)
    {
        if (faults.Any(fault => fault.Pointer == "#"))
            return null;
        var body = JsonNode.Parse(utf8.Span)!;
        foreach (var fault in faults)
            Remove(body.AsObject(), fault.Pointer.Split('/')[1..]);
        return body.Deserialize(type, Lenient);
    }

    private static JsonSerializerOptions MakeExact()
    {
        var options = new JsonSerializerOptions(Json.Options);
        // Before the serializer's own, after those that the service has for one enumeration.
        options.Converters.Insert(options.Converters.TakeWhile(converter => converter is not JsonStringEnumConverter).Count(), new ExactNames());
        return options;
    }

    private static bool HasNullElement(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
            for (var before = JsonTokenType.None; reader.Read(); before = reader.TokenType)
                if (reader.TokenType == JsonTokenType.Null && before != JsonTokenType.PropertyName)
                    return true;
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static void Remove(JsonObject body, ReadOnlySpan<string> steps)
    {
        var name = steps[0].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (steps.Length > 1 && body[name] is JsonObject inner)
            Remove(inner, steps[1..]);
        else
            body.Remove(name);
    }

    private static void Fill(object value, JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(property => !property.IsSetNullable && property.Get?.Invoke(value) is null))
            if (property.PropertyType == typeof(string))
                property.Set?.Invoke(value, "");
            else if (property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                property.Set?.Invoke(value, Array.CreateInstance(list.GetGenericArguments()[0], 0));
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
            if (TakesNames(type) && !ExactNames.Of(type).Contains(element.GetString()))
                throw new JsonException();
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
        _ when type.IsEnum => "one of " + string.Join(", ", ExactNames.Of(type)),
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number in range",
        _ when type == typeof(decimal) => "a number in range",
        _ when type == typeof(DateTimeOffset) => "an RFC 3339 time in UTC",
        _ when type == typeof(DateOnly) => "a date (YYYY-MM-DD)",
        _ => "acceptable here",
    };

    // The serializer's own converter would take "LARGE" and even "sme,large" too; one of the service's own knows what it takes.
    private static bool TakesNames(Type type) => type.IsEnum && Json.Options.GetConverter(type).GetType().Assembly == typeof(JsonConverter).Assembly;

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    // The parser's message ends in line and byte positions, which help; the path it names does not exist yet.
    private static string Sentence(JsonException exception) => exception.Message.Split(" Path:")[0];
}
