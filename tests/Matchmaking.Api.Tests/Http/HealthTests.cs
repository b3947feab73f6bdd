namespace Matchmaking.Api.Tests.Http;

public sealed class HealthTests : ScenarioTests
{
    [Fact]
    public async Task A_running_service_is_live_and_ready()
    {
        Assert.Equal("live", (string?)(await App.Public.GetAsync("/health/live").ShouldBe(200))["status"]);
        Assert.Equal("ready", (string?)(await App.Public.GetAsync("/health/ready").ShouldBe(200))["status"]);
    }

    [Fact]
    public async Task Probes_need_no_key_and_mind_no_bad_one() => await App.With("mistyped").GetAsync("/health/ready").ShouldBe(200);
}
