using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests;

public static partial class Sample
{
    /// <summary>A demand line of the sample round.</summary>
    public static JsonObject Demand(Action<JsonObject>? change = null) => Changed(change, new JsonObject
    {
        ["material"] = "lithium",
        ["stage"] = "processing",
        ["form"] = "lithium-hydroxide-monohydrate",
        ["year"] = 2028,
        ["quantity"] = 1200.5,
        ["destination"] = "DE",
    });

    /// <summary>An offer in the sample round.</summary>
    public static JsonObject Offer(Action<JsonObject>? change = null) => Changed(change, new JsonObject
    {
        ["material"] = "lithium",
        ["stage"] = "processing",
        ["form"] = "lithium-hydroxide-monohydrate",
        ["year"] = 2028,
        ["quantity"] = 5000,
        ["askPrice"] = 11250,
        ["origin"] = "CL",
    });

    private static JsonObject Changed(Action<JsonObject>? change, JsonObject body)
    {
        change?.Invoke(body);
        return body;
    }
}
