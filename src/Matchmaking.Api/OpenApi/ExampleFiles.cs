using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>
/// Examples by operation: <c>{operationId}.request.json</c> is sent by a test as it stands, <c>{operationId}.response.json</c> is what the
/// service answered then.
/// </summary>
public static class ExampleFiles
{
    private const string Folder = "OpenApi/Examples/";

    /// <summary>Reads one, or null.</summary>
    public static JsonNode? Read(string operationId, string kind)
    {
        using var stream = typeof(ExampleFiles).Assembly.GetManifestResourceStream($"{Folder}{operationId}.{kind}.json");
        return stream is null ? null : JsonNode.Parse(stream);
    }

    /// <summary>Adds an operation's examples.</summary>
    internal static void Add(OpenApiOperation operation)
    {
        Set(operation.RequestBody?.Content, operation.OperationId!, "request");
        foreach (var (_, response) in operation.Responses!.Where(pair => pair.Key.StartsWith('2')))
            Set(response.Content, operation.OperationId!, "response");
    }

    private static void Set(IDictionary<string, OpenApiMediaType>? content, string operationId, string kind)
    {
        if (content is not null && content.TryGetValue("application/json", out var media))
            media.Example = Read(operationId, kind);
    }
}
