namespace Matchmaking.Engine.Verification;

/// <summary>A match as the result lists it, by place in its group.</summary>
/// <param name="At">Its place in the result's list.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Offer">The offer's number.</param>
/// <param name="Kilograms">The matched quantity.</param>
/// <param name="LandedPrice">The stated landed price.</param>
internal readonly record struct CheckedMatch(int At, int Line, int Offer, long Kilograms, decimal LandedPrice);

/// <summary>What the matches of a result come to in one group.</summary>
internal sealed class Allocation
{
    private readonly CheckedGroup _group;
    private readonly Dictionary<(int Line, int Country), long> _ofLineAndCountry = [];

    /// <param name="group">The group.</param>
    /// <param name="limits">The lines' limit prices under objective <c>surplus</c>.</param>
    /// <param name="matches">Its matches: of lines and offers of one form.</param>
    public Allocation(CheckedGroup group, long[] limits, IReadOnlyList<CheckedMatch> matches)
    {
        (_group, Matches) = (group, matches);
        OfLine = new long[group.Lines];
        OfOffer = new long[group.Offers];
        OfCountry = new Int128[group.Hubs.Countries.Length];
        OfSupplier = new Int128[group.Hubs.Suppliers.Length];
        foreach (var (_, line, offer, kilograms, _) in matches)
        {
            var country = group.Hubs.CountryOfOffer[offer];
            OfLine[line] = checked(OfLine[line] + kilograms);
            OfOffer[offer] = checked(OfOffer[offer] + kilograms);
            OfCountry[country] += kilograms;
            OfSupplier[group.Hubs.SupplierOfOffer[offer]] += kilograms;
            _ofLineAndCountry[(line, country)] = checked(_ofLineAndCountry.GetValueOrDefault((line, country)) + kilograms);
            Kilograms += kilograms;
            Cost += (Int128)kilograms * group.Cost(line, offer);
            LandedCost += (Int128)kilograms * group.Landed(line, offer);
            Surplus += (Int128)kilograms * (limits[line] - group.Cost(line, offer));
        }
    }

    public IReadOnlyList<CheckedMatch> Matches { get; }

    public long[] OfLine { get; }

    public long[] OfOffer { get; }

    public Int128[] OfCountry { get; }

    public Int128[] OfSupplier { get; }

    /// <summary>Who receives how much from which country; only pairs of line and country that have a match.</summary>
    public IReadOnlyDictionary<(int Line, int Country), long> OfLineAndCountry => _ofLineAndCountry;

    public Int128 Kilograms { get; }

    /// <summary>Generalised cost in kilogram-cents.</summary>
    public Int128 Cost { get; }

    /// <summary>Landed cost in kilogram-cents.</summary>
    public Int128 LandedCost { get; }

    /// <summary>Surplus in kilogram-cents; means nothing under objective <c>volume</c>.</summary>
    public Int128 Surplus { get; }

    /// <summary>What the group's objective counts.</summary>
    public Worth Worth => _group.IsSurplus ? new Worth(Surplus, Kilograms) : new Worth(Kilograms, -Cost);
}
