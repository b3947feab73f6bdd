using Matchmaking.Api.Access;

namespace Matchmaking.Api.Tests.Keys;

public sealed class KeysTests : ScenarioTests
{
    private const string Mine = "/v1/participants/me/keys", Staffs = "/v1/staff/me/keys";

    [Fact]
    public async Task A_further_key_is_shown_once_and_works_beside_the_first()
    {
        var company = await App.RegisterAsync();
        var issued = await company.PostAsync(Mine, new { label = "second" }).ShouldBe(201);
        var second = App.With((string)issued["key"]!);

        Assert.True(AccessKey.IsWellFormed(second.Key!));
        Assert.StartsWith((string)issued["hint"]!, second.Key, StringComparison.Ordinal);
        await second.GetAsync(Mine).ShouldBe(200);
        var listed = (await company.GetAsync(Mine).ShouldBe(200)).Items;
        Assert.Equal(["first key", "second"], listed.Select(key => (string?)key["label"]));
        Assert.All(listed, key => Assert.Null(key["key"]));
    }

    [Fact]
    public async Task An_expired_key_opens_nothing()
    {
        var company = await App.RegisterAsync();
        var issued = await company.PostAsync(Mine, new { label = "short", expiresAt = "2027-01-04T09:00:00Z" }).ShouldBe(201);
        var second = App.With((string)issued["key"]!);

        App.Clock.Advance(TimeSpan.FromMinutes(59));
        await second.GetAsync(Mine).ShouldBe(200);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await second.GetAsync(Mine).ShouldBeProblem(401, "unauthenticated");
        await second.GetAsync("/v1/rounds").ShouldBeProblem(401, "unauthenticated");
        await company.GetAsync(Mine).ShouldBe(200);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_then_on()
    {
        var company = await App.RegisterAsync();
        var issued = await company.PostAsync(Mine, new { label = "second" }).ShouldBe(201);
        var second = App.With((string)issued["key"]!);

        await company.DeleteAsync($"{Mine}/{issued.Id}").ShouldBe(204);

        await second.GetAsync(Mine).ShouldBeProblem(401, "unauthenticated");
        await second.GetAsync("/v1/rounds").ShouldBeProblem(401, "unauthenticated");
        await company.DeleteAsync($"{Mine}/{issued.Id}").ShouldBeProblem(404, "not-found");
        Assert.Equal("2027-01-04T08:00:00Z", (string?)(await company.GetAsync(Mine)).Items[1]["revokedAt"]);
    }

    [Fact]
    public async Task A_key_is_rotated_by_a_second_one_that_revokes_the_first()
    {
        var company = await App.RegisterAsync();
        var second = App.With((string)(await company.PostAsync(Mine, new { label = "second" }).ShouldBe(201))["key"]!);
        var first = (string)(await second.GetAsync(Mine)).Items[0]["id"]!;

        await second.DeleteAsync($"{Mine}/{first}").ShouldBe(204);

        await company.GetAsync(Mine).ShouldBeProblem(401, "unauthenticated");
        await second.GetAsync(Mine).ShouldBe(200);
    }

    [Fact]
    public async Task Nobody_revokes_or_sees_the_keys_of_others()
    {
        var (company, other) = (await App.RegisterAsync(), await App.RegisterAsync());
        var key = (string)(await company.GetAsync(Mine)).Items[0]["id"]!;

        await other.DeleteAsync($"{Mine}/{key}").ShouldBeProblem(404, "not-found");
        await App.Operator.DeleteAsync($"{Staffs}/{key}").ShouldBeProblem(404, "not-found");
        Assert.DoesNotContain(key, (await other.GetAsync(Mine)).Text, StringComparison.Ordinal);
        await company.GetAsync(Mine).ShouldBe(200);
    }

    [Fact]
    public async Task Staff_have_keys_of_their_own()
    {
        var auditor = await App.AuditorAsync();
        var issued = await auditor.PostAsync(Staffs, new { label = "second" }).ShouldBe(201);
        var second = App.With((string)issued["key"]!);

        await second.GetAsync("/v1/audit").ShouldBe(200);
        await second.PostAsync("/v1/rounds", Sample.Round()).ShouldBeProblem(403, "wrong-role");
        await auditor.DeleteAsync($"{Staffs}/{issued.Id}").ShouldBe(204);
        await second.GetAsync("/v1/audit").ShouldBe(401);
    }

    [Theory]
    [InlineData("{\"label\":\"\"}", "#/label")]
    [InlineData("{}", "#/label")]
    [InlineData("{\"label\":\"a\",\"expiresAt\":\"2027-01-04T08:00:00Z\"}", "#/expiresAt")]
    [InlineData("{\"label\":\"a\",\"expiresAt\":\"tomorrow\"}", "#/expiresAt")]
    [InlineData("{\"label\":\"a\",\"key\":\"mine\"}", "#/key")]
    public async Task A_key_that_cannot_be_is_pointed_to(string body, string pointer)
    {
        var company = await App.RegisterAsync();
        await company.PostAsync(Mine, body).ShouldBeProblem(400, "invalid").ShouldPointTo(pointer);
        Assert.Single((await company.GetAsync(Mine)).Items);
    }
}
