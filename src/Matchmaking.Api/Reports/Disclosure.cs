using Matchmaking.Api.Pools;
using Matchmaking.Engine;

namespace Matchmaking.Api.Reports;

/// <summary>Which sums of a result may be public, beside the pools that participants have seen.</summary>
/// <remarks>
/// A published total divides its demand in two ways at once: by pool, where pools are shown, and by what became of it. Every part of either
/// division has to pass. Where some pool has nothing of some fate, the two divisions can be combined (what is matched of one pool is then all
/// that is matched), so every crossing of the two has to pass as well, and so where all share one fate or some company knows all of a crossing;
/// else sums along both tell nothing of a crossing. A buyer and a supplier both know what is matched between them.
/// </remarks>
/// <param name="poolThreshold">The round's threshold; public sums ask for at least their own.</param>
/// <param name="dominance">The largest share of one company group, 0 to 1.</param>
public sealed class Disclosure(int poolThreshold, decimal dominance)
{
    private readonly Suppression _buyers = new(Math.Max(Suppression.PublicBuyers, poolThreshold), dominance);
    private readonly Suppression _suppliers = new(Suppression.PublicSuppliers, dominance);

    /// <summary>Whether demand, matched and unfilled quantity of these parts may be published, each divided further as given.</summary>
    /// <param name="parts">Every part of the demand.</param>
    /// <param name="division">What a matched or an unfilled part is told apart by; null: nothing.</param>
    public bool MayPublish(IReadOnlyList<DemandPart> parts, Func<DemandPart, string?> division)
    {
        if (!parts.Any(part => part.IsMatched) || !_buyers.IsSafe(Buyers(parts.Where(part => part.Pool is null))))
            return false;
        var fates = parts.GroupBy(part => (part.IsMatched, division(part))).ToList();
        if (!fates.All(Passes))
            return false;
        var pools = parts.Select(Pool).Distinct().Count();
        var crossings = parts.GroupBy(part => (Pool(part), part.IsMatched, division(part))).ToList();
        return pools == 1 || crossings.All(Passes) || (fates.Count > 1 && crossings.Count == pools * fates.Count && !crossings.Any(IsKnown));
    }

    /// <summary>Whether the quantity offered may be published where the quantity matched of the same offers is.</summary>
    public bool MayPublish(IEnumerable<OfferPart> offers) =>
        _suppliers.IsSafe(new Contributions(offers.Select(offer => new Contribution(offer.Supplier, offer.OfferedKg - offer.SoldKg))));

    /// <summary>The finest division of a published group's quantities that may be shown.</summary>
    public Division Divide(IReadOnlyList<DemandPart> parts)
    {
        var (origins, reasons) = (Named(parts.Where(part => part.IsMatched)), Named(parts.Where(part => !part.IsMatched)));
        Division[] divisions = [new(origins, reasons), new(origins, []), new([], reasons), new([], [])];
        return divisions.First(division => MayPublish(parts, division.Of));
    }

    private HashSet<string> Named(IEnumerable<DemandPart> parts)
    {
        var fates = parts.GroupBy(part => part.Fate).OrderBy(fate => fate.Key, StringComparer.Ordinal).ToList();
        var shown = Suppression.Complement(fates, Passes, hidden => Passes(hidden.SelectMany(fate => fate)), fate => fate.Sum(part => part.Kg));
        return [.. fates.Where((_, index) => shown[index]).Select(fate => fate.Key)];
    }

    private bool Passes(IEnumerable<DemandPart> parts)
    {
        var list = parts.ToList();
        return _buyers.Passes(Buyers(list))
            && (!list[0].IsMatched || (_suppliers.Passes(Suppliers(list)) && LeavesSeveralToAll(list)));
    }

    // Who takes away what it knows must not be left with one company's purchases or sales.
    private static bool LeavesSeveralToAll(List<DemandPart> matched)
    {
        var (buyers, suppliers) = (matched.CountBy(BuyerOf).ToDictionary(), matched.CountBy(SupplierOf).ToDictionary());
        return matched.SelectMany(part => Knowing(part).Distinct().Select(member => (Member: member, Part: part)))
            .GroupBy(known => known.Member, known => known.Part)
            .All(known => known.Count() == matched.Count || (LeavesSeveral(known, BuyerOf, buyers) && LeavesSeveral(known, SupplierOf, suppliers)));
    }

    private static bool LeavesSeveral(IEnumerable<DemandPart> known, Func<DemandPart, string> side, Dictionary<string, int> parts) =>
        parts.Count - known.CountBy(side).Count(own => own.Value == parts[own.Key]) > 1;

    private static string BuyerOf(DemandPart part) => part.Buyer.Contributor;

    private static string SupplierOf(DemandPart part) => part.Supplier!.Value.Contributor;

    private static bool IsKnown(IEnumerable<DemandPart> parts) => parts.Select(Knowing).Aggregate((both, next) => [.. both.Intersect(next)]).Length > 0;

    private static string[] Knowing(DemandPart part) => part.Supplier is { } supplier
        ? [part.Buyer.Submitter, part.Buyer.Contributor, supplier.Submitter, supplier.Contributor]
        : [part.Buyer.Submitter, part.Buyer.Contributor];

    private static (GroupKey? Group, string? Form) Pool(DemandPart part) => part.Pool is null ? default : (part.Group, part.Pool);

    private static Contributions Suppliers(IEnumerable<DemandPart> parts) => new(parts.Select(part => new Contribution(part.Supplier!.Value, part.Kg)));

    private static Contributions Buyers(IEnumerable<DemandPart> parts) => new(parts.Select(part => new Contribution(part.Buyer, part.Kg)));
}

/// <summary>The countries and the reasons that are told apart; all others stay together.</summary>
public sealed record Division(HashSet<string> Origins, HashSet<string> Reasons)
{
    /// <summary>What a part is told apart by; null: it stays with the others.</summary>
    public string? Of(DemandPart part) => (part.IsMatched ? Origins : Reasons).Contains(part.Fate) ? part.Fate : null;
}
