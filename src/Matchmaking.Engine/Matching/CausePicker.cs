using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Matching;

/// <summary>A cap that may stand in the way; countries come before suppliers, then by name.</summary>
internal readonly record struct CapName(bool IsSupplier, int Number) : IComparable<CapName>
{
    public static CapName OfCountry(int number) => new(false, number);

    public static CapName OfSupplier(int number) => new(true, number);

    // Hubs are numbered by name, so their numbers order them.
    public int CompareTo(CapName other) =>
        IsSupplier != other.IsSupplier ? IsSupplier.CompareTo(other.IsSupplier) : Number.CompareTo(other.Number);
}

/// <summary>Turns the caps that stand in the way into a reason.</summary>
internal static class CausePicker
{
    /// <param name="market">The group.</param>
    /// <param name="caps">The caps on the way; null where there is no way at all.</param>
    /// <param name="withoutWay">The reason where there is none.</param>
    public static (string Reason, JsonObject Detail) Name(Market market, IReadOnlyList<CapName>? caps, string withoutWay) => caps switch
    {
        null => (withoutWay, []),
        [] => throw new InvalidOperationException("A best result leaves a way open that crosses no cap."),
        [var cap] => (cap.IsSupplier ? "supplier-cap" : "country-cap", Describe(market, cap)),
        _ => ("caps-together", new JsonObject { ["caps"] = new JsonArray([.. caps.Order().Select(cap => Describe(market, cap))]) }),
    };

    public static JsonObject Describe(Market market, CapName cap) => cap.IsSupplier
        ? new JsonObject
        {
            ["supplier"] = market.Suppliers[cap.Number].Name,
            ["country"] = market.Countries[market.Suppliers[cap.Number].Country],
        }
        : new JsonObject { ["country"] = market.Countries[cap.Number] };
}
