using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Api.OpenApi;

namespace Matchmaking.Api.Tests.OpenApi;

/// <summary>
/// Calls operations by their ids with the document's examples, and holds the answers to the examples of answers, or records them.
/// </summary>
internal sealed class ExampleWalk(JsonObject document)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    private readonly Dictionary<string, (string Path, string Method, JsonObject Operation)> _operations =
        Contract.Operations(document).ToDictionary(entry => (string)entry.Operation["operationId"]!);

    private readonly SampleValues _samples = new();
    private readonly List<string> _differences = [];

    /// <summary>Operations that were called.</summary>
    public HashSet<string> Called { get; } = [];

    /// <summary>Examples that are not what was sent or answered.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Calls an operation; its path's parameters are filled in their order.</summary>
    public async Task<Answer> CallAsync(
        ApiClient caller, string operationId, string[]? at = null, string query = "", Action<JsonObject>? change = null)
    {
        var (template, method, operation) = _operations[operationId];
        var path = Fill(template, at ?? []) + query;
        var body = ExampleFiles.Read(operationId, "request")?.AsObject();
        if (body is not null)
        {
            change?.Invoke(body);
            Compare(operationId, "request", body);
        }

        var answer = await SendAsync(caller, method, path, operation, body);
        var declared = operation["responses"]!.AsObject().Single(response => response.Key[0] == '2').Key;
        answer.ShouldBe(int.Parse(declared, System.Globalization.CultureInfo.InvariantCulture));
        if (answer.Text.Length > 0)
            Compare(operationId, "response", JsonNode.Parse(answer.Text)!);
        Called.Add(operationId);
        return answer;
    }

    private static async Task<Answer> SendAsync(ApiClient caller, string method, string path, JsonObject operation, JsonObject? body)
    {
        var needsTag = operation["parameters"]!.AsArray()
            .Any(parameter => (string?)parameter!["$ref"] == "#/components/parameters/IfMatch");
        var tag = needsTag ? (await caller.GetAsync(path).ShouldBe(200)).ETag : null;
        return await (method switch
        {
            "get" => caller.GetAsync(path),
            "post" => caller.PostAsync(path, body),
            "put" => caller.PutAsync(path, body, tag),
            "delete" => caller.DeleteAsync(path, tag),
            _ => throw new NotSupportedException(method),
        });
    }

    private static string Fill(string template, string[] values)
    {
        var next = 0;
        return string.Join('/', template.Split('/').Select(step => step.StartsWith('{') ? values[next++] : step));
    }

    private void Compare(string operationId, string kind, JsonNode value)
    {
        var text = _samples.Replace(value.ToJsonString(Readable)) + "\n";
        var file = Path.Combine(Contract.Root, "src", "Matchmaking.Api", "OpenApi", "Examples", $"{operationId}.{kind}.json");
        if (Contract.IsUpdating)
            File.WriteAllText(file, text);
        else if (!File.Exists(file) || File.ReadAllText(file) != text)
            _differences.Add($"{operationId}.{kind}.json should be\n{text}");
    }
}
