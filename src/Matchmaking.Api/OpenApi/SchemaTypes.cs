using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>Which type a schema of the document was made from.</summary>
internal sealed class SchemaTypes
{
    private readonly ConcurrentDictionary<string, JsonTypeInfo> _types = new();

    /// <summary>The schema's name, or null where it is written in place.</summary>
    /// <exception cref="InvalidOperationException">Two types would share a name.</exception>
    public string? Name(JsonTypeInfo info)
    {
        // Free-form objects have nothing to say under a name of their own.
        if (typeof(JsonNode).IsAssignableFrom(info.Type) || OpenApiOptions.CreateDefaultSchemaReferenceId(info) is not { } name)
            return null;
        var known = _types.GetOrAdd(name, info);
        return Bare(known.Type) == Bare(info.Type) ? name
            : throw new InvalidOperationException($"{known.Type} and {info.Type} would share the schema name {name}.");
    }

    /// <summary>The type behind a name.</summary>
    public JsonTypeInfo? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The type without its nullable wrapper.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
