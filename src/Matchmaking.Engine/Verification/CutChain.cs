using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The chain of cuts that brings the matched quantity down under basis <c>matched</c> (matching.md, section 8).</summary>
internal sealed class CutChain(CheckedGroup group, LineValues values, PriceReader reader)
{
    /// <summary>The kilograms that the cuts end at, coming from the sum of the lines' quantities; null where not even 0 is left.</summary>
    /// <exception cref="FormatException">A cut cannot be read or names what it may not.</exception>
    public long? LargestAdmitted(JsonObject certificate, Decisions decisions)
    {
        var lots = group.LineQuantity.Sum() / group.LotKilograms;
        foreach (var json in certificate.ContainsKey("cuts") ? CertificateText.Objects(certificate, "cuts") : [])
        {
            CertificateText.Only(json, "offers", "countries", "suppliers", "released");
            var (prices, countries, suppliers) = reader.Cut(json, decisions);
            if (values.Sum(prices, decisions) is not { } lines
                || Down((lines + prices.Capacities).Lead, countries, suppliers, lots) is not { } less)
                return null;
            lots = less;
        }
        return lots * group.LotKilograms;
    }

    /// <summary>The largest number of lots that is no more than what the cut lets through at its caps.</summary>
    private long? Down(Int128 kilograms, int countries, int suppliers, long from)
    {
        // Every capacity but the caps' is a whole number of lots.
        var constant = kilograms / group.LotKilograms;
        var rule = group.Rules.Diversification;
        if ((countries > 0 && rule.CountryShare is null) || (suppliers > 0 && rule.SupplierShare is null))
            throw new FormatException("has a cut through a cap that does not exist");
        var (countryShare, supplierShare) = (Units.BasisPoints(rule.CountryShare ?? 0), Units.BasisPoints(rule.SupplierShare ?? 0));
        return CutDescent.Largest(constant, countries, countryShare, suppliers, supplierShare, from);
    }
}
