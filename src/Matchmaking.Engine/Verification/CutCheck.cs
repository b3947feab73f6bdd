using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The chain of cuts that brings the matched quantity down under basis <c>matched</c>.</summary>
internal sealed class CutCheck(CheckedGroup group, CheckedPairs pairs)
{
    /// <summary>The quantity in kilograms that the chain ends at, starting from the sum of the lines' quantities.</summary>
    /// <exception cref="FormatException">A cut cannot be read, leaves a pair uncovered, or names a cap that does not exist.</exception>
    public long LargestAdmitted(JsonObject certificate)
    {
        var lots = group.Lines.Sum(line => Units.Kilograms(line.Quantity)) / group.LotKilograms;
        var follows = group.Rule.Basis == DiversificationBasis.Matched && group.Rule is not { CountryShare: null, SupplierShare: null };
        if (follows != certificate.ContainsKey("cuts"))
            throw new FormatException(follows ? "has no cuts" : "has cuts under a basis that needs none");
        if (!follows)
            return lots * group.LotKilograms;
        foreach (var cut in CertificateText.Objects(certificate, "cuts"))
            lots = Down(cut, lots);
        return lots * group.LotKilograms;
    }

    private long Down(JsonObject cut, long from)
    {
        CertificateText.Only(cut, "lines", "offers", "countries", "suppliers");
        var lines = CertificateText.Texts(cut, "lines").ToHashSet();
        var offers = CertificateText.Texts(cut, "offers").ToHashSet();
        var countries = CertificateText.Texts(cut, "countries").ToHashSet();
        var suppliers = CertificateText.Objects(cut, "suppliers")
            .Select(entry => (CertificateText.Text(entry, "supplier"), CertificateText.Text(entry, "country"))).ToHashSet();
        Int128 capacity = 0;
        for (var line = 0; line < group.Lines.Length; line++)
        {
            if (lines.Contains(group.Lines[line].Id))
                capacity += Units.Kilograms(group.Lines[line].Quantity);
            else
                RequireCovered(line, offers, countries, suppliers);
        }
        foreach (var offer in group.Offers.Where(offer => offers.Contains(offer.Id)))
            capacity += Units.Kilograms(offer.Quantity);
        if (countries.Any(country => group.Rule.CountryShare is null || !group.IsThirdCountry(country)) || (suppliers.Count > 0 && group.Rule.SupplierShare is null))
            throw new FormatException("has a cut through a cap that does not exist");
        var known = group.Offers.Select(CheckedGroup.SupplierOf).ToHashSet();
        if (!suppliers.IsSubsetOf(known) || !countries.IsSubsetOf(known.Select(supplier => supplier.Country)))
            throw new FormatException("has a cut through a cap of no offer");
        return Largest(capacity / group.LotKilograms, countries.Count, suppliers.Count, from);
    }

    private void RequireCovered(int line, HashSet<string> offers, HashSet<string> countries, HashSet<(string, string)> suppliers)
    {
        foreach (var (number, _) in pairs.OfLine(line))
        {
            var offer = group.Offers[number];
            if (!offers.Contains(offer.Id) && !countries.Contains(offer.Origin) && !suppliers.Contains(CheckedGroup.SupplierOf(offer)))
                throw new FormatException($"has a cut that leaves {group.Lines[line].Id} and {offer.Id} uncovered");
        }
    }

    /// <summary>The largest number of lots that is no more than what the cut lets through at its caps.</summary>
    private long Largest(Int128 constant, int countries, int suppliers, Int128 lots)
    {
        var countryShare = countries > 0 ? Units.BasisPoints(group.Rule.CountryShare!.Value) : 0;
        var supplierShare = suppliers > 0 ? Units.BasisPoints(group.Rule.SupplierShare!.Value) : 0;
        var shares = (Int128)countries * countryShare + (Int128)suppliers * supplierShare;

        // lots <= constant + shares * lots / 10,000 must hold before anything is rounded down.
        if (shares < 10_000)
            lots = Int128.Min(lots, constant * 10_000 / (10_000 - shares));
        while (lots > 0)
        {
            var through = constant + countries * (lots * countryShare / 10_000) + suppliers * (lots * supplierShare / 10_000);
            if (through >= lots)
                break;
            lots = through;
        }
        return (long)lots;
    }
}
