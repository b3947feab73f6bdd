using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>Whether a group's certificate proves what its result claims (matching.md, section 8).</summary>
internal sealed class CertificateCheck(
    CheckedGroup group, Bounds bounds, Allocation allocation, GroupResult stated, string path, FindingList findings)
{
    private readonly string _path = $"{path}.certificate";
    private readonly Worth _result = allocation.Worth;

    public void Run()
    {
        try
        {
            var certificate = stated.Certificate;
            var proof = CertificateText.Text(certificate, "proof");
            findings.Require(group.HasMinimums ? proof is "tree" or "search" : proof == "prices",
                "certificate", $"{_path}.proof", "is not the kind of proof that belongs to the group");
            if (proof == "tree")
                CheckTree(certificate);
            else
                CheckRoot(certificate, proof == "search");
        }
        catch (Exception exception) when (Verifier.IsFaultOfTheResult(exception))
        {
            findings.Add("certificate", _path, exception is FormatException ? exception.Message : "cannot be read");
        }
    }

    private void CheckTree(JsonObject certificate)
    {
        CertificateText.Only(certificate, "proof", "tree");
        new TreeCheck(group, bounds, _result, $"{_path}.tree", findings).Run(certificate);
        RequireProven("a tree proves");
    }

    private void CheckRoot(JsonObject certificate, bool isSearch)
    {
        CertificateText.Only(certificate, isSearch
            ? ["proof", "bound", "offers", "countries", "suppliers", "cuts"]
            : ["proof", "offers", "countries", "suppliers", "cuts"]);
        if (group.FollowsMatched != certificate.ContainsKey("cuts"))
            throw new FormatException(group.FollowsMatched ? "has no cuts" : "has cuts under a basis that needs none");
        var (certified, top) = bounds.AtRoot(certificate);
        if (group.FollowsMatched)
        {
            var isSame = certified.Lead == top;
            findings.Require(isSame, "certificate", $"{_path}.cuts", "do not come down to the quantity that the prices certify");
        }
        if (isSearch)
            CheckSearch(certificate, certified);
        else
        {
            findings.Require(_result == certified, "certificate", _path, "does not prove the result best");
            RequireProven("prices prove");
        }
    }

    private void CheckSearch(JsonObject certificate, Worth certified)
    {
        findings.Require(!(_result > certified), "certificate", _path, "certifies less than the result claims");
        var bound = certificate["bound"] as JsonObject ?? throw new FormatException("has no bound");
        CertificateText.Only(bound, group.IsSurplus ? ["surplus", "matched"] : ["matched", "cost"]);
        var matched = WholeUnits(CertificateText.Number(bound, "matched"), 1_000);
        var money = WholeUnits(CertificateText.Number(bound, group.IsSurplus ? "surplus" : "cost"), 100_000);
        findings.Require(WorthOf(matched, money) == certified, "certificate", $"{_path}.bound", "is not what the prices certify");
        if (stated.Status == GroupStatus.Optimal)
        {
            RequireProven("a search claims");
            return;
        }
        var claimed = Claimed(stated.Bound);
        var isBetween = !(_result > claimed) && !(claimed > certified);
        findings.Require(isBetween, "certificate", $"{path}.bound", "does not lie between the result and what is certified");
    }

    private void RequireProven(string what)
    {
        findings.Require(stated.Status == GroupStatus.Optimal, "certificate", $"{path}.status", $"is not what {what}");
        var right = Claimed(stated.Bound) == _result && stated.Bound.Cost == Units.EuroOfKilogramCents(allocation.Cost);
        findings.Require(right, "figure", $"{path}.bound", "is not the result's own value, though that is proven best");
    }

    /// <summary>What a stated bound is worth.</summary>
    private Worth Claimed(QuantityAndCost bound)
    {
        if (group.IsSurplus != bound.Surplus is not null)
            throw new FormatException("belongs to a bound of the other objective");
        return WorthOf(WholeUnits(bound.Matched, 1_000), WholeUnits(bound.Surplus ?? bound.Cost, 100_000));
    }

    private Worth WorthOf(Int128 matched, Int128 money) => group.IsSurplus ? new Worth(money, matched) : new Worth(matched, -money);

    private static Int128 WholeUnits(decimal amount, decimal unitsPerOne)
    {
        var units = amount * unitsPerOne;
        return decimal.Truncate(units) == units ? (Int128)units : throw new FormatException("has a bound with more decimals than its unit");
    }
}
