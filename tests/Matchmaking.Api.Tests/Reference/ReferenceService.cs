using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Api.Tests.Reference;

/// <summary>The service on a port of its own, asked without a key.</summary>
public sealed class ReferenceService : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reference-").FullName;
    private WebApplication? _app;
    private HttpClient? _client;

    public async Task InitializeAsync()
    {
        _app = Service.Build(["--Urls", "http://127.0.0.1:0", "--Database:File", Path.Combine(_folder, "matchmaking.db")]);
        await _app.StartAsync();
        string address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _client = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>Asks and expects the status; a surprise shows the body.</summary>
    public async Task<Answer> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        using var response = await _client!.SendAsync(request);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {body}");
        return new Answer(body.Length == 0 ? default : JsonDocument.Parse(body).RootElement, response.Headers.ETag?.ToString(),
            response.Headers.TryGetValues("Link", out var links) ? links.Single() : null);
    }

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What came back.</summary>
    public sealed record Answer(JsonElement Body, string? ETag, string? Link)
    {
        /// <summary>Codes of a page's items.</summary>
        public IReadOnlyList<string> Codes =>
            [.. Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!)];
    }
}
