using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching;

/// <summary>A line or an offer that has a minimum.</summary>
internal readonly record struct Item(bool IsLine, int Number)
{
    public long Minimum(Market market) => IsLine ? market.LineMinimum[Number] : market.OfferMinimum[Number];

    public LotteryPlace Place(Market market) => IsLine ? market.LinePlace[Number] : market.OfferPlace[Number];

    /// <summary>All lines and offers with a minimum, by lottery place; where a line's equals an offer's, the line first.</summary>
    public static Item[] All(Market market) =>
    [
        .. Enumerable.Range(0, market.Lines.Length).Select(number => new Item(true, number))
            .Concat(Enumerable.Range(0, market.Offers.Length).Select(number => new Item(false, number)))
            .Where(item => item.Minimum(market) > 0)
            .OrderBy(item => item.Place(market)),
    ];
}
