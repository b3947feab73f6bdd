using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.OpenApi;

public sealed class DescribingSchemasTests
{
    // What an answer leaves out where it does not apply, as its description says.
    private static readonly HashSet<(string Schema, string Member)> LeftOut =
        [("ProblemDocument", "errors"), ("GroupResult", "surplus"), ("QuantityAndCost", "surplus")];

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_component_is_used()
    {
        var document = await Contract.ReadAsync();
        var references = Nodes(document).Select(node => (string?)(node as JsonObject)?["$ref"]).OfType<string>().ToHashSet();

        Assert.All(references, reference => Contract.Resolve(document, new JsonObject { ["$ref"] = reference }));
        var components = document["components"]!.AsObject().Where(kind => kind.Key != "securitySchemes")
            .SelectMany(kind => kind.Value!.AsObject().Select(component => $"#/components/{kind.Key}/{component.Key}"));
        Assert.Empty(components.Except(references));
    }

    [Fact]
    public async Task Every_schema_has_a_type_and_none_says_double()
    {
        var document = await Contract.ReadAsync();

        foreach (var schema in Nodes(document["components"]!["schemas"]!).OfType<JsonObject>().Where(IsSchema))
        {
            Assert.True(schema.ContainsKey("type") || schema.ContainsKey("$ref") || schema.ContainsKey("oneOf"), schema.ToJsonString());
            Assert.NotEqual("double", (string?)schema["format"]);
        }
    }

    [Fact]
    public async Task Every_schema_and_every_member_is_described()
    {
        var document = await Contract.ReadAsync();

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)schema!["description"]), $"{name} is not described");
            foreach (var (member, value) in schema["properties"]?.AsObject() ?? [])
                Assert.False(string.IsNullOrWhiteSpace((string?)value!["description"]), $"{name}.{member} is not described");
        }
    }

    [Fact]
    public async Task Bodies_are_closed_and_answers_have_all_their_members_and_may_gain_more()
    {
        var document = await Contract.ReadAsync();
        var sent = Contract.Operations(document).Select(entry => entry.Operation["requestBody"]).OfType<JsonNode>()
            .SelectMany(body => Reach(document, body)).ToHashSet();
        var answered = Contract.Operations(document).SelectMany(entry => Reach(document, entry.Operation["responses"]!)).ToHashSet();

        foreach (var (name, node) in document["components"]!["schemas"]!.AsObject().Where(entry => entry.Value!["properties"] is not null))
        {
            var (schema, reference) = (node!.AsObject(), $"#/components/schemas/{name}");
            Assert.True(sent.Contains(reference) != answered.Contains(reference), $"{name} is used both ways");
            Assert.Equal(sent.Contains(reference) ? false : null, (bool?)schema["additionalProperties"]);
            if (answered.Contains(reference))
                Assert.Equal(
                    schema["properties"]!.AsObject().Select(member => member.Key).Where(member => !LeftOut.Contains((name, member))).Order(),
                    schema["required"]!.AsArray().Select(member => (string)member!).Order());
        }
    }

    private static bool IsSchema(JsonObject node) =>
        node.ContainsKey("description") || node.ContainsKey("enum") || node.ContainsKey("format");

    private static IEnumerable<string> Reach(JsonObject document, JsonNode start)
    {
        var (seen, open) = (new HashSet<string>(), new Stack<JsonNode>([start]));
        while (open.TryPop(out var node))
            foreach (var reference in Nodes(node).Select(entry => (string?)(entry as JsonObject)?["$ref"]).OfType<string>())
                if (seen.Add(reference))
                    open.Push(Contract.Resolve(document, new JsonObject { ["$ref"] = reference }));
        return seen;
    }

    private static IEnumerable<JsonNode?> Nodes(JsonNode? node) => node switch
    {
        JsonObject members =>
            members.Where(member => member.Key is not ("example" or "default")).SelectMany(member => Nodes(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Nodes).Prepend(items),
        _ => [node],
    };
}
