using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Api.Http;

namespace Matchmaking.Api.Demo;

/// <summary>The service answered otherwise than the scenario expects.</summary>
public sealed class DemoFailure(string method, string path, int status, string body)
    : Exception($"{method} {path} answered {status}:\n{body}");

/// <summary>One caller of the service, with its own key or none; it sees nothing but the HTTP interface.</summary>
/// <param name="http">Sends to the service.</param>
/// <param name="id">The company or member of staff.</param>
/// <param name="key">Its key.</param>
public sealed class DemoClient(HttpClient http, string id, string? key)
{
    private const int LargestPage = 500;

    /// <summary>The company or member of staff.</summary>
    public string Id => id;

    /// <summary>Its key; empty where it has none.</summary>
    public string Key => key ?? "";

    /// <summary>Another caller of the same service.</summary>
    public DemoClient As(string otherId, string otherKey) => new(http, otherId, otherKey);

    /// <summary>Reads a resource.</summary>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellation) =>
        JsonNode.Parse(await GetTextAsync(path, cancellation))!;

    /// <summary>Reads a document as it is.</summary>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellation) =>
        (await SendAsync(HttpMethod.Get, path, null, cancellation)).Text;

    /// <summary>Reads a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path, CancellationToken cancellation)
    {
        var items = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null;)
        {
            var from = cursor.Length == 0 ? "" : "&cursor=" + Uri.EscapeDataString(cursor);
            var page = await GetAsync($"{path}?limit={LargestPage}{from}", cancellation);
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["nextCursor"];
        }

        return items;
    }

    /// <summary>Creates or triggers something.</summary>
    public async Task<JsonNode> PostAsync(string path, object? body, CancellationToken cancellation) =>
        JsonNode.Parse((await SendAsync(HttpMethod.Post, path, body, cancellation)).Text)!;

    /// <summary>Starts long work and looks again, as often as the service asks for, until it has ended.</summary>
    public async Task<JsonNode> PostAndWaitAsync(string path, CancellationToken cancellation)
    {
        var (text, location, wait) = await SendAsync(HttpMethod.Post, path, null, cancellation);
        var resource = JsonNode.Parse(text)!;
        while ((string?)resource["status"] is "queued" or "running")
        {
            await Task.Delay(wait, cancellation);
            resource = await GetAsync(location!, cancellation);
        }

        return resource;
    }

    private async Task<(string Text, string? Location, TimeSpan Wait)> SendAsync(
        HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (body is not null)
            request.Content = new StringContent(Json.Write(body), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? (text, response.Headers.Location?.ToString(), response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1))
            : throw new DemoFailure(method.Method, path, (int)response.StatusCode, text);
    }
}
