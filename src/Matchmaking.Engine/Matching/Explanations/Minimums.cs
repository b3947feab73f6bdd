using System.Numerics;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>Why a line or offer with a minimum is not served at all.</summary>
internal sealed class Minimums(Market market, PartTable parts, CapSet caps, Func<Item, bool?> canOpen)
{
    public Cause CauseOf(Item item) => AboveCap(item) ?? canOpen(item) switch
    {
        true => Cause.NotChosen,
        false => item.IsLine ? Cause.QuantityNotReached : Cause.OrderNotReached,
        null => Cause.SearchLimit,
    };

    private Cause? AboveCap(Item item)
    {
        var minimum = item.Minimum(market);
        if (item.IsLine)
            return IsWithinCaps(item.Number, minimum) ? null : Cause.AboveCap();
        var (country, supplier) = (market.OfferCountry[item.Number], market.OfferSupplier[item.Number]);
        return minimum > caps.Country[country] ? Cause.AboveCap(CapName.OfCountry(market, country))
            : minimum > caps.Supplier[supplier] ? Cause.AboveCap(CapName.OfSupplier(market, supplier))
            : null;
    }

    /// <summary>Whether the caps of a line's countries, and its own for them, come to its minimum.</summary>
    private bool IsWithinCaps(int line, long minimum)
    {
        var part = parts.OfLine[line];
        var mask = parts.Mask(part);
        var first = market.Slots.Start[parts.Form[part]];
        var (within, last) = (0L, SlotMap.Empty);
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                // Offers of one country stand together.
                var country = market.OfferCountry[market.Slots.OfferAt[first + word * 64 + BitOperations.TrailingZeroCount(bits)]];
                if (country == last)
                    continue;
                last = country;
                within += Math.Min(minimum, Math.Min(caps.Country[country], LineCap(line, country)));
                if (within >= minimum)
                    return true;
            }
        }
        return false;
    }

    private long LineCap(int line, int country) =>
        market.Rules.Diversification.LineCountryShare is { } share && market.IsThirdCountry[country]
            ? LineCaps.LotsOf(market, line, country, share)
            : CapSet.Unlimited;
}
