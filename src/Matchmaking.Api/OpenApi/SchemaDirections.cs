using System.Text.Json;
using Matchmaking.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>
/// Tells what is sent from what is answered. A body is closed and may leave members out; an answer always has all its members and may gain
/// more. A type that is used both ways gets a second schema, <c>...View</c>, for answers.
/// </summary>
internal sealed class SchemaDirections(SchemaTypes types) : IOpenApiDocumentTransformer
{
    private const string Suffix = "View";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var operations = document.Paths.Values.SelectMany(path => path.Operations!.Values).ToList();
        var schemas = document.Components!.Schemas!;
        var sent = Reach(schemas, operations.SelectMany(operation => Roots(operation.RequestBody?.Content)));
        var responses = operations.SelectMany(operation => operation.Responses!.Values);
        var answered = Reach(schemas, responses.SelectMany(response => Roots(response.Content)));
        answered.UnionWith(Reach(schemas, [nameof(ProblemDocument)]));

        foreach (var name in sent.Intersect(answered).Where(name => IsObject(schemas[name])).Order(StringComparer.Ordinal).ToList())
            document.AddComponent(name + Suffix, ((OpenApiSchema)schemas[name]).CreateShallowCopy());
        foreach (var name in answered.Where(name => IsObject(schemas[name])).ToList())
        {
            var isSent = sent.Contains(name);
            var schema = (OpenApiSchema)schemas[isSent ? name + Suffix : name];
            Open(schema, name, sent, document);
        }

        foreach (var name in sent.Where(name => IsObject(schemas[name])))
            Close((OpenApiSchema)schemas[name], name);
        foreach (var name in schemas.Keys.Except(sent.Concat(answered)).Where(name => !IsView(name, schemas)).ToList())
            if (!IsFilter(name, operations))
                schemas.Remove(name);
        return Task.CompletedTask;
    }

    private static bool IsView(string name, IDictionary<string, IOpenApiSchema> schemas) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) && schemas.ContainsKey(name[..^Suffix.Length]);

    private static bool IsFilter(string name, IEnumerable<OpenApiOperation> operations) =>
        operations.SelectMany(operation => operation.Parameters ?? [])
            .Any(parameter => parameter.Schema is OpenApiSchemaReference { Reference.Id: { } id } && id == name);

    private void Open(OpenApiSchema schema, string name, HashSet<string> sent, OpenApiDocument document)
    {
        schema.AdditionalPropertiesAllowed = true;
        if (types.Find(name) is not { } info || schema.Properties is null)
            return;
        schema.Required = info.Properties.Where(property => property.Get is not null && property.ShouldSerialize is null)
            .Select(property => property.Name).ToHashSet();
        schema.Properties = schema.Properties.ToDictionary(pair => pair.Key, pair => Redirect(pair.Value, sent, document));
    }

    private static IOpenApiSchema Redirect(IOpenApiSchema schema, HashSet<string> sent, OpenApiDocument document)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id } reference)
            return sent.Contains(id) && document.Components!.Schemas!.ContainsKey(id + Suffix) && IsObject(document.Components.Schemas[id])
                ? new OpenApiSchemaReference(id + Suffix, document) { Reference = { Description = reference.Reference.Description } }
                : new OpenApiSchemaReference(id, document) { Reference = { Description = reference.Reference.Description } };
        if (schema is not OpenApiSchema shape)
            return schema;
        // A copy, so that what is said of the body (its defaults) is not said of the answer.
        var copy = (OpenApiSchema)shape.CreateShallowCopy();
        copy.Items = shape.Items is null ? null : Redirect(shape.Items, sent, document);
        copy.AdditionalProperties = shape.AdditionalProperties is null ? null : Redirect(shape.AdditionalProperties, sent, document);
        copy.OneOf = shape.OneOf?.Select(choice => Redirect(choice, sent, document)).ToList();
        return copy;
    }

    private void Close(OpenApiSchema schema, string name)
    {
        schema.AdditionalPropertiesAllowed = false;
        if (types.Find(name) is not { } info || info.CreateObject is null && info.Type.GetConstructor([]) is null)
            return;
        var value = Activator.CreateInstance(info.Type)!;
        foreach (var property in info.Properties.Where(property => !property.IsRequired && property.Get is not null))
            if (JsonSerializer.SerializeToNode(property.Get!(value), property.PropertyType, Json.Options) is { } given
                && IsShort(given.ToJsonString()))
                SetDefault(schema.Properties![property.Name], given);
    }

    // Objects and long lists of defaults are described in words.
    private static bool IsShort(string json) => json[0] != '{' && json.Length < 100;

    private static void SetDefault(IOpenApiSchema schema, System.Text.Json.Nodes.JsonNode value)
    {
        if (schema is OpenApiSchema shape)
            shape.Default = value;
        else if (schema is OpenApiSchemaReference reference)
            reference.Reference.Default = value;
    }

    private static bool IsObject(IOpenApiSchema schema) => schema.Type is { } type && type.HasFlag(JsonSchemaType.Object);

    private static IEnumerable<string> Roots(IDictionary<string, OpenApiMediaType>? content) =>
        (content?.Values ?? []).SelectMany(media => media.Schema is null ? [] : References(media.Schema));

    private static HashSet<string> Reach(IDictionary<string, IOpenApiSchema> schemas, IEnumerable<string> roots)
    {
        var (seen, open) = (new HashSet<string>(), new Stack<string>(roots));
        while (open.TryPop(out var name))
            if (seen.Add(name))
                foreach (var next in References(schemas[name]))
                    open.Push(next);
        return seen;
    }

    private static IEnumerable<string> References(IOpenApiSchema? schema) => schema switch
    {
        null => [],
        OpenApiSchemaReference reference => [reference.Reference.Id!],
        _ => (schema.Properties?.Values ?? []).Concat(schema.OneOf ?? []).Append(schema.Items).Append(schema.AdditionalProperties)
            .SelectMany(References),
    };
}
