using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>What the matches of a result come to in one group.</summary>
internal sealed class Allocation(CheckedGroup group)
{
    public long[] OfLine { get; } = new long[group.Lines.Length];

    public long[] OfOffer { get; } = new long[group.Offers.Length];

    public Dictionary<string, Int128> OfCountry { get; } = [];

    public Dictionary<(string Supplier, string Country), Int128> OfSupplier { get; } = [];

    public Int128 Kilograms { get; private set; }

    /// <summary>Generalised cost in kilogram-cents.</summary>
    public Int128 Cost { get; private set; }

    /// <summary>Landed cost in kilogram-cents.</summary>
    public Int128 LandedCost { get; private set; }

    public void Add(int line, int offer, long kilograms)
    {
        OfLine[line] = checked(OfLine[line] + kilograms);
        OfOffer[offer] = checked(OfOffer[offer] + kilograms);
        var source = group.Offers[offer];
        OfCountry[source.Origin] = OfCountry.GetValueOrDefault(source.Origin) + kilograms;
        var supplier = CheckedGroup.SupplierOf(source);
        OfSupplier[supplier] = OfSupplier.GetValueOrDefault(supplier) + kilograms;
        Kilograms += kilograms;
        Cost += (Int128)kilograms * group.Cost(line, offer);
        LandedCost += (Int128)kilograms * group.Landed(line, offer);
    }

    /// <summary>Quantities within lines and offers, minimums, caps.</summary>
    public void CheckConstraints(CheckedCaps caps, string path, FindingList findings)
    {
        for (var line = 0; line < OfLine.Length; line++)
            CheckOne("line", group.Lines[line].Id, OfLine[line], group.Lines[line].Quantity, group.Lines[line].MinimumQuantity, path, findings);
        for (var offer = 0; offer < OfOffer.Length; offer++)
            CheckOne("offer", group.Offers[offer].Id, OfOffer[offer], group.Offers[offer].Quantity, group.Offers[offer].MinimumOrder, path, findings);
        foreach (var (country, matched) in OfCountry)
            findings.Require(!(matched > caps.OfCountry(country)), "cap", path, $"country {country} is above its cap");
        foreach (var ((supplier, country), matched) in OfSupplier)
            findings.Require(!(matched > caps.OfSupplier()), "cap", path, $"supplier {supplier} is above its cap for {country}");
    }

    private static void CheckOne(string kind, string id, long matched, decimal quantity, decimal? minimum, string path, FindingList findings)
    {
        findings.Require(matched <= Units.Kilograms(quantity), "capacity", path, $"{kind} {id} gets more than its quantity");
        findings.Require(matched == 0 || matched >= Units.Kilograms(minimum ?? 0), "minimum", path, $"{kind} {id} gets less than its minimum");
    }
}
