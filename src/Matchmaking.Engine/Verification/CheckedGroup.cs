using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>
/// One group as the verifier reads it, straight from the input: plain arrays of kilograms and cents. Offers stand form by form; a line and
/// an offer meet in a <em>profile</em>, a form delivered to a destination, because every price depends on no more of the line.
/// </summary>
internal sealed class CheckedGroup
{
    private readonly long[] _bonus;
    private readonly long[] _adjustment;

    public CheckedGroup(MatchingInput input, GroupSource source)
    {
        (Source, Rules) = (source, input.Rules);
        Consumption = input.Consumption.SingleOrDefault(entry => (entry.Material, entry.Stage, entry.Year) == source.Key);
        LotKilograms = Units.Kilograms(Rules.Lot);
        Hubs = new Hubs(Rules, source.Offers);
        LineQuantity = [.. source.Lines.Select(line => Units.Kilograms(line.Quantity))];
        LineMinimum = [.. source.Lines.Select(line => Units.Kilograms(line.MinimumQuantity ?? 0))];
        OfferQuantity = [.. source.Offers.Select(offer => Units.Kilograms(offer.Quantity))];
        OfferMinimum = [.. source.Offers.Select(offer => Units.Kilograms(offer.MinimumOrder ?? 0))];
        var smeBonus = Units.Cents(Rules.Preferences.SmeBonus);
        _bonus = [.. source.Lines.Select(line => line.Sme ? smeBonus : 0)];
        _adjustment = [.. source.Offers.Select((offer, number) => Adjustment(offer, Hubs.IsThird[Hubs.CountryOfOffer[number]]))];
        Profiles = new Profiles(Rules, source, Hubs);
    }

    public GroupSource Source { get; }

    public MatchingRules Rules { get; }

    public UnionConsumption? Consumption { get; }

    public long LotKilograms { get; }

    /// <summary>Countries and suppliers.</summary>
    public Hubs Hubs { get; }

    /// <summary>Forms, destinations and landed prices.</summary>
    public Profiles Profiles { get; }

    public long[] LineQuantity { get; }

    public long[] LineMinimum { get; }

    public long[] OfferQuantity { get; }

    public long[] OfferMinimum { get; }

    public int Lines => LineQuantity.Length;

    public int Offers => OfferQuantity.Length;

    public bool IsSurplus => Rules.Objective == Objective.Surplus;

    /// <summary>Whether the caps follow the matched quantity itself.</summary>
    public bool FollowsMatched =>
        Rules.Diversification is { Basis: DiversificationBasis.Matched } and not { CountryShare: null, SupplierShare: null };

    public bool HasMinimums => Array.Exists(LineMinimum, minimum => minimum > 0) || Array.Exists(OfferMinimum, minimum => minimum > 0);

    /// <summary>Landed price in cents per tonne.</summary>
    public long Landed(int line, int offer) => Profiles.Landed(Profiles.OfLine[line])[offer - Profiles.FirstOffer(line)];

    /// <summary>Generalised cost in cents per tonne.</summary>
    public long Cost(int line, int offer) => Landed(line, offer) + _adjustment[offer] - _bonus[line];

    /// <summary>What a generalised cost has beside the landed price and the line's bonus, in cents per tonne.</summary>
    public long AdjustmentOf(int offer) => _adjustment[offer];

    /// <summary>What a line's own bonus takes off every cost, in cents per tonne.</summary>
    public long BonusOf(int line) => _bonus[line];

    private long Adjustment(SupplyOffer offer, bool isThirdCountry)
    {
        var preferences = Rules.Preferences;
        var euro = decimal.Round(preferences.CarbonPrice * (offer.CarbonFootprint ?? 0), 2, MidpointRounding.AwayFromZero);
        euro -= offer.Recycled ? preferences.RecycledBonus : 0;
        euro -= isThirdCountry ? 0 : preferences.DomesticBonus;
        euro -= offer.StrategicProject ? preferences.StrategicProjectBonus : 0;
        return Units.Cents(euro);
    }
}
