using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The figures that a result states about a group (matching.md, section 7).</summary>
internal sealed class FigureCheck(CheckedGroup group, Allocation allocation, CheckedCaps caps, string path, FindingList findings)
{
    private readonly long _consumption = group.Consumption is null ? 0 : Units.Kilograms(group.Consumption.Quantity);

    public void Run(GroupResult stated)
    {
        findings.Figure($"{path}.base", stated.Base, Units.Tonnes(caps.BaseKilograms));
        findings.Figure($"{path}.matched", stated.Matched, Tonnes(allocation.Kilograms));
        findings.Figure($"{path}.cost", stated.Cost, Units.EuroOfKilogramCents(allocation.Cost));
        findings.Figure($"{path}.landedCost", stated.LandedCost, Units.EuroOfKilogramCents(allocation.LandedCost));
        findings.Figure($"{path}.surplus", stated.Surplus, group.IsSurplus ? Units.EuroOfKilogramCents(allocation.Surplus) : null);
        findings.Figure($"{path}.hhi", stated.Hhi, Hhi());
        CheckOrigins(stated.Origins);
        CheckSuppliers(stated.Suppliers);
    }

    private void CheckOrigins(IReadOnlyList<OriginResult> stated)
    {
        var countries = group.Hubs.Countries;
        if (!findings.Require(stated.Select(origin => origin.Country).SequenceEqual(countries),
            "figure", $"{path}.origins", "does not list the origins of the offers, each once and by code"))
            return;
        var offered = Offered(countries.Length, group.Hubs.CountryOfOffer);
        for (var country = 0; country < countries.Length; country++)
        {
            var code = countries[country];
            var imports = group.Consumption?.Imports.Where(entry => entry.Country == code).Sum(entry => Units.Kilograms(entry.Quantity));
            var one = stated[country];
            CheckHub(
                $"{path}.origins[{country}]", one.Offered, offered[country], one.Matched, allocation.OfCountry[country], one.ShareOfBase,
                one.ShareOfMatched, one.ShareOfConsumption, imports ?? 0, one.Cap, caps.Country[country], one.Binding);
        }
    }

    private void CheckSuppliers(IReadOnlyList<SupplierResult> stated)
    {
        var suppliers = group.Hubs.Suppliers;
        var names = suppliers.Select(supplier => (supplier.Name, group.Hubs.Countries[supplier.Country]));
        if (!findings.Require(stated.Select(supplier => (supplier.Supplier, supplier.Country)).SequenceEqual(names),
            "figure", $"{path}.suppliers", "does not list the suppliers of the offers, each once and by name"))
            return;
        var offered = Offered(suppliers.Length, group.Hubs.SupplierOfOffer);
        for (var supplier = 0; supplier < suppliers.Length; supplier++)
        {
            var one = stated[supplier];
            CheckHub(
                $"{path}.suppliers[{supplier}]", one.Offered, offered[supplier], one.Matched, allocation.OfSupplier[supplier],
                one.ShareOfBase, one.ShareOfMatched, one.ShareOfConsumption, 0, one.Cap, caps.Supplier, one.Binding);
        }
    }

    private void CheckHub(
        string at, decimal statedOffered, long offered, decimal statedMatched, Int128 matched, decimal? shareOfBase,
        decimal? shareOfMatched, decimal? shareOfConsumption, long imports, decimal? statedCap, long? cap, bool isBinding)
    {
        findings.Figure($"{at}.offered", statedOffered, Units.Tonnes(offered));
        findings.Figure($"{at}.matched", statedMatched, Tonnes(matched));
        findings.Figure($"{at}.shareOfBase", shareOfBase, Share(matched, caps.BaseKilograms));
        findings.Figure($"{at}.shareOfMatched", shareOfMatched, Share(matched, allocation.Kilograms));
        findings.Figure($"{at}.shareOfConsumption", shareOfConsumption, Share(matched + imports, _consumption));
        findings.Figure($"{at}.cap", statedCap, cap is { } kilograms ? Units.Tonnes(kilograms) : null);
        findings.Require(isBinding == (matched == cap), "figure", $"{at}.binding", "does not say whether the cap is reached");
    }

    private long[] Offered(int hubs, int[] hubOfOffer)
    {
        var offered = new long[hubs];
        for (var offer = 0; offer < hubOfOffer.Length; offer++)
            offered[hubOfOffer[offer]] += group.OfferQuantity[offer];
        return offered;
    }

    private decimal Hhi()
    {
        if (allocation.Kilograms == 0)
            return 0;
        Int128 squares = 0;
        foreach (var matched in allocation.OfCountry)
            squares += matched * matched;
        return HalfUp(squares * 10_000, allocation.Kilograms * allocation.Kilograms);
    }

    private static decimal? Share(Int128 part, Int128 whole) => whole == 0 ? null : Units.Shortest(HalfUp(part * 10_000, whole) / 10_000m);

    private static decimal HalfUp(Int128 dividend, Int128 divisor)
    {
        var (quotient, rest) = Int128.DivRem(dividend, divisor);
        return (decimal)(rest >= divisor - rest ? quotient + 1 : quotient);
    }

    private static decimal Tonnes(Int128 kilograms) => Units.Tonnes(checked((long)kilograms));
}
