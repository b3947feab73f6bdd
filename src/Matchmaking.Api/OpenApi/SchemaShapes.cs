using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Matchmaking.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>
/// Says of types what the generator leaves out: that enumerations and times are text and decimals numbers, and where null may stand.
/// </summary>
internal sealed class SchemaShapes(SchemaTypes types, BodyLimits limits) : IOpenApiDocumentTransformer
{
    private static readonly HashSet<string> CountryMembers =
        ["country", "origin", "destination", "from", "to", "exemptCountries", "eligibleOrigins", "excludedOrigins"];

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            if (schema is not OpenApiSchema shape || types.Find(name) is not { } info)
                continue;
            if (SchemaTypes.Bare(info.Type).IsEnum)
                DescribeEnum(shape, SchemaTypes.Bare(info.Type));
            foreach (var property in info.Properties)
                if (shape.Properties?.TryGetValue(property.Name, out var value) is true)
                    Complete(value, property, isApi: info.Type.Namespace!.StartsWith("Matchmaking.Api", StringComparison.Ordinal));
            EngineWords.Apply(shape, info.Type);
        }

        return Task.CompletedTask;
    }

    private static void DescribeEnum(OpenApiSchema schema, Type type)
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, Json.Options)!)];
        var lines = Enum.GetNames(type).Zip(schema.Enum, (name, value) => (Value: value, Text: XmlComments.Summary(type.GetField(name)!)))
            .Where(line => line.Text is not null).Select(line => $"- `{line.Value}`: {line.Text}");
        schema.Description = $"{schema.Description ?? XmlComments.Summary(type)}\n\n{string.Join('\n', lines)}".Trim();
    }

    private void Complete(IOpenApiSchema schema, JsonPropertyInfo property, bool isApi)
    {
        if (schema is not OpenApiSchema shape)
            return;
        Complete(shape, property.PropertyType);
        // A property that only the constructor sets counts as nullable for the generator.
        if (property is { Set: null, IsGetNullable: false } && shape.Type is { } type)
            shape.Type = type & ~JsonSchemaType.Null;
        // What is left out instead of null is never null.
        if (property.ShouldSerialize is not null)
            shape.Type &= ~JsonSchemaType.Null;
        LiftDescription(shape);
        AddFormat(shape, property.Name, isApi);
        limits.Apply(shape, property);
        if (shape.AdditionalProperties is OpenApiSchemaReference entry && MayHoldNull(property))
            shape.AdditionalProperties = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, entry] };
    }

    private static void Complete(IOpenApiSchema? schema, Type type)
    {
        if (schema is not OpenApiSchema shape)
            return;
        var bare = SchemaTypes.Bare(type);
        var mayBeNull = bare != type ? JsonSchemaType.Null : default;
        if (bare == typeof(decimal))
            (shape.Type, shape.Format) = (JsonSchemaType.Number | mayBeNull, null);
        else if (bare == typeof(DateTimeOffset))
            (shape.Type, shape.Format) = (JsonSchemaType.String | mayBeNull, "date-time");
        else if (shape.Items is not null && type.IsGenericType)
            Complete(shape.Items, type.GetGenericArguments()[^1]);
        else if (shape.AdditionalProperties is not null && type.IsGenericType)
            Complete(shape.AdditionalProperties, type.GetGenericArguments()[^1]);
    }

    // Ids of the engine's documents are any text; an actor may be the service itself, and a trace has its own form.
    private static void AddFormat(OpenApiSchema schema, string name, bool isApi)
    {
        if (isApi && (name is "id" || name.EndsWith("Id", StringComparison.Ordinal)) && name is not ("actorId" or "traceId"))
            schema.Format = "uuid";
        var text = schema.Items as OpenApiSchema ?? schema;
        if (CountryMembers.Contains(name) && text.Type is { } type && type.HasFlag(JsonSchemaType.String))
            text.Pattern = "^[A-Z]{2}$";
    }

    private static bool MayHoldNull(JsonPropertyInfo property) => property.AttributeProvider is PropertyInfo member
        && new NullabilityInfoContext().Create(member).GenericTypeArguments is [.., { ReadState: NullabilityState.Nullable }];

    // Null or a reference: the description belongs to the member, not to one of the two.
    private static void LiftDescription(OpenApiSchema shape)
    {
        foreach (var reference in shape.OneOf?.OfType<OpenApiSchemaReference>() ?? [])
            if (reference.Reference.Description is { } description)
            {
                shape.Description ??= description;
                reference.Reference.Description = null;
            }
    }
}
