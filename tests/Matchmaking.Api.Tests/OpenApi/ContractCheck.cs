using System.Text.Json;
using Xunit.Sdk;

namespace Matchmaking.Api.Tests.OpenApi;

/// <summary>
/// Holds every exchange of every scenario to the document: that operation, status, content type and headers are declared, that the answer
/// has the form that is declared, and that a body the service accepts is one the document allows.
/// </summary>
public sealed class ContractCheck : DelegatingHandler
{
    private const string ProblemType = "application/problem+json";

    private static readonly Lazy<Task<JsonElement>> Served = new(async () => JsonDocument.Parse(await Contract.ServedAsync()).RootElement);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var sent = request.Content is StringContent content ? await content.ReadAsStringAsync(cancellationToken) : null;
        var response = await base.SendAsync(request, cancellationToken);
        if (!path.StartsWith("/v1/", StringComparison.Ordinal))
            return response;
        var document = await Served.Value;
        if (Find(document, path, request.Method) is not { } operation)
            return (int)response.StatusCode is 404 or 405 ? response
                : throw new XunitException($"{request.Method} {path} is not in the document.");
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var faults = Faults(document, operation, sent, response, await response.Content.ReadAsStringAsync(cancellationToken)).ToList();
        return faults.Count == 0 ? response : throw new XunitException(
            $"{request.Method} {path} {(int)response.StatusCode} is not as documented:\n{string.Join('\n', faults)}");
    }

    private static IEnumerable<string> Faults(
        JsonElement document, JsonElement operation, string? sent, HttpResponseMessage response, string body)
    {
        var check = new SchemaCheck(document);
        if (!operation.GetProperty("responses").TryGetProperty($"{(int)response.StatusCode}", out var reference))
            return [$"The status is not declared: {body}"];
        var declared = check.Resolve(reference);
        return ContentFaults(check, declared, response, body).Concat(HeaderFaults(declared, response))
            .Concat(response.IsSuccessStatusCode && sent is not null ? BodyFaults(check, operation, sent) : []);
    }

    private static IEnumerable<string> ContentFaults(SchemaCheck check, JsonElement declared, HttpResponseMessage response, string body)
    {
        if (!declared.TryGetProperty("content", out var content))
            return body.Length == 0 ? [] : ["A body is not declared."];
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (!content.TryGetProperty(type, out var media))
            return [$"The content type '{type}' is not declared."];
        var faults = type.EndsWith("json", StringComparison.Ordinal)
            ? check.Faults(media.GetProperty("schema"), JsonDocument.Parse(body).RootElement) : [];
        return type != ProblemType
            ? faults
            : faults.Concat(CodeFaults(declared, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()!));
    }

    private static IEnumerable<string> CodeFaults(JsonElement declared, string code) =>
        declared.GetProperty("description").GetString()!.Contains($"`{code}`", StringComparison.Ordinal) ? []
            : [$"The code {code} is not declared."];

    private static IEnumerable<string> HeaderFaults(JsonElement declared, HttpResponseMessage response) =>
        from header in declared.GetProperty("headers").EnumerateObject()
        where header.Name is "ETag" or "Location" or "RateLimit" or "WWW-Authenticate" && !response.Headers.Contains(header.Name)
        select $"The header {header.Name} is declared and missing.";

    private static IEnumerable<string> BodyFaults(SchemaCheck check, JsonElement operation, string sent)
    {
        if (!operation.TryGetProperty("requestBody", out var body) || sent.Length == 0)
            return [];
        var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
        return check.Faults(schema, JsonDocument.Parse(sent).RootElement)
            .Select(fault => $"The service accepts a body that the document refuses: {fault}");
    }

    private static JsonElement? Find(JsonElement document, string path, HttpMethod method)
    {
        var steps = path.Trim('/').Split('/');
        foreach (var template in document.GetProperty("paths").EnumerateObject().OrderBy(entry => entry.Name.Count(c => c == '{')))
            if (Fits(template.Name.Trim('/').Split('/'), steps)
                && template.Value.TryGetProperty(method.Method.ToLowerInvariant(), out var operation))
                return operation;
        return null;
    }

    private static bool Fits(string[] template, string[] steps) =>
        template.Length == steps.Length && template.Zip(steps).All(pair => pair.First[0] == '{' || pair.First == pair.Second);
}
