using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Matchmaking.Benchmarks.Load;

/// <summary>Somebody with a key of the service, or without one; for what is not measured.</summary>
internal sealed record Caller(HttpClient Http, string Id, string? Key)
{
    /// <summary>Posts with a retry key of its own.</summary>
    public async Task<JsonObject> PostAsync(string path, JsonObject? body = null, CancellationToken stop = default) =>
        JsonNode.Parse(await SendAsync(HttpMethod.Post, path, body, stop))!.AsObject();

    public async Task<JsonObject> GetAsync(string path, CancellationToken stop = default) => JsonNode.Parse(await DownloadAsync(path, stop))!.AsObject();

    /// <summary>The bytes of an answer.</summary>
    public Task<byte[]> DownloadAsync(string path, CancellationToken stop) => SendAsync(HttpMethod.Get, path, null, stop);

    private async Task<byte[]> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request, stop);
        var answer = await response.Content.ReadAsByteArrayAsync(stop);
        return response.IsSuccessStatusCode
            ? answer
            : throw new LoadFailure($"{method} {path} answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}");
    }
}
