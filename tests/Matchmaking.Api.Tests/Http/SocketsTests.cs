using System.Net.Sockets;
using System.Text;

namespace Matchmaking.Api.Tests.Http;

/// <summary>What the in-memory server of the other tests cannot show: the service behind real sockets.</summary>
public sealed class SocketsTests : IDisposable
{
    private readonly ServiceHost _app = ServiceHost.OnSockets();

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

        using var response = await _app.Http.SendAsync(request);

        new Answer(response, await response.Content.ReadAsStringAsync(), _app.Log.Errors).ShouldBeProblem(413, "body-too-large");
    }

    [Fact]
    public async Task The_server_does_not_tell_what_it_is()
    {
        var answer = await _app.Public.GetAsync("/v1/rounds").ShouldBe(200);
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
        await client.ConnectAsync(_app.Http.BaseAddress!.Host, _app.Http.BaseAddress.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith(expected, await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _app.Dispose();
}
