using System.Text.Json.Nodes;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>The caps that a reason names.</summary>
internal static class NamedCaps
{
    private static readonly Dictionary<string, TwinCapKind> Kinds = new()
    {
        ["country-cap"] = TwinCapKind.Country,
        ["supplier-cap"] = TwinCapKind.Supplier,
        ["line-cap"] = TwinCapKind.Line,
    };

    /// <summary>The caps that stand in the way; null where the reason names none.</summary>
    public static IReadOnlyList<TwinCap>? Of(string reason, JsonObject detail, string label)
    {
        if (Kinds.TryGetValue(reason, out var kind))
        {
            var cap = Of(detail);
            Assert.True(cap.Kind == kind, label);
            return [cap];
        }
        if (reason != "caps-together")
            return null;
        var caps = detail["caps"]!.AsArray().Select(cap => Of(cap!.AsObject())).ToList();
        Assert.True(caps.Count > 1 && caps.SequenceEqual(caps.Distinct().Order()), label);
        return caps;
    }

    public static TwinCap Of(JsonObject detail)
    {
        Assert.Equal(detail.Count, detail.Count(member => member.Key is "country" or "supplier" or "demand"));
        var country = (string)detail["country"]!;
        return (detail["supplier"], detail["demand"]) switch
        {
            ({ } supplier, null) => new TwinCap(TwinCapKind.Supplier, (string)supplier!, country),
            (null, { } line) => TwinCap.OfLine((string)line!, country),
            (null, null) => TwinCap.OfCountry(country),
            _ => throw new InvalidOperationException("A cap has one owner."),
        };
    }
}
