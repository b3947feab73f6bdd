using System.Text.Json.Nodes;
using Matchmaking.Api.Http;
using Matchmaking.Api.Offers;
using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>Words that the engine's documents spell in their own way, or as plain text, and what bodies take of that.</summary>
internal static class EngineWords
{
    /// <summary>Writes them into the schema of a type.</summary>
    public static void Apply(OpenApiSchema schema, Type type)
    {
        // An offer may spell its price basis as a run's input does.
        if (type == typeof(OfferTerms))
            schema.Properties!["priceBasis"] = new OpenApiSchema
            {
                Description = schema.Properties["priceBasis"].Description,
                OneOf =
                [
                    new OpenApiSchema { Type = JsonSchemaType.Null },
                    new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["ex-works", "delivered", "exWorks"] },
                ],
            };
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
