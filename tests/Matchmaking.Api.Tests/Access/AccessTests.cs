using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Matchmaking.Api.Tests.Access;

public sealed class AccessTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly string[] PublicOperations =
    [
        "GET /v1/countries", "GET /v1/materials", "GET /v1/materials/{code}", "GET /v1/rounds", "GET /v1/rounds/{roundId}",
        "GET /v1/rounds/{roundId}/report", "POST /v1/participants",
    ];

    private static readonly string[] AuditorsOwnChanges = ["POST /v1/staff/me/keys", "DELETE /v1/staff/me/keys/{keyId}"];

    private ServiceHost App => shared.App;

    [Fact]
    public void Every_operation_has_a_contract()
    {
        var without = App.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.OfType<Contract>().LastOrDefault() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!);
        Assert.DoesNotContain(without, path => path.Contains("v1/", StringComparison.Ordinal) && !path.StartsWith("/openapi", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_the_public_may_see_is_public() =>
        Assert.Empty(Operations().Where(operation => operation.Roles is null).Select(operation => operation.Name).Except(PublicOperations));

    [Fact]
    public void Auditors_change_nothing_but_their_own_keys() => Assert.Equal(
        AuditorsOwnChanges.Order(),
        Operations().Where(operation => operation.Method != "GET" && operation.Roles?.Contains(Role.Auditor) == true).Select(operation => operation.Name).Order());

    [Fact]
    public Task Without_a_key_only_public_operations_answer() => ForEachAsync(async operation =>
    {
        var answer = await CallAsync(App.Public, operation);
        if (operation.Roles is null)
            Assert.NotInRange(answer.Status, 401, 403);
        else
            Assert.Equal("Bearer", answer.ShouldBeProblem(401, "unauthenticated").Header("WWW-Authenticate"));
    });

    [Fact]
    public Task A_bad_key_opens_nothing_not_even_what_is_public() => ForEachAsync(async operation =>
    {
        var answer = await CallAsync(App.With(AccessKey.Create()), operation);
        Assert.Equal("Bearer error=\"invalid_token\"", answer.ShouldBeProblem(401, "unauthenticated").Header("WWW-Authenticate"));
    });

    [Fact]
    public async Task A_role_does_what_is_meant_for_it_and_nothing_else()
    {
        (Role Role, ApiClient Caller)[] callers =
        [
            (Role.Participant, await App.VerifiedBuyerAsync()),
            (Role.Operator, await App.AnotherOperatorAsync()),
            (Role.Auditor, await App.AuditorAsync()),
        ];
        await ForEachAsync(async operation =>
        {
            foreach (var (role, caller) in callers)
            {
                var answer = await CallAsync(caller, operation);
                if (operation.Roles?.Contains(role) == false)
                    answer.ShouldBeProblem(403, "wrong-role");
                else
                    Assert.False(answer.Status == 401 || answer.Text.Contains("wrong-role", StringComparison.Ordinal), $"{operation.Name} refused {role}: {answer.Text}");
            }
        });
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer key")]
    [InlineData("Basic b3BlcmF0b3I6c2VjcmV0")]
    [InlineData("Bearer mmk_")]
    [InlineData("Bearer mmk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_00000000")]
    [InlineData("Bearer mmk_ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ_00000000")]
    public async Task A_malformed_key_is_refused(string header) =>
        await App.Public.GetAsync("/v1/rounds", ("Authorization", header)).ShouldBeProblem(401, "unauthenticated");

    [Fact]
    public async Task A_mistyped_key_is_refused()
    {
        var key = App.Operator.Key!;
        await App.With(key).GetAsync("/v1/staff/me").ShouldBe(200);
        await App.With(key[..^1] + (key[^1] == '0' ? '1' : '0')).GetAsync("/v1/staff/me").ShouldBeProblem(401, "unauthenticated");
        await App.With(key.ToUpperInvariant()).GetAsync("/v1/staff/me").ShouldBeProblem(401, "unauthenticated");
        await App.With(key + "0").GetAsync("/v1/staff/me").ShouldBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task The_scheme_is_not_case_sensitive() =>
        await App.Public.GetAsync("/v1/staff/me", ("Authorization", "bearer " + App.Operator.Key)).ShouldBe(200);

    [Fact]
    public async Task Two_keys_at_once_are_refused()
    {
        var header = "Bearer " + App.Operator.Key;
        await App.Public.GetAsync("/v1/staff/me", ("Authorization", header), ("Authorization", header)).ShouldBeProblem(401, "unauthenticated");
    }

    private IReadOnlyList<Operation> Operations() =>
    [
        .. from endpoint in App.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let contract = endpoint.Metadata.OfType<Contract>().LastOrDefault()
           where contract is not null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           select new Operation(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), contract.Roles),
    ];

    private async Task ForEachAsync(Func<Operation, Task> check)
    {
        var operations = Operations();
        Assert.NotEmpty(operations);
        foreach (var operation in operations)
            await check(operation);
    }

    // No body and ids of nothing: the answer only tells how far the call got.
    private static Task<Answer> CallAsync(ApiClient caller, Operation operation)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{[^}]+\}", Ids.New());
        return operation.Method == "POST" ? caller.PostAsync(path) : caller.SendAsync(new HttpMethod(operation.Method), path);
    }

    private sealed record Operation(string Method, string Path, IReadOnlyList<Role>? Roles)
    {
        public string Name => $"{Method} {Path}";
    }
}
