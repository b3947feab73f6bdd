using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>Why something stays open: a reason's code and the caps that belong to it.</summary>
internal sealed record Cause(string Reason, IReadOnlyList<CapName> Caps)
{
    public static readonly Cause SupplyExhausted = new("supply-exhausted", []);

    public static readonly Cause DemandExhausted = new("demand-exhausted", []);

    public static readonly Cause NotCompetitive = new("not-competitive", []);

    public static readonly Cause SearchLimit = new("search-limit", []);

    public static readonly Cause NotChosen = new("minimum-not-chosen", []);

    public static readonly Cause QuantityNotReached = new("minimum-quantity-not-reached", []);

    public static readonly Cause OrderNotReached = new("minimum-order-not-reached", []);

    /// <summary>A minimum that caps do not let through; a line's is above what all its countries' caps come to, so none is named.</summary>
    public static Cause AboveCap(params CapName[] caps) => new("minimum-above-cap", caps);

    /// <summary>The caps on the way.</summary>
    public static Cause Of(IEnumerable<CapName> caps) => caps.Distinct().Order().ToArray() switch
    {
        [] => throw new InvalidOperationException("A best result leaves a way open that crosses no cap."),
        [var cap] => new Cause(cap.Reason, [cap]),
        var several => new Cause("caps-together", several),
    };

    public JsonObject Detail() => Caps switch
    {
        [] => [],
        [var cap] => cap.Describe(),
        _ => new JsonObject { ["caps"] = new JsonArray([.. Caps.Select(cap => cap.Describe())]) },
    };
}
