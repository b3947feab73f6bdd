using System.Net;
using Matchmaking.Api.Tests.Instances;

namespace Matchmaking.Api.Tests.Deployment;

/// <summary>Over sockets: only there callers have addresses.</summary>
public sealed class ForwardedCallersTests
{
    [Theory]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8, 192.168.0.0/16", HttpStatusCode.TooManyRequests)]
    [InlineData("", HttpStatusCode.TooManyRequests)]
    public async Task Only_a_proxy_of_ours_tells_who_calls(string networks, HttpStatusCode other)
    {
        using var engine = EngineDatabase.Create();
        using var service = await ServiceProcess.StartAsync([.. engine.Settings, ("RateLimit:PermitsPerMinute", "3"), ("Proxy:Networks", networks)]);
        using var http = new HttpClient { BaseAddress = service.Operator.BaseAddress };
        for (var request = 0; request < 3; request++)
            Assert.Equal(HttpStatusCode.OK, await GetAsync("203.0.113.7"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync("203.0.113.7"));
        Assert.Equal(other, await GetAsync("203.0.113.8"));

        async Task<HttpStatusCode> GetAsync(string forwarded)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, "/v1/rounds");
            message.Headers.Add("X-Forwarded-For", forwarded);
            using var answer = await http.SendAsync(message);
            return answer.StatusCode;
        }
    }

    [Fact]
    public void A_setting_that_is_no_network_stops_the_service() =>
        Assert.Contains("10.0.0.0/8", Assert.Throws<InvalidOperationException>(() => Service.Build(["--Proxy:Networks=10.0.0.1/40"])).Message, StringComparison.Ordinal);
}
