using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests;

/// <summary>A caller: the service seen with one key, or with none.</summary>
public sealed class ApiClient(ServiceHost host, string? key, string id)
{
    /// <summary>Passed as a retry key, sends none.</summary>
    public const string NoKey = "";

    /// <summary>The participant or member of staff.</summary>
    public string Id => id;

    /// <summary>The access key.</summary>
    public string? Key => key;

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Posts with a retry key of its own, unless one is given.</summary>
    public Task<Answer> PostAsync(string path, object? body = null, string? key = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, key == NoKey ? headers : [.. headers, ("Idempotency-Key", key ?? Guid.NewGuid().ToString())]);

    /// <summary>Puts with If-Match, unless the tag is null.</summary>
    public Task<Answer> PutAsync(string path, object? body, string? etag, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, body, etag is null ? headers : [.. headers, ("If-Match", etag)]);

    /// <summary>Deletes with If-Match, unless the tag is null.</summary>
    public Task<Answer> DeleteAsync(string path, string? etag = null) =>
        SendAsync(HttpMethod.Delete, path, null, etag is null ? [] : [("If-Match", etag)]);

    /// <summary>Sends anything. A text is sent as it is, content likewise, everything else as JSON.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = Content(body) };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var response = await host.Http.SendAsync(request);
        return new Answer(response, await response.Content.ReadAsStringAsync(), host.Log.Errors);
    }

    private static HttpContent? Content(object? body) => body switch
    {
        null => null,
        HttpContent content => content,
        string text => JsonContent(text),
        JsonNode node => JsonContent(node.ToJsonString()),
        _ => JsonContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web)),
    };

    private static StringContent JsonContent(string text) => new(text, Encoding.UTF8, "application/json");
}
