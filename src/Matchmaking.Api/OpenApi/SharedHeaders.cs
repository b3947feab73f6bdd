using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>Headers of answers.</summary>
internal static class SharedHeaders
{
    /// <summary>All of them, by their names on the wire, which are the components' names too.</summary>
    public static IReadOnlyDictionary<string, OpenApiHeader> All => new Dictionary<string, OpenApiHeader>
    {
        ["ETag"] = Text("Tag of this version of the resource, quoted."),
        ["Location"] = new()
        {
            Description = "Path of the resource.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" },
        },
        ["Link"] = Text("`<path>; rel=\"next\"` where another page follows."),
        ["Retry-After"] = new()
        {
            Description = "Seconds to wait.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1" },
        },
        ["Idempotency-Replayed"] = Text("`true` where the answer was kept from the first request with this key."),
        ["WWW-Authenticate"] = Text("`Bearer`, and `error=\"invalid_token\"` where the key that was sent is not valid."),
        ["RateLimit-Policy"] = Text("Requests (`q`) allowed in a window of so many seconds (`w`)."),
        ["RateLimit"] = Text("Requests left (`r`) in the window, and its seconds (`t`)."),
    };

    /// <summary>References to some of them, besides those of every answer.</summary>
    public static Dictionary<string, IOpenApiHeader> Of(OpenApiDocument document, params IEnumerable<string> names) =>
        names.Concat(["RateLimit", "RateLimit-Policy"])
            .ToDictionary(name => name, name => (IOpenApiHeader)new OpenApiHeaderReference(name, document));

    private static OpenApiHeader Text(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
