using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>Parameters that many operations share.</summary>
internal static class SharedParameters
{
    /// <summary>Names of the components.</summary>
    public const string IdempotencyKey = "IdempotencyKey", IfMatch = "IfMatch", IfNoneMatch = "IfNoneMatch",
        Limit = "Limit", Cursor = "Cursor";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, OpenApiParameter> All => new Dictionary<string, OpenApiParameter>
    {
        [IdempotencyKey] = new()
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Required = true,
            Description = "Chosen by the client for this one request and sent again with every retry of it: 1 to 255 printable ASCII "
                + "characters, quoted or bare.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 257 },
        },
        [IfMatch] = new()
        {
            Name = "If-Match",
            In = ParameterLocation.Header,
            Required = true,
            Description = "The `ETag` of the version that the change was made from, or `*`.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = "\"1\"",
        },
        [IfNoneMatch] = new()
        {
            Name = "If-None-Match",
            In = ParameterLocation.Header,
            Description = "The `ETag` of the version that the client has; 304 where it is still the present one.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        },
        [Limit] = new()
        {
            Name = "limit",
            In = ParameterLocation.Query,
            Description = "The most items of the page.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Maximum = "500",
                Default = JsonValue.Create(50),
            },
        },
        [Cursor] = new()
        {
            Name = "cursor",
            In = ParameterLocation.Query,
            Description = "`nextCursor` of the page before; opaque.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };
}
