using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>Whether a group's certificate proves what its result claims (matching.md, section 8).</summary>
internal sealed class CertificateCheck(CheckedGroup group, CheckedPairs pairs, Allocation allocation, GroupResult stated, string path, FindingList findings)
{
    private readonly string _path = $"{path}.certificate";

    public void Run()
    {
        try
        {
            Check(stated.Certificate);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            findings.Add("certificate", _path, exception is FormatException ? exception.Message : "cannot be read");
        }
    }

    private void Check(JsonObject certificate)
    {
        CertificateText.Only(certificate, "proof", "bound", "offers", "countries", "suppliers", "cuts");
        var proof = CertificateText.Text(certificate, "proof");
        var hasMinimums = group.Lines.Any(line => line.MinimumQuantity > 0) || group.Offers.Any(offer => offer.MinimumOrder > 0);
        findings.Require(proof == (hasMinimums ? "search" : "prices"), "certificate", $"{_path}.proof", "is not the kind of proof that belongs to the group");

        var result = new Worth(allocation.Kilograms, -allocation.Cost);
        var top = new CutCheck(group, pairs).LargestAdmitted(certificate);
        var certified = Bound(certificate, new CheckedCaps(group, pairs, top));
        if (group.Rule.Basis == DiversificationBasis.Matched && group.Rule is not { CountryShare: null, SupplierShare: null })
            findings.Require(certified.Quantity == top, "certificate", $"{_path}.cuts", "do not come down to the quantity that the prices certify");
        findings.Require(!(result > certified), "certificate", _path, "certifies less than the result claims");
        if (proof == "search")
            CheckSearch(certificate, result, certified);
        else
        {
            findings.Require(certificate["bound"] is null, "certificate", $"{_path}.bound", "belongs to a search only");
            findings.Require(result == certified, "certificate", _path, "does not prove the result best");
            findings.Require(stated.Status == GroupStatus.Optimal, "certificate", $"{path}.status", "is not what prices prove");
            RequireBound(stated.Bound, result, $"{path}.bound");
        }
    }

    private void CheckSearch(JsonObject certificate, Worth result, Worth certified)
    {
        var bound = certificate["bound"] as JsonObject ?? throw new FormatException("has no bound");
        CertificateText.Only(bound, "matched", "cost");
        RequireBound(new QuantityAndCost(CertificateText.Number(bound, "matched"), CertificateText.Number(bound, "cost")), certified, $"{_path}.bound");
        if (stated.Status == GroupStatus.Optimal)
        {
            RequireBound(stated.Bound, result, $"{path}.bound");
            return;
        }
        var claimed = new Worth(Units.Kilograms(stated.Bound.Matched), -(Int128)(stated.Bound.Cost * 100_000m));
        findings.Require(!(result > claimed) && !(claimed > certified), "certificate", $"{path}.bound", "does not lie between the result and what is certified");
    }

    private void RequireBound(QuantityAndCost bound, Worth worth, string at)
    {
        findings.Figure($"{at}.matched", bound.Matched, Units.Tonnes((long)worth.Quantity));
        findings.Figure($"{at}.cost", bound.Cost, Units.EuroOfKilogramCents(-worth.Cost));
    }

    /// <summary>The sum of the lines' best worths and of capacities times prices.</summary>
    private Worth Bound(JsonObject certificate, CheckedCaps caps)
    {
        var suppliers = Prices(certificate, "suppliers", entry => (CertificateText.Text(entry, "supplier"), CertificateText.Text(entry, "country")), "supplier", "country");
        var countries = Prices(certificate, "countries", entry => CertificateText.Text(entry, "country"), "country");
        var offers = Prices(certificate, "offers", entry => CertificateText.Text(entry, "offer"), "offer");
        var bound = Worth.Zero;
        foreach (var (country, price) in countries)
            bound += (caps.OfCountry(country) ?? throw new FormatException($"prices {country}, which has no cap")) * price;
        foreach (var (supplier, price) in suppliers)
            bound += (caps.OfSupplier() ?? throw new FormatException($"prices {supplier}, which has no cap")) * price;
        var total = new Worth[group.Offers.Length];
        var used = 0;
        for (var offer = 0; offer < total.Length; offer++)
        {
            var source = group.Offers[offer];
            if (offers.TryGetValue(source.Id, out var price))
            {
                bound += Units.Kilograms(source.Quantity) * price;
                used++;
            }
            total[offer] = price + suppliers.GetValueOrDefault(CheckedGroup.SupplierOf(source)) + countries.GetValueOrDefault(source.Origin);
        }
        findings.Require(used == offers.Count, "certificate", $"{_path}.offers", "prices an offer of no such group");
        for (var line = 0; line < group.Lines.Length; line++)
        {
            var best = Worth.Zero;
            foreach (var (offer, cost) in pairs.OfLine(line))
            {
                var worth = new Worth(1, -cost) - total[offer];
                best = worth > best ? worth : best;
            }
            bound += Units.Kilograms(group.Lines[line].Quantity) * best;
        }
        return bound;
    }

    private static Dictionary<TKey, Worth> Prices<TKey>(JsonObject certificate, string member, Func<JsonObject, TKey> key, params ReadOnlySpan<string> names)
        where TKey : notnull
    {
        var prices = new Dictionary<TKey, Worth>();
        foreach (var entry in CertificateText.Objects(certificate, member))
        {
            CertificateText.Only(entry, [.. names, "quantityPrice", "costPrice"]);
            var price = CertificateText.Price(entry);
            if (price < Worth.Zero)
                throw new FormatException($"has a price below zero in {member}");
            if (!prices.TryAdd(key(entry), price))
                throw new FormatException($"has two prices for one entry of {member}");
        }
        return prices;
    }
}
