using System.Globalization;
using System.Text.Json;
using Matchmaking.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>
/// Completes an operation from its <see cref="Contract"/>: parameters, security, every status with its headers, examples.
/// </summary>
internal sealed class OperationContract : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Contract>().LastOrDefault() is not { } contract)
            return;
        var (document, method) = (context.Document!, context.Description.HttpMethod!);
        AddSecurity(operation, contract, document);
        DescribePath(operation);
        await AddQuery(operation, contract, context, cancellationToken);
        AddHeaders(operation, contract, method, document);
        DescribeSuccess(operation, contract, method, document);
        ProblemResponses.Add(operation, ProblemResponses.Codes(contract, method, context.Description.RelativePath!), document);
        ExampleFiles.Add(operation);
    }

    private static void AddSecurity(OpenApiOperation operation, Contract contract, OpenApiDocument document)
    {
        var bearer = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentHead.Bearer, document)] = [] };
        operation.Security = (contract.Roles, contract.SeesMoreWithKey) switch
        {
            (null, false) => [],
            (null, true) => [new OpenApiSecurityRequirement(), bearer],
            _ => [bearer],
        };
        var callers = contract.Roles is { } roles ? string.Join(", ", roles.Select(role => $"`{Json.Name(role)}`"))
            : contract.SeesMoreWithKey ? "everybody; a key shows more" : "everybody, without a key";
        operation.Description = $"{operation.Description}\n\nFor: {callers}.".Trim();
    }

    private static void DescribePath(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            if (parameter is { In: ParameterLocation.Path, Name: { } name, Schema: OpenApiSchema schema })
            {
                var isId = name.EndsWith("Id", StringComparison.Ordinal);
                parameter.Description = isId ? $"Id of the {Words(name[..^2])}." : $"{char.ToUpperInvariant(name[0])}{name[1..]}.";
                if (isId)
                    schema.Format = "uuid";
            }
    }

    private static async Task AddQuery(
        OpenApiOperation operation, Contract contract, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Parameters ??= [];
        var item = context.Description.SupportedResponseTypes
            .Select(answer => answer.Type?.GetProperty("Items")?.PropertyType.GetGenericArguments()[0])
            .FirstOrDefault(type => type is not null);
        foreach (var name in contract.Query)
            operation.Parameters.Add(name switch
            {
                "limit" => new OpenApiParameterReference(SharedParameters.Limit, context.Document),
                "cursor" => new OpenApiParameterReference(SharedParameters.Cursor, context.Document),
                _ => new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = $"Only those with this {Words(name)}.",
                    Schema = await FilterSchema(item, name, context, cancellation),
                },
            });
    }

    // A filter takes the values of the field it is named after; where the items have no such field, any text.
    private static async Task<IOpenApiSchema> FilterSchema(
        Type? item, string name, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var property = item?.GetProperties().FirstOrDefault(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == name);
        var type = property is null ? typeof(string) : SchemaTypes.Bare(property.PropertyType);
        if (type.IsEnum)
        {
            await context.GetOrCreateSchemaAsync(type, null, cancellation);
            return new OpenApiSchemaReference(type.Name, context.Document);
        }

        return new OpenApiSchema
        {
            Type = type == typeof(bool) ? JsonSchemaType.Boolean : type == typeof(int) ? JsonSchemaType.Integer : JsonSchemaType.String,
        };
    }

    private static void AddHeaders(OpenApiOperation operation, Contract contract, string method, OpenApiDocument document)
    {
        if (method is "POST")
            operation.Parameters!.Add(new OpenApiParameterReference(SharedParameters.IdempotencyKey, document));
        if (method is "GET")
            operation.Parameters!.Add(new OpenApiParameterReference(SharedParameters.IfNoneMatch, document));
        if (contract.NeedsIfMatch)
            operation.Parameters!.Add(new OpenApiParameterReference(SharedParameters.IfMatch, document));
    }

    private static void DescribeSuccess(OpenApiOperation operation, Contract contract, string method, OpenApiDocument document)
    {
        // The generator leaves out answers without a body.
        if (method is "DELETE")
            operation.Responses = new OpenApiResponses { ["204"] = new OpenApiResponse() };
        var isPage = contract.Query.Contains("cursor");
        foreach (var (status, response) in operation.Responses!.ToList())
        {
            if (response is not OpenApiResponse answer || int.Parse(status, CultureInfo.InvariantCulture) >= 300)
                continue;
            answer.Description = status switch
            {
                "201" => "Created.",
                "202" => "Accepted; look at the resource again after a while.",
                "204" => "Done.",
                _ => method is not "GET" ? "Done; the resource as it is now." : isPage ? "A page." : "The resource.",
            };
            var names = new List<string>();
            if (status is "200" or "201")
                names.Add("ETag");
            if (status is "201" or "202")
                names.Add("Location");
            if (status is "202")
                names.Add("Retry-After");
            if (isPage)
                names.Add("Link");
            if (method is "POST")
                names.Add("Idempotency-Replayed");
            answer.Headers = SharedHeaders.Of(document, names);
        }

        if (method is "GET")
            operation.Responses!["304"] = new OpenApiResponse
            {
                Description = "The client has the present version.",
                Headers = SharedHeaders.Of(document, "ETag"),
            };
    }

    private static string Words(string name) =>
        string.Concat(name.Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
