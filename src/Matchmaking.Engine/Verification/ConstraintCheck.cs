using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>What matching.md, sections 1, 3 and 4, asks of pairs and totals: compatibility, lots, quantities, minimums, caps.</summary>
internal static class ConstraintCheck
{
    /// <summary>Every match by itself.</summary>
    public static void Matches(CheckedGroup group, CheckedPairs pairs, IReadOnlyList<CheckedMatch> matches, FindingList findings)
    {
        foreach (var match in matches)
        {
            var path = $"$.matches[{match.At}]";
            findings.Require(match.Kilograms % group.LotKilograms == 0, "lot", $"{path}.quantity", "is no whole number of lots");
            var isCompatible = pairs.AreCompatible(match.Line, match.Offer);
            findings.Require(isCompatible, "pair", path, "joins a line and an offer that are not compatible");
            findings.Figure($"{path}.landedPrice", match.LandedPrice, Units.Euro(group.Landed(match.Line, match.Offer)));
        }
    }

    /// <summary>The totals.</summary>
    public static void Totals(
        CheckedGroup group, Allocation allocation, CheckedCaps caps, LineCaps? lineCaps, string path, FindingList findings)
    {
        var (lines, offers) = (group.Source.Lines, group.Source.Offers);
        var (received, given) = (allocation.OfLine, allocation.OfOffer);
        for (var line = 0; line < group.Lines; line++)
            CheckOne("line", lines[line].Id, received[line], group.LineQuantity[line], group.LineMinimum[line], path, findings);
        for (var offer = 0; offer < group.Offers; offer++)
            CheckOne("offer", offers[offer].Id, given[offer], group.OfferQuantity[offer], group.OfferMinimum[offer], path, findings);
        for (var country = 0; country < allocation.OfCountry.Length; country++)
        {
            if (allocation.OfCountry[country] > caps.Country[country])
                findings.Add("cap", path, $"country {group.Hubs.Countries[country]} is above its cap");
        }
        for (var supplier = 0; supplier < allocation.OfSupplier.Length; supplier++)
        {
            var (name, country) = group.Hubs.Suppliers[supplier];
            if (allocation.OfSupplier[supplier] > caps.Supplier)
                findings.Add("cap", path, $"supplier {name} is above its cap for {group.Hubs.Countries[country]}");
        }
        foreach (var ((line, country), kilograms) in allocation.OfLineAndCountry)
        {
            if (kilograms > lineCaps?.Of(line, country))
                findings.Add("cap", path, $"line {lines[line].Id} is above its cap for {group.Hubs.Countries[country]}");
        }
    }

    private static void CheckOne(string kind, string id, long matched, long quantity, long minimum, string path, FindingList findings)
    {
        if (matched > quantity)
            findings.Add("capacity", path, $"{kind} {id} gets more than its quantity");
        if (matched != 0 && matched < minimum)
            findings.Add("minimum", path, $"{kind} {id} gets less than its minimum");
    }
}
