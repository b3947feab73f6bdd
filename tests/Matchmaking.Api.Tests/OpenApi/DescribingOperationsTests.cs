using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpContract = Matchmaking.Api.Http.Contract;

namespace Matchmaking.Api.Tests.OpenApi;

public sealed class DescribingOperationsTests : ScenarioTests
{
    [Fact]
    public async Task Every_operation_of_the_service_is_in_the_document()
    {
        var document = await Contract.ReadAsync();

        var described = Contract.Operations(document)
            .Select(entry => $"{entry.Method.ToUpperInvariant()} {entry.Path} {entry.Operation["operationId"]}");

        Assert.Equal(
            Endpoints().Select(endpoint => $"{Method(endpoint)} {endpoint.RoutePattern.RawText!.TrimEnd('/')} {Name(endpoint)}").Order(),
            described.Order());
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_to_whom_and_under_which_tag()
    {
        var document = await Contract.ReadAsync();
        var tags = document["tags"]!.AsArray().ToDictionary(tag => (string)tag!["name"]!, tag => (string)tag!["description"]!);
        var ids = new HashSet<string>();

        foreach (var (path, method, operation) in Contract.Operations(document))
        {
            var (summary, description) = ((string?)operation["summary"], (string?)operation["description"]);
            Assert.True(ids.Add((string)operation["operationId"]!), $"{path}: the operation id is used twice");
            Assert.False(string.IsNullOrWhiteSpace(summary) || summary.EndsWith('.'), $"{method} {path}: no summary, or a full stop");
            Assert.False(description is null || description.StartsWith("For:", StringComparison.Ordinal), $"{method} {path}: no remarks");
            Assert.Contains("For: ", description);
            Assert.False(string.IsNullOrWhiteSpace(tags[(string)operation["tags"]!.AsArray().Single()!]));
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                Assert.False(
                    string.IsNullOrWhiteSpace((string?)Contract.Resolve(document, parameter!)["description"]),
                    $"{method} {path}: a parameter says nothing");
        }
    }

    [Fact]
    public async Task Every_operation_declares_its_headers_and_every_status_with_its_codes()
    {
        var document = await Contract.ReadAsync();
        var operations = Contract.Operations(document)
            .ToDictionary(entry => (string)entry.Operation["operationId"]!, entry => entry.Operation);

        foreach (var endpoint in Endpoints())
        {
            var (contract, method) = (endpoint.Metadata.OfType<HttpContract>().Last(), Method(endpoint));
            var operation = operations[Name(endpoint)];
            var parameters = (operation["parameters"]?.AsArray() ?? []).Select(parameter => Contract.Resolve(document, parameter!))
                .ToDictionary(parameter => (string)parameter["name"]!, parameter => (bool?)parameter["required"] ?? false);

            Assert.Equal(method == "POST", parameters.GetValueOrDefault("Idempotency-Key"));
            Assert.Equal(contract.NeedsIfMatch, parameters.GetValueOrDefault("If-Match"));
            Assert.Equal(method == "GET", parameters.ContainsKey("If-None-Match"));
            Assert.All(contract.Query, name => Assert.Contains(name, parameters.Keys));
            Assert.Equal(contract.Body is not null, operation["requestBody"] is not null);
            AssertStatuses(document, operation, contract, method);
        }
    }

    [Fact]
    public void Every_problem_that_an_operation_names_is_in_the_table() =>
        Assert.All(
            Endpoints().SelectMany(endpoint => endpoint.Metadata.OfType<HttpContract>().Last().Problems),
            code => Assert.Contains(code, ProblemTable.Codes.Keys));

    [Fact]
    public async Task Public_operations_need_no_key_and_the_others_do()
    {
        var document = await Contract.ReadAsync();
        var security = Contract.Operations(document)
            .ToDictionary(entry => (string)entry.Operation["operationId"]!, entry => entry.Operation["security"]!.ToJsonString());

        foreach (var endpoint in Endpoints())
        {
            var contract = endpoint.Metadata.OfType<HttpContract>().Last();
            Assert.Equal(
                contract.Roles is not null ? """[{"bearer":[]}]""" : contract.SeesMoreWithKey ? """[{},{"bearer":[]}]""" : "[]",
                security[Name(endpoint)]);
        }

        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["bearer"]!["scheme"]);
    }

    [Fact]
    public async Task Every_body_and_every_answer_has_an_example_of_its_form()
    {
        var document = await Contract.ReadAsync();
        var check = new SchemaCheck(JsonDocument.Parse(document.ToJsonString()).RootElement);

        foreach (var (path, method, operation) in Contract.Operations(document))
            foreach (var content in Successes(operation).Append(operation["requestBody"]).Select(part => part?["content"]))
                if (content?["application/json"] is { } media)
                {
                    Assert.True(media["example"] is not null, $"{method} {path} has no example");
                    Assert.Empty(check.Faults(Element(media["schema"]!), Element(media["example"]!)));
                }
    }

    private static IEnumerable<JsonNode?> Successes(JsonObject operation) =>
        operation["responses"]!.AsObject().Where(response => response.Key[0] == '2').Select(response => response.Value);

    private static JsonElement Element(JsonNode node) => JsonDocument.Parse(node.ToJsonString()).RootElement;

    private static void AssertStatuses(JsonObject document, JsonObject operation, HttpContract contract, string method)
    {
        var responses = operation["responses"]!.AsObject();
        string[] codes =
        [
            "invalid", "unknown-parameter", "unauthenticated", "rate-limited", "internal", "unavailable", .. contract.Problems,
            .. method == "POST" ? new[] { "idempotency-key-required", "idempotency-running", "idempotency-mismatch" } : [],
            .. contract.NeedsIfMatch ? new[] { "stale", "if-match-required" } : [],
            .. contract.Body is not null ? new[] { "media-type", "body-too-large" } : [],
        ];
        foreach (var code in codes)
        {
            var response = Contract.Resolve(document, responses[$"{ProblemTable.Codes[code].Status}"]!);
            Assert.Contains($"`{code}`: {ProblemTable.Codes[code].Title}", (string)response["description"]!);
            var schema = response["content"]!["application/problem+json"]!["schema"]!;
            Assert.Equal("#/components/schemas/ProblemDocument", (string?)schema["$ref"]);
        }

        Assert.Single(responses, response => response.Key[0] == '2');
        Assert.Equal(method == "GET", responses.ContainsKey("304"));
    }

    private IEnumerable<RouteEndpoint> Endpoints() => App.Service<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.OfType<HttpContract>().Any());

    private static string Name(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;

    private static string Method(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();
}
