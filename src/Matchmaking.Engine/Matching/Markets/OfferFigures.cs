using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>A supply offer's properties as whole numbers.</summary>
/// <remarks><c>AddedCents</c> is what the generalised cost adds to the landed price for every buyer: carbon cost less bonuses.</remarks>
internal readonly record struct OfferFigures(
    int Form, int Supplier, int Group, int Origin, long Purity, long Score, long Footprint, long AskCents, long AddedCents, bool IsExWorks,
    bool IsRecycled, bool IsEligible)
{
    /// <summary>Stands for a purity or footprint that is not stated.</summary>
    public const long NoFigure = -1;

    /// <summary>Whether the footprint is known and within a line's maximum, or the line has none.</summary>
    public bool KeepsFootprint(long most) => most == LineFigures.NoLimit || (Footprint != NoFigure && Footprint <= most);
}

/// <summary>Reads offers under a round's rules.</summary>
internal sealed class OfferReader(MatchingRules rules, Numbering forms, Numbering suppliers, Numbering groups, Numbering origins)
{
    public OfferFigures Read(SupplyOffer offer)
    {
        var preferences = rules.Preferences;
        var footprint = offer.CarbonFootprint is { } figure ? Units.Thousandths(figure) : OfferFigures.NoFigure;
        var added = footprint > 0 ? Rounding.Nearest((Int128)Units.Cents(preferences.CarbonPrice) * footprint, 1_000) : 0;
        if (offer.Recycled)
            added -= Units.Cents(preferences.RecycledBonus);
        if (rules.ExemptCountries.Contains(offer.Origin))
            added -= Units.Cents(preferences.DomesticBonus);
        if (offer.StrategicProject)
            added -= Units.Cents(preferences.StrategicProjectBonus);
        return new OfferFigures(
            forms.Of(offer.Form), suppliers.Of(offer.Supplier), groups.Of(offer.SupplierGroup), origins.Of(offer.Origin),
            offer.Purity is { } purity ? Units.Millionths(purity) : OfferFigures.NoFigure,
            Units.Thousandths(offer.SustainabilityScore ?? 0), footprint, Units.Cents(offer.AskPrice), added, offer.PriceBasis == PriceBasis.ExWorks, offer.Recycled,
            rules.EligibleOrigins?.Contains(offer.Origin) ?? true);
    }
}
