using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>Whoever is alike is filled or sold alike (matching.md, section 6).</summary>
public sealed class AlikeTests
{
    [Fact]
    public void Alike_lines_are_filled_in_equal_ratio() => AssertEqualRatios(
        input => input.Rules.Diversification.LineCountryShare is null ? input.Demands : [],
        (_, pairs, line) => string.Join(", ", pairs.All.Where(pair => pair.Line.Id == line.Id)
            .Select(pair => $"{pair.Offer.Id} {pair.Cents} {pair.Surplus}")),
        line => line.MinimumQuantity > 0,
        line => line.Quantity,
        (solved, line) => solved.LotsOfLine(line.Id));

    [Fact]
    public void Alike_offers_are_sold_in_equal_ratio() => AssertEqualRatios(
        input => input.Offers,
        (input, pairs, offer) => string.Join(", ", pairs.All.Where(pair => pair.Offer.Id == offer.Id)
            .Select(pair => $"{Hub(input, offer)}: {pair.Line.Id} {pair.Cents}")),
        offer => offer.MinimumOrder > 0,
        offer => offer.Quantity,
        (solved, offer) => solved.LotsOfOffer(offer.Id));

    private static TwinCap Hub(MatchingInput input, SupplyOffer offer) =>
        input.Rules.Diversification.SupplierShare is null ? TwinCap.OfCountry(offer.Origin) : TwinCap.OfSupplier(offer);

    private static void AssertEqualRatios<T>(
        Func<MatchingInput, IReadOnlyList<T>> members,
        Func<MatchingInput, TwinPairs, T, string> terms,
        Func<T, bool> hasMinimum,
        Func<T, decimal> quantity,
        Func<EngineCase, T, long> lots)
    {
        var shared = 0;
        for (var seed = 0; seed < 2_000; seed++)
        {
            var input = Variations.InKilograms(InstanceGenerator.Create(seed), 1);
            var pairs = new TwinPairs(input);
            var alike = members(input).Where(member => !hasMinimum(member) && quantity(member) > 0)
                .GroupBy(member => terms(input, pairs, member)).Where(group => group.Key.Length > 0 && group.Count() > 1).ToList();
            if (alike.Count == 0)
                continue;
            var solved = EngineCase.Solve(input, $"seed {seed}");
            foreach (var (one, other) in alike.SelectMany(group => group.Skip(1).Select(other => (group.First(), other))))
            {
                // Totals are within a lot of what is due, so ratios differ by less than a lot of either.
                var (got, gotOther) = (lots(solved, one), lots(solved, other));
                var (of, ofOther) = (solved.Lots(quantity(one)), solved.Lots(quantity(other)));
                Assert.True(Math.Abs(got * ofOther - gotOther * of) < of + ofOther, $"seed {seed}: {got} of {of}, {gotOther} of {ofOther}");
                shared += got > 0 && got < of ? 1 : 0;
            }
        }
        Assert.True(shared > 30, $"{shared}");
    }
}
