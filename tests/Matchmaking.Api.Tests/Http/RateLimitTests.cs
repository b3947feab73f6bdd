namespace Matchmaking.Api.Tests.Http;

public sealed class RateLimitTests() : ScenarioTests(("RateLimit:PermitsPerMinute", "3"))
{
    [Fact]
    public async Task Every_answer_tells_the_limit_and_what_is_left_of_it()
    {
        var first = await App.Operator.GetAsync("/v1/rounds").ShouldBe(200);
        Assert.Equal("\"default\";q=3;w=60", first.Header("RateLimit-Policy"));
        Assert.Equal("\"default\";r=2;t=60", first.Header("RateLimit"));

        var second = await App.Operator.GetAsync("/v1/nothing").ShouldBe(404);
        Assert.Equal("\"default\";r=1;t=60", second.Header("RateLimit"));
    }

    [Fact]
    public async Task Too_many_requests_are_refused_until_the_minute_is_over()
    {
        for (var request = 0; request < 3; request++)
            await App.Operator.GetAsync("/v1/rounds").ShouldBe(200);

        var refused = await App.Operator.GetAsync("/v1/rounds").ShouldBeProblem(429, "rate-limited");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!), 1, 60);
        Assert.StartsWith("\"default\";r=0;", refused.Header("RateLimit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_key_has_a_limit_of_its_own()
    {
        var other = await App.AnotherOperatorAsync();
        foreach (var caller in (ApiClient[])[App.Public, App.Operator])
            for (var request = 0; request < 3; request++)
                await caller.GetAsync("/v1/rounds");

        await App.Public.GetAsync("/v1/rounds").ShouldBe(429);
        await App.Operator.GetAsync("/v1/rounds").ShouldBe(429);
        await other.GetAsync("/v1/rounds").ShouldBe(200);
    }

    [Fact]
    public async Task Guessing_keys_counts_against_the_address()
    {
        for (var request = 0; request < 3; request++)
            await App.With(Matchmaking.Api.Access.AccessKey.Create()).GetAsync("/v1/rounds").ShouldBe(401);

        await App.With(Matchmaking.Api.Access.AccessKey.Create()).GetAsync("/v1/rounds").ShouldBe(429);
    }

    [Fact]
    public async Task Health_is_not_limited()
    {
        for (var request = 0; request < 10; request++)
            await App.Public.GetAsync("/health/live").ShouldBe(200);
    }
}
