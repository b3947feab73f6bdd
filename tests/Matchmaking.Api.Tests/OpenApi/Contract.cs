using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.OpenApi;

/// <summary>The document, served and committed.</summary>
internal static class Contract
{
    private static readonly Lazy<Task<string>> Asked = new(AskAsync);

    /// <summary>Whether to write the committed files anew instead of comparing them.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("MATCHMAKING_UPDATE_CONTRACT") == "1";

    /// <summary>The project's root.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string CommittedFile => Path.Combine(Root, "openapi", "v1.json");

    /// <summary>The served document's text.</summary>
    public static Task<string> ServedAsync() => Asked.Value;

    /// <summary>The served document.</summary>
    public static async Task<JsonObject> ReadAsync() => JsonNode.Parse(await ServedAsync())!.AsObject();

    /// <summary>Every operation with its path and method.</summary>
    public static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value!.AsObject());

    /// <summary>What a node refers to, or the node itself.</summary>
    public static JsonObject Resolve(JsonObject document, JsonNode node)
    {
        if ((string?)node["$ref"] is not { } reference)
            return node.AsObject();
        JsonNode? target = document;
        foreach (var step in reference.TrimStart('#', '/').Split('/'))
            target = target?[step];
        return target?.AsObject() ?? throw new InvalidOperationException($"{reference} leads nowhere.");
    }

    private static async Task<string> AskAsync()
    {
        using var host = new ServiceHost();
        return (await host.Public.GetAsync("/openapi/v1.json").ShouldBe(200)).Text;
    }

    private static string FindRoot(DirectoryInfo? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Matchmaking.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the project.");
    }
}
