using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>Every unfilled line and every unsold offer is listed exactly once, with what is missing and a reason that can hold.</summary>
internal static class RemainderCheck
{
    private static readonly string[] LineReasons =
    [
        "no-compatible-offer", "search-limit", "minimum-quantity-not-reached", "minimum-not-chosen", "supply-exhausted", "country-cap",
        "supplier-cap", "caps-together",
    ];

    private static readonly string[] OfferReasons =
    [
        "no-compatible-line", "search-limit", "minimum-above-cap", "minimum-order-not-reached", "minimum-not-chosen", "demand-exhausted",
        "country-cap", "supplier-cap", "caps-together",
    ];

    public static void Lines(IEnumerable<(DemandLine Line, long Matched, bool HasPairs)> lines, MatchingResult result, FindingList findings) =>
        Check("unfilled", "missing", LineReasons, "no-compatible-offer",
            lines.Select(entry => (entry.Line.Id, Units.Kilograms(entry.Line.Quantity) - entry.Matched, entry.HasPairs)),
            [.. result.Unfilled.Select(entry => (entry.Demand, entry.Missing, entry.Reason))], findings);

    public static void Offers(IEnumerable<(SupplyOffer Offer, long Matched, bool HasPairs)> offers, MatchingResult result, FindingList findings) =>
        Check("unsold", "left", OfferReasons, "no-compatible-line",
            offers.Select(entry => (entry.Offer.Id, Units.Kilograms(entry.Offer.Quantity) - entry.Matched, entry.HasPairs)),
            [.. result.Unsold.Select(entry => (entry.Offer, entry.Left, entry.Reason))], findings);

    private static void Check(
        string list, string figure, string[] reasons, string noPairs, IEnumerable<(string Id, long Left, bool HasPairs)> expected,
        List<(string Id, decimal Left, string Reason)> stated, FindingList findings)
    {
        var open = expected.Where(entry => entry.Left != 0).ToDictionary(entry => entry.Id);
        for (var at = 0; at < stated.Count; at++)
        {
            var (id, rest, reason) = stated[at];
            var path = $"$.{list}[{at}]";
            if (at > 0)
                findings.Require(string.CompareOrdinal(stated[at - 1].Id, id) < 0, "remainder", path, "is not in the order of ids, each once");
            if (!findings.Require(open.Remove(id, out var right), "remainder", path, "has nothing left over, or is listed before"))
                continue;
            findings.Figure($"{path}.{figure}", rest, Units.Tonnes(right.Left));
            findings.Require(reasons.Contains(reason), "remainder", $"{path}.reason", "is no known reason");
            findings.Require((reason == noPairs) == !right.HasPairs, "remainder", $"{path}.reason", "is wrong about compatible counterparts");
        }
        foreach (var id in open.Keys.Order(StringComparer.Ordinal))
            findings.Add("remainder", $"$.{list}", $"{id} is missing");
    }
}
