using Matchmaking.Engine.Matching.Markets;
using Matchmaking.Engine.Matching.Minimums;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>Why a line or offer with a minimum is not served at all.</summary>
internal sealed class UnservedMinimums(Market market, PartTable parts, CapSet caps, Func<Item, bool?> canOpen)
{
    public Cause CauseOf(Item item) => AboveCap(item) ?? canOpen(item) switch
    {
        true => Cause.NotChosen,
        false => item.IsLine ? Cause.QuantityNotReached : Cause.OrderNotReached,
        null => Cause.SearchLimit,
    };

    private Cause? AboveCap(Item item)
    {
        if (!HopelessItems.IsHopeless(market, parts, caps, item, withLineCaps: true))
            return null;
        if (item.IsLine)
            return Cause.AboveCap();
        var (country, supplier) = (market.OfferCountry[item.Number], market.OfferSupplier[item.Number]);
        return Cause.AboveCap(item.Minimum(market) > caps.Country[country]
            ? CapName.OfCountry(market, country)
            : CapName.OfSupplier(market, supplier));
    }
}
