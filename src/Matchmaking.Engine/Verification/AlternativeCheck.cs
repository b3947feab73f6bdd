using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>
/// What a group would have come to without the rule and under the other bases. Nobody can confirm these without solving again; but dropping
/// caps never makes a result worse, and which figures there are follows from the rules.
/// </summary>
internal sealed class AlternativeCheck(CheckedGroup group, Allocation allocation, string path, FindingList findings)
{
    public void Run(GroupResult stated)
    {
        var rule = group.Rules.Diversification;
        var hasCaps = rule is not { CountryShare: null, SupplierShare: null };
        var isOptimal = stated.Status == GroupStatus.Optimal;
        var free = stated.WithoutRule is { } without && IsOfObjective(without, $"{path}.withoutRule") ? Worth(without) : (Worth?)null;
        findings.Require(!(allocation.Worth > free), "figure", $"{path}.withoutRule", "is worse than the result under the rule");
        if (!hasCaps && rule.LineCountryShare is null && isOptimal)
        {
            var isSame = free is null || free == allocation.Worth;
            findings.Require(isSame, "figure", $"{path}.withoutRule", "differs from the result, though there is no cap");
        }

        var others = Vocabulary.Bases.Where(basis => basis.Value != rule.Basis).Select(basis => basis.Key);
        findings.Require(stated.OtherBases.Keys.Order(StringComparer.Ordinal).SequenceEqual(others.Order(StringComparer.Ordinal)),
            "figure", $"{path}.otherBases", "does not name the other bases");
        foreach (var (basis, value) in stated.OtherBases)
        {
            var at = $"{path}.otherBases.{basis}";
            var isDefined = !(group.IsSurplus && basis == "matched") && !(basis == "consumption" && hasCaps && group.Consumption is null);
            if (value is null || !findings.Require(isDefined, "figure", at, "stands for a basis that is not defined here")
                || !IsOfObjective(value, at))
                continue;
            findings.Require(!(Worth(value) > free), "figure", at, "is better than the result without any cap");
            if (!hasCaps && isOptimal)
                findings.Require(Worth(value) == allocation.Worth, "figure", at, "differs from the result, though no cap has a basis");
        }
    }

    private bool IsOfObjective(QuantityAndCost value, string at) =>
        findings.Require(group.IsSurplus == value.Surplus is not null, "figure", at, "belongs to the other objective");

    // Tonnes and euro compare like kilograms and kilogram-cents; figures with more decimals than those have are no figures.
    private Worth Worth(QuantityAndCost value)
    {
        var matched = (Int128)decimal.Round(value.Matched * 1_000);
        var money = (Int128)decimal.Round((value.Surplus ?? value.Cost) * 100_000);
        return group.IsSurplus ? new Worth(money, matched) : new Worth(matched, -money);
    }
}
