using Matchmaking.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Matchmaking.Api.Tests.Http;

public sealed class ListsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private ServiceHost App => shared.App;

    [Theory]
    [InlineData("0")]
    [InlineData("501")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData(" 5")]
    [InlineData("ten")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public Task A_limit_outside_its_bounds_is_refused(string limit) => ForEachListAsync(async (caller, path) =>
        await caller.GetAsync($"{path}?limit={Uri.EscapeDataString(limit)}").ShouldBeProblem(400, "invalid"));

    [Theory]
    [InlineData("1")]
    [InlineData("500")]
    public Task The_bounds_themselves_are_taken(string limit) => ForEachListAsync(async (caller, path) => await caller.GetAsync($"{path}?limit={limit}").ShouldBe(200));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("MDE5Zg")]
    public Task A_cursor_that_the_service_did_not_give_is_refused(string cursor) => ForEachListAsync(async (caller, path) =>
        await caller.GetAsync($"{path}?cursor={Uri.EscapeDataString(cursor)}").ShouldBeProblem(400, "invalid"));

    [Fact]
    public async Task An_unknown_or_repeated_parameter_is_refused_everywhere()
    {
        foreach (var (path, contract) in Gets())
        {
            var caller = await CallerAsync(contract);
            await caller.GetAsync(path + "?colour=blue").ShouldBeProblem(400, "unknown-parameter");
            await caller.GetAsync(path + "?Limit=5").ShouldBeProblem(400, "unknown-parameter");
            if (contract.Query.Contains("limit"))
                await caller.GetAsync(path + "?limit=5&limit=6").ShouldBeProblem(400, "invalid");
            else
                await caller.GetAsync(path + "?limit=5").ShouldBeProblem(400, "unknown-parameter");
        }
    }

    [Fact]
    public async Task Fifty_items_are_a_page_unless_told_otherwise()
    {
        for (var number = 0; number < 51; number++)
            await App.RegisterAsync(Sample.Company("EE"));

        Assert.Equal(50, (await App.Operator.GetAsync("/v1/participants?country=EE").ShouldBe(200)).Items.Count);
        Assert.Equal(51, (await App.Operator.GetAsync("/v1/participants?country=EE&limit=51").ShouldBe(200)).Items.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task A_walk_by_cursor_meets_every_item_once_in_the_order_of_ids(int limit)
    {
        var ids = await RegisterAsync("MT", 6);

        var met = new List<string>();
        var cursor = "";
        do
        {
            var page = await App.Operator.GetAsync($"/v1/participants?country=MT&limit={limit}{cursor}").ShouldBe(200);
            Assert.InRange(page.Items.Count, 1, limit);
            met.AddRange(page.Items.Select(item => (string)item["id"]!));
            cursor = (string?)page["nextCursor"] is { } next ? "&cursor=" + next : null;
        }
        while (cursor is not null);

        Assert.Equal(met.Order(StringComparer.Ordinal), met);
        Assert.Superset(ids.ToHashSet(), met.ToHashSet());
        Assert.Equal(met.Count, met.Distinct().Count());
    }

    [Fact]
    public async Task The_link_leads_on_with_filter_and_limit()
    {
        await RegisterAsync("CY", 3);
        await App.RegisterAsync(Sample.Company("LU"));

        var first = await App.Operator.GetAsync("/v1/participants?limit=2&country=CY").ShouldBe(200);
        var link = first.Header("Link")!;
        Assert.Matches("^<(/v1/participants\\?[^>]+)>; rel=\"next\"$", link);
        Assert.Contains("cursor=" + (string)first["nextCursor"]!, link, StringComparison.Ordinal);
        var second = await App.Operator.GetAsync(link[1..link.IndexOf('>')]).ShouldBe(200);

        Assert.Equal("CY", (string?)Assert.Single(second.Items)["country"]);
        Assert.Null(second["nextCursor"]);
        Assert.Null(second.Header("Link"));
    }

    [Fact]
    public async Task What_comes_in_during_a_walk_is_met_at_its_end()
    {
        await RegisterAsync("HR", 2);
        var first = await App.Operator.GetAsync("/v1/participants?country=HR&limit=1").ShouldBe(200);
        var late = await App.RegisterAsync(Sample.Company("HR"));

        var rest = await App.Operator.GetAsync($"/v1/participants?country=HR&cursor={first["nextCursor"]}").ShouldBe(200);
        Assert.Equal(2, rest.Items.Count);
        Assert.Equal(late.Id, (string?)rest.Items[^1]["id"]);
    }

    [Fact]
    public async Task Filters_narrow_a_list_together()
    {
        var pending = await App.RegisterAsync(Sample.Company("SI"));
        var verified = await App.VerifiedBuyerAsync("SI");

        Assert.Equal([pending.Id, verified.Id], await FilteredAsync("/v1/participants?country=SI"));
        Assert.Equal([pending.Id], await FilteredAsync("/v1/participants?country=SI&state=pending"));
        Assert.Equal([verified.Id], await FilteredAsync("/v1/participants?country=SI&state=verified"));
        Assert.Empty(await FilteredAsync("/v1/participants?country=SI&state=rejected"));
        Assert.Empty(await FilteredAsync("/v1/participants?country=" + Uri.EscapeDataString("SI' OR '1'='1")));
    }

    [Fact]
    public void Ids_follow_one_another()
    {
        var ids = Enumerable.Range(0, 20_000).Select(_ => Ids.New()).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Equal(7, Guid.Parse(id).Version));
        Assert.All(ids, id => Assert.InRange(Guid.Parse(id).Variant, 8, 11));
        Assert.InRange(DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(ids[0][..13].Replace("-", ""), 16)), TimeSpan.FromSeconds(-60), TimeSpan.FromSeconds(60));
    }

    private async Task<List<string>> FilteredAsync(string path) => [.. (await App.Operator.GetAsync(path).ShouldBe(200)).Items.Select(item => (string)item["id"]!)];

    private async Task<List<string>> RegisterAsync(string country, int count)
    {
        var ids = new List<string>();
        for (var number = 0; number < count; number++)
            ids.Add((await App.RegisterAsync(Sample.Company(country))).Id);
        return ids;
    }

    private async Task ForEachListAsync(Func<ApiClient, string, Task> check)
    {
        var lists = Gets().Where(get => get.Contract.Query.Contains("limit") && !get.Pattern.Contains('{')).ToList();
        Assert.NotEmpty(lists);
        foreach (var (path, contract) in lists)
            await check(await CallerAsync(contract), path);
    }

    private IEnumerable<(string Pattern, Contract Contract)> Gets() =>
        from endpoint in App.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let contract = endpoint.Metadata.OfType<Contract>().LastOrDefault()
        where contract is not null && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET")
        select ("/" + endpoint.RoutePattern.RawText!.Trim('/'), contract);

    private async Task<ApiClient> CallerAsync(Contract contract) =>
        contract.Roles?.Contains(Matchmaking.Api.Access.Role.Operator) ?? true ? App.Operator : _company ??= await App.RegisterAsync();

    private ApiClient? _company;
}
