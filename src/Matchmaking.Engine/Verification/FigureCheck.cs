using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The figures that a result states about a group (matching.md, section 7).</summary>
internal static class FigureCheck
{
    private static readonly string[] BasisNames = ["demand", "matched", "consumption"];

    public static void Run(CheckedGroup group, Allocation allocation, CheckedCaps caps, GroupResult stated, string path, FindingList findings)
    {
        findings.Figure($"{path}.base", stated.Base, Tonnes(caps.BaseKilograms));
        findings.Figure($"{path}.matched", stated.Matched, Tonnes(allocation.Kilograms));
        findings.Figure($"{path}.cost", stated.Cost, Units.EuroOfKilogramCents(allocation.Cost));
        findings.Figure($"{path}.landedCost", stated.LandedCost, Units.EuroOfKilogramCents(allocation.LandedCost));
        findings.Figure($"{path}.hhi", stated.Hhi, Hhi(allocation));
        var origins = group.Offers.GroupBy(offer => offer.Origin).OrderBy(offers => offers.Key, StringComparer.Ordinal).ToList();
        if (findings.Require(stated.Origins.Select(origin => origin.Country).SequenceEqual(origins.Select(offers => offers.Key)),
            "figure", $"{path}.origins", "does not list the origins of the offers, each once and by code"))
        {
            for (var at = 0; at < origins.Count; at++)
                CheckOrigin(group, allocation, caps, origins[at], stated.Origins[at], $"{path}.origins[{at}]", findings);
        }
        var suppliers = group.Offers.GroupBy(CheckedGroup.SupplierOf).OrderBy(offers => offers.Key.Supplier, StringComparer.Ordinal)
            .ThenBy(offers => offers.Key.Country, StringComparer.Ordinal).ToList();
        if (findings.Require(stated.Suppliers.Select(supplier => (supplier.Supplier, supplier.Country)).SequenceEqual(suppliers.Select(offers => offers.Key)),
            "figure", $"{path}.suppliers", "does not list the suppliers of the offers, each once and by name"))
        {
            for (var at = 0; at < suppliers.Count; at++)
                CheckSupplier(group, allocation, caps, suppliers[at], stated.Suppliers[at], $"{path}.suppliers[{at}]", findings);
        }
        CheckAlternatives(group, stated, path, findings);
    }

    /// <summary>Dropping caps never makes a result worse; which alternatives are named follows from the basis.</summary>
    private static void CheckAlternatives(CheckedGroup group, GroupResult stated, string path, FindingList findings)
    {
        if (stated.WithoutRule is { } free)
        {
            var isNoWorse = free.Matched > stated.Matched || (free.Matched == stated.Matched && free.Cost <= stated.Cost);
            findings.Require(isNoWorse, "figure", $"{path}.withoutRule", "is worse than the result under the rule");
        }
        var others = BasisNames.Where((_, number) => number != (int)group.Rule.Basis);
        findings.Require(stated.OtherBases.Keys.Order(StringComparer.Ordinal).SequenceEqual(others.Order(StringComparer.Ordinal)),
            "figure", $"{path}.otherBases", "does not name the other bases");
    }

    private static void CheckOrigin(
        CheckedGroup group, Allocation allocation, CheckedCaps caps, IGrouping<string, SupplyOffer> offers, OriginResult stated, string path, FindingList findings)
    {
        var matched = allocation.OfCountry.GetValueOrDefault(offers.Key);
        var imports = group.Consumption?.Imports.Where(entry => entry.Country == offers.Key).Sum(entry => Units.Kilograms(entry.Quantity)) ?? 0;
        var cap = caps.OfCountry(offers.Key);
        findings.Figure($"{path}.offered", stated.Offered, Units.Shortest(offers.Sum(offer => offer.Quantity)));
        findings.Figure($"{path}.matched", stated.Matched, Tonnes(matched));
        findings.Figure($"{path}.shareOfBase", stated.ShareOfBase, Share(matched, caps.BaseKilograms));
        findings.Figure($"{path}.shareOfMatched", stated.ShareOfMatched, Share(matched, allocation.Kilograms));
        findings.Figure($"{path}.shareOfConsumption", stated.ShareOfConsumption, Share(matched + imports, Consumption(group)));
        findings.Figure($"{path}.cap", stated.Cap, cap is { } kilograms ? Tonnes(kilograms) : null);
        findings.Require(stated.Binding == (matched == cap), "figure", $"{path}.binding", "does not say whether the cap is reached");
    }

    private static void CheckSupplier(
        CheckedGroup group, Allocation allocation, CheckedCaps caps, IGrouping<(string, string), SupplyOffer> offers, SupplierResult stated, string path,
        FindingList findings)
    {
        var matched = allocation.OfSupplier.GetValueOrDefault(offers.Key);
        var cap = caps.OfSupplier();
        findings.Figure($"{path}.offered", stated.Offered, Units.Shortest(offers.Sum(offer => offer.Quantity)));
        findings.Figure($"{path}.matched", stated.Matched, Tonnes(matched));
        findings.Figure($"{path}.shareOfBase", stated.ShareOfBase, Share(matched, caps.BaseKilograms));
        findings.Figure($"{path}.shareOfMatched", stated.ShareOfMatched, Share(matched, allocation.Kilograms));
        findings.Figure($"{path}.shareOfConsumption", stated.ShareOfConsumption, Share(matched, Consumption(group)));
        findings.Figure($"{path}.cap", stated.Cap, cap is { } kilograms ? Tonnes(kilograms) : null);
        findings.Require(stated.Binding == (matched == cap), "figure", $"{path}.binding", "does not say whether the cap is reached");
    }

    private static Int128 Consumption(CheckedGroup group) => group.Consumption is null ? 0 : Units.Kilograms(group.Consumption.Quantity);

    private static decimal Hhi(Allocation allocation)
    {
        if (allocation.Kilograms == 0)
            return 0;
        Int128 squares = 0;
        foreach (var matched in allocation.OfCountry.Values)
            squares += matched * matched;
        return HalfUp(squares * 10_000, allocation.Kilograms * allocation.Kilograms);
    }

    private static decimal? Share(Int128 part, Int128 whole) => whole == 0 ? null : Units.Shortest(HalfUp(part * 10_000, whole) / 10_000m);

    private static decimal HalfUp(Int128 dividend, Int128 divisor)
    {
        var (quotient, rest) = Int128.DivRem(dividend, divisor);
        return (decimal)(rest >= divisor - rest ? quotient + 1 : quotient);
    }

    private static decimal Tonnes(Int128 kilograms) => Units.Tonnes((long)kilograms);
}
