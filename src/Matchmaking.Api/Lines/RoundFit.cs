using Matchmaking.Api.Http;
using Matchmaking.Api.Rounds;

namespace Matchmaking.Api.Lines;

/// <summary>Whether a line fits its round; what does not is told at once, not after closing.</summary>
public static class RoundFit
{
    /// <summary>What does not fit; nothing: the line may be stored.</summary>
    /// <param name="terms">What the company says.</param>
    /// <param name="round">The round.</param>
    /// <param name="minimum">The line's minimum in tonnes, by its JSON name.</param>
    public static IEnumerable<Fault> Faults(LineTerms terms, DefineRound round, (string Name, decimal? Quantity) minimum)
    {
        foreach (var fault in CheckCoverage(terms, round))
            yield return fault;
        var lot = round.Rules.Lot;
        if (terms.Quantity % lot != 0)
            yield return NoWholeLots("quantity", lot);
        if (minimum.Quantity % lot is not (null or 0))
            yield return NoWholeLots(minimum.Name, lot);
        if (!round.Commitments.Contains(terms.Commitment))
            yield return Wrong("commitment", $"The round admits {string.Join(", ", round.Commitments.Select(Json.Name))}.");
        if (terms.Price.Kind == PriceKind.Index)
            foreach (var fault in CheckIndex(terms.Price, round))
                yield return fault;
    }

    private static IEnumerable<Fault> CheckCoverage(LineTerms terms, DefineRound round)
    {
        var ofMaterial = round.Coverage.Where(entry => entry.Material == terms.Material).ToList();
        if (ofMaterial.Count == 0)
            yield return Wrong("material", "The round does not cover this material.");
        else if (ofMaterial.FirstOrDefault(entry => entry.Stage == terms.Stage) is not { } cover)
            yield return Wrong("stage", "The round does not cover the material at this stage.");
        else
        {
            var years = cover.Periods.Select(period => period.FirstYear).ToList();
            if (!years.Contains(terms.Year))
                yield return Wrong("year", $"The round's delivery periods begin in {string.Join(", ", years)}.");
            if (terms.Quantity < cover.MinimumLineQuantity)
                yield return Wrong("quantity", $"The round's smallest line is {cover.MinimumLineQuantity} t.");
        }
    }

    private static IEnumerable<Fault> CheckIndex(PriceTerms price, DefineRound round)
    {
        if (price.At(round) is not { } euro)
            yield return Wrong("price/index", "The round does not publish this index.");
        else if (euro is < 0 or > Limits.LargestPrice)
            yield return Wrong("price/premium", "With this premium the price at the round's benchmark is out of range.");
    }

    private static Fault NoWholeLots(string name, decimal lot) =>
        Wrong(name, $"The quantity has to be a whole number of the round's lots of {lot} t.");

    /// <summary>A fault of a member.</summary>
    internal static Fault Wrong(string name, string detail) => new($"#/{name}", "invalid", detail);
}
