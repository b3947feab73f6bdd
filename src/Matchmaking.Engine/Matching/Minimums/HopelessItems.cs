using System.Numerics;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Certificates;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Minimums;

/// <summary>Items whose minimum is above what caps let through: they are never served (matching.md, section 4.2).</summary>
internal static class HopelessItems
{
    public static bool IsHopeless(Market market, PartTable parts, CapSet caps, Item item, bool withLineCaps)
    {
        if (!item.IsLine)
        {
            var minimum = market.OfferMinimum[item.Number];
            return minimum > caps.Supplier[market.OfferSupplier[item.Number]] || minimum > caps.Country[market.OfferCountry[item.Number]];
        }
        var left = (Int128)market.LineMinimum[item.Number];
        foreach (var country in CountriesOf(market, parts, item.Number))
            left -= Math.Min(caps.Country[country], LineCap(market, item.Number, country, withLineCaps));
        return left > 0;
    }

    /// <summary>Prices that show that an item cannot be open: a price on the caps in its way.</summary>
    public static LeafProof Proof(Market market, HubSolver solver, CapSet caps, Item item, IReadOnlyList<Cut> cuts)
    {
        var tree = solver.Tree;
        var prices = new long[tree.Count];
        if (item.IsLine)
        {
            foreach (var country in CountriesOf(market, solver.Parts, item.Number))
            {
                if (caps.Country[country] < LineCap(market, item.Number, country, withLineCaps: true))
                    prices[tree.CountryHub[country]] = 1;
            }
        }
        else
        {
            var supplier = market.OfferSupplier[item.Number];
            var isSupplier = market.OfferMinimum[item.Number] > caps.Supplier[supplier];
            prices[isSupplier ? tree.SupplierHub[supplier] : tree.CountryHub[market.OfferCountry[item.Number]]] = 1;
        }
        for (var hub = HubTree.Root + 1; hub < tree.Count; hub++)
            prices[hub] = Math.Max(prices[hub], tree.IsUsed[hub] ? prices[tree.Parent[hub]] : 0);
        if (!item.IsLine)
            prices[tree.FirstSlot + market.Slots.SlotOf[item.Number]] = 0;
        return new LeafProof(prices, true, cuts);
    }

    /// <summary>The countries that a line has compatible offers from.</summary>
    private static List<int> CountriesOf(Market market, PartTable parts, int line)
    {
        var countries = new List<int>();
        if (parts.OfLine[line] is PartTable.NoPart)
            return countries;
        var part = parts.OfLine[line];
        var (mask, first) = (parts.Mask(part).ToArray(), market.Slots.Start[parts.Form[part]]);
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                var country = market.OfferCountry[market.Slots.OfferAt[first + (word << 6) + BitOperations.TrailingZeroCount(bits)]];
                if (countries.Count == 0 || countries[^1] != country)
                    countries.Add(country);
            }
        }
        return countries;
    }

    private static long LineCap(Market market, int line, int country, bool withLineCaps) =>
        withLineCaps && market.Rules.Diversification.LineCountryShare is { } share && market.IsThirdCountry[country]
            ? LineCaps.LotsOf(market, line, country, share)
            : CapSet.Unlimited;
}
