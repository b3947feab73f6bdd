using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Tests.Verifying;

/// <summary>All ways to break a result in one place: a number, text or flag changed, an entry left out or listed twice.</summary>
internal static class Corruption
{
    // What a run says beside its proof: no checker can confirm these without solving again.
    private static readonly string[] Unproven = ["withoutRule", "otherBases", "detail", "engine", "reason"];

    /// <param name="good">A result that is accepted.</param>
    /// <param name="isTight">Whether every leaf and cut proves just what it must, so that nothing in them can be spared.</param>
    public static IEnumerable<(string What, JsonNode Broken)> Of(JsonNode good, bool isTight = false)
    {
        foreach (var path in Places(good, []))
        {
            var broken = good.DeepClone();
            var parent = path[..^1].Aggregate(broken, (node, name) => name is int entry ? node[entry]! : node[(string)name]!);
            var changed = Changed(path[^1] is int number ? parent[number] : parent[(string)path[^1]], path, isTight);
            if (changed is null)
                continue;
            if (path[^1] is int at)
                parent[at] = changed;
            else
                parent[(string)path[^1]] = changed;
            yield return ($"changed {string.Join('.', path)}", broken);
        }
        foreach (var path in Arrays(good, []))
        {
            var entries = path.Aggregate(good, (node, name) => name is int entry ? node[entry]! : node[(string)name]!).AsArray();
            for (var at = 0; at < entries.Count; at++)
            {
                if (!isTight && IsDispensable(path, at, entries.Count))
                    continue;
                foreach (var isTwice in new[] { false, true })
                {
                    var broken = good.DeepClone();
                    var array = path.Aggregate(broken, (node, name) => name is int entry ? node[entry]! : node[(string)name]!).AsArray();
                    if (isTwice && !path.Contains("cuts"))
                        array.Insert(at, array[at]!.DeepClone());
                    else
                        array.RemoveAt(at);
                    yield return ($"{(isTwice ? "doubled" : "removed")} {string.Join('.', path)}[{at}]", broken);
                }
            }
        }
    }

    // Only the last cut of a chain must hold; within a leaf prices and cuts may be stronger than what the leaf needs.
    private static bool IsDispensable(object[] path, int at, int count) => path.Contains("cuts")
        ? path[^1] is not "cuts" || path.Contains("tree") || at < count - 1
        : path.Contains("tree") && path[^1] is not "tree";

    private static JsonNode? Changed(JsonNode? value, object[] path, bool isTight)
    {
        // The prices are the least that prove the bound: less proves nothing, more may (a cap of nothing costs nothing at any price). In a
        // leaf prices may be of either sign and stronger than it needs; where it is tight, nearer to zero they prove nothing.
        var isPrice = path[^1] is "quantityPrice" or "costPrice" or "surplusPrice" or "feasibilityPrice";
        if (isPrice && path.Contains("tree") && !isTight)
            return null;
        var step = !isPrice ? 1 : isTight ? -Math.Sign(value!.GetValue<decimal>()) : -1;
        if (step == 0)
            return null;
        return value switch
        {
            null => 0.5m,
            JsonValue flag when flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False => !flag.GetValue<bool>(),
            JsonValue figure when figure.GetValueKind() == JsonValueKind.Number => figure.GetValue<decimal>() + step,
            _ => value.GetValue<string>() + "x",
        };
    }

    private static IEnumerable<object[]> Places(JsonNode? node, object[] path) => node switch
    {
        JsonObject members => members.Where(member => !Unproven.Contains(member.Key))
            .SelectMany(member => Places(member.Value, [.. path, member.Key])),
        JsonArray entries => entries.SelectMany((entry, at) => Places(entry, [.. path, at])),
        _ => [path],
    };

    private static IEnumerable<object[]> Arrays(JsonNode? node, object[] path) => node switch
    {
        JsonObject members => members.Where(member => !Unproven.Contains(member.Key))
            .SelectMany(member => Arrays(member.Value, [.. path, member.Key])),
        JsonArray entries => entries.SelectMany((entry, at) => Arrays(entry, [.. path, at])).Prepend(path),
        _ => [],
    };
}
