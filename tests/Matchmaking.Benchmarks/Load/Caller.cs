using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Matchmaking.Benchmarks.Load;

/// <summary>Somebody with a key of the service, or without one; for what is not measured.</summary>
internal sealed record Caller(HttpClient Http, string Id, string? Key)
{
    /// <summary>Posts with a retry key of its own.</summary>
    public Task<JsonObject> PostAsync(string path, JsonObject? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<JsonObject> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new LoadFailure($"{method} {path} answered {(int)response.StatusCode}: {text}");
    }
}
