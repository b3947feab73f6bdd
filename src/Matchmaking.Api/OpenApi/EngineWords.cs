using System.Text.Json.Nodes;
using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>Words that the engine's documents spell in their own way, or as plain text.</summary>
internal static class EngineWords
{
    /// <summary>Writes them into the schema of one of the engine's types.</summary>
    public static void Apply(OpenApiSchema schema, Type type)
    {
        if (type.Assembly != typeof(MatchingInput).Assembly || schema.Properties is null)
            return;
        if (schema.Properties.TryGetValue("stage", out var stage) && stage is OpenApiSchema words)
            words.Enum = [.. Enum.GetValues<Stage>().Select(value => (JsonNode)Json.Name(value))];
        if (type == typeof(SupplyOffer))
            schema.Properties["priceBasis"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = schema.Properties["priceBasis"].Description,
                Enum = ["exWorks", "delivered"],
            };
    }
}
