using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using FluentValidation.Results;
using Matchmaking.Api.Http;
using Microsoft.AspNetCore.Routing;
using HttpContract = Matchmaking.Api.Http.Contract;

namespace Matchmaking.Api.Tests.OpenApi;

/// <summary>Bounds in the document and in the validators: a value that one allows and the other refuses fails here.</summary>
public sealed class DescribingLimitsTests : ScenarioTests
{
    // What a buyer already receives has a lower bound than the imports that share its schema.
    private static readonly HashSet<string> Looser =
        ["SubmitDemand #/existingSupply/0/quantity", "ReplaceDemand #/existingSupply/0/quantity"];

    // Refused for what else they say: the number is within its bounds, but not below the line's quantity.
    private static readonly string[] RangeWords =
        ["The number has to be", "The text has to be", "The list has to have", "must be between", "must be at"];

    [Fact]
    public async Task Bounds_of_the_document_are_those_of_the_service()
    {
        var document = JsonDocument.Parse(await Contract.ServedAsync()).RootElement;
        var check = new SchemaCheck(document);
        var (tried, disagreements) = (0, new List<string>());

        foreach (var (operation, type) in Bodies())
        {
            var body = Operation(document, operation).GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            var example = body.GetProperty("example");
            foreach (var (pointer, schema) in Members(check, body.GetProperty("schema"), JsonNode.Parse(example.GetRawText())!, "#"))
                foreach (var value in Values(schema))
                {
                    tried++;
                    var allowed = !check.Faults(schema, JsonDocument.Parse(value.ToJsonString()).RootElement).Any();
                    if (!Agrees(type, example, pointer, value, allowed) && !(allowed && Looser.Contains($"{operation} {pointer}")))
                        disagreements.Add($"{operation} {pointer}: {Short(value)} is {(allowed ? "allowed" : "refused")} by the document only");
                }
        }

        Assert.True(tried > 400, $"Only {tried} values were tried.");
        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements));
    }

    private static string Short(JsonNode value) => value.ToJsonString() is { Length: > 40 } text ? text[..40] : value.ToJsonString();

    private bool Agrees(Type type, JsonElement example, string pointer, JsonNode value, bool allowed)
    {
        var body = JsonNode.Parse(example.GetRawText())!;
        Set(body, pointer, value.DeepClone());
        var faults = Faults(type, body).Where(fault => fault.Pointer == pointer).ToList();
        return allowed ? !faults.Any(fault => RangeWords.Any(words => fault.Detail.Contains(words, StringComparison.Ordinal)))
            : faults.Count > 0;
    }

    private IReadOnlyList<Fault> Faults(Type type, JsonNode body)
    {
        var (value, faults) = StrictBody.Read(Encoding.UTF8.GetBytes(body.ToJsonString()), type);
        if (value is null)
            return faults;
        var validator = (IValidator)App.Service<IServiceProvider>().GetService(typeof(IValidator<>).MakeGenericType(type))!;
        return [.. validator.Validate(new ValidationContext<object>(value)).Errors.Select(Validation.ToFault)];
    }

    private static IEnumerable<JsonNode> Values(JsonElement schema)
    {
        foreach (var name in (string[])["minimum", "maximum"])
            if (schema.TryGetProperty(name, out var bound))
            {
                var step = schema.TryGetProperty("x-decimals", out var decimals) ? new decimal(1, 0, 0, false, decimals.GetByte()) : 1;
                foreach (var value in (decimal[])[bound.GetDecimal(), bound.GetDecimal() - step, bound.GetDecimal() + step])
                    yield return value;
                if (schema.TryGetProperty("x-decimals", out _))
                    yield return bound.GetDecimal() + (name == "minimum" ? step / 10 : -step / 10);
            }

        // An id that is none is not found, which is no matter of its form.
        if (schema.TryGetProperty("maxLength", out var most) && !HasFormat(schema, "uuid"))
            foreach (var value in (string[])["", "   ", new string('x', most.GetInt32()), new string('x', most.GetInt32() + 1)])
                yield return HasFormat(schema, "email") ? value.Replace("xxx", "x@x", StringComparison.Ordinal) : value;
        if (schema.TryGetProperty("maxItems", out _))
            yield return new JsonArray();
        if (schema.TryGetProperty("enum", out var words) && words.GetArrayLength() == 1)
            yield return false;
    }

    private static bool HasFormat(JsonElement schema, string name) =>
        schema.TryGetProperty("format", out var format) && format.GetString() == name;

    private static IEnumerable<(string Pointer, JsonElement Schema)> Members(
        SchemaCheck check, JsonElement schema, JsonNode? example, string at)
    {
        schema = check.Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
            schema = check.Resolve(choices.EnumerateArray().Last());
        if (example is JsonArray { Count: > 0 } items)
            return Members(check, schema.GetProperty("items"), items[0], $"{at}/0").Prepend((at, schema));
        if (example is not JsonObject members)
            return [(at, schema)];
        return schema.GetProperty("properties").EnumerateObject()
            .SelectMany(member => Members(check, member.Value, members[member.Name], $"{at}/{member.Name}"));
    }

    private static void Set(JsonNode body, string pointer, JsonNode value)
    {
        var steps = pointer.Split('/')[1..];
        foreach (var step in steps[..^1])
            body = body is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : body[step]!;
        body[steps[^1]] = value;
    }

    private static JsonElement Operation(JsonElement document, string id) => document.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject())
        .Single(operation => operation.Value.GetProperty("operationId").GetString() == id).Value;

    private IEnumerable<(string Operation, Type Body)> Bodies() =>
        from endpoint in App.Service<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
        let body = endpoint.Metadata.OfType<HttpContract>().LastOrDefault()?.Body
        where body is not null
        select (endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, body);
}
