using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>What a reason is held against.</summary>
/// <param name="Matched">Kilograms matched.</param>
/// <param name="Left">Kilograms that are not.</param>
/// <param name="Minimum">The minimum in kilograms; 0: none.</param>
/// <param name="HasPairs">Whether there is any compatible counterpart.</param>
/// <param name="IsAboveCap">Whether the minimum is above a country or supplier cap.</param>
internal readonly record struct Remainder(long Matched, long Left, long Minimum, bool HasPairs, bool IsAboveCap);

/// <summary>Which reasons of matching.md, section 9, can be true of a line or an offer; whether one is true takes solving again.</summary>
internal sealed class ReasonCheck(MatchingRules rules, bool isLine)
{
    private readonly string _noPairs = isLine ? "no-compatible-offer" : "no-compatible-line";
    private readonly string _notReached = isLine ? "minimum-quantity-not-reached" : "minimum-order-not-reached";
    private readonly string _exhausted = isLine ? "supply-exhausted" : "demand-exhausted";

    /// <summary>What is wrong about a stated reason; null where nothing is.</summary>
    public string? FaultOf(string reason, Remainder remainder, GroupStatus status)
    {
        if ((reason == _noPairs) == remainder.HasPairs)
            return "is wrong about compatible counterparts";
        if (!remainder.HasPairs)
            return null;
        if ((reason == "search-limit") != (status == GroupStatus.Feasible))
            return "is wrong about whether the search ended";
        if (status == GroupStatus.Feasible)
            return null;
        var isUnservedMinimum = remainder is { Minimum: > 0, Matched: 0 };
        var saysAboveCap = reason == "minimum-above-cap";

        // A line cap may stand in a minimum's way too, in more ways than can be told here.
        if (!isLine && isUnservedMinimum && remainder.IsAboveCap != saysAboveCap && (remainder.IsAboveCap || Rule.LineCountryShare is null))
            return "is wrong about whether the minimum is above a cap";
        return CanHold(reason, isUnservedMinimum) ? null : "is no reason that can hold here";
    }

    private Diversification Rule => rules.Diversification;

    private bool CanHold(string reason, bool isUnservedMinimum)
    {
        if (reason == _notReached)
            return isUnservedMinimum;
        if (reason == _exhausted)
            return true;
        return reason switch
        {
            "minimum-above-cap" or "minimum-not-chosen" => isUnservedMinimum,
            "country-cap" => Rule.CountryShare is not null,
            "supplier-cap" => Rule.SupplierShare is not null,
            "line-cap" => Rule.LineCountryShare is not null,
            "caps-together" => Rule is not { CountryShare: null, SupplierShare: null, LineCountryShare: null },
            "not-competitive" => rules.Objective == Objective.Surplus,
            _ => false,
        };
    }
}
