using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Matchmaking.Api.Tests.Http;

/// <summary>What the in-memory server of the other tests cannot show: the service behind real sockets.</summary>
public sealed class SocketsTests : IAsyncLifetime
{
    private readonly EngineDatabase _engine = EngineDatabase.Create();
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    public SocketsTests()
    {
        _app = Service.Build(
        [
            "--Urls=http://127.0.0.1:0", $"--Operator:Key={EngineDatabase.OperatorKey}",
            .. _engine.Settings.Select(setting => $"--{setting.Name}={setting.Value}"),
        ]);
    }

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_one_mebibyte_is_refused_with_a_problem(bool lengthIsTold)
    {
        using var content = new ByteArrayContent(new byte[(1 << 20) + 1]);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/participants") { Content = content };
        request.Headers.Add("Idempotency-Key", "once");
        request.Headers.TransferEncodingChunked = lengthIsTold ? null : true;

        (await SendAsync(request)).ShouldBeProblem(413, "body-too-large");
    }

    [Fact]
    public async Task The_server_does_not_tell_what_it_is()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/rounds");

        var answer = (await SendAsync(request)).ShouldBe(200);

        Assert.Null(answer.Header("Server"));
        Assert.Equal("application/json", answer.ContentType);
    }

    [Theory]
    [InlineData("GET /v1/rounds/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 40")]
    [InlineData("POST /v1/participants HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIdempotency-Key: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 404")]
    public async Task Broken_requests_are_refused(string request, string expected)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_http.BaseAddress!.Host, _http.BaseAddress.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith(expected, await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _engine.Dispose();
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        return new Answer(response, await response.Content.ReadAsStringAsync(), []);
    }
}
