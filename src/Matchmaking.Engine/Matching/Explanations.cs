using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>Why lines stay unfilled and offers unsold (matching.md, section 9). Base and served minimums are held; one more lot is tried.</summary>
internal sealed class Explanations(
    Market market, Network network, Flow flow, bool isProven, Func<Item, bool?> canOpen, CancellationToken cancellation)
{
    public IReadOnlyList<UnfilledLine> Unfilled()
    {
        var unfilled = new List<UnfilledLine>();
        SupplyPaths? paths = null;
        for (var line = 0; line < market.Lines.Length; line++)
        {
            var missing = market.Lines[line].Quantity - flow.LineTotal[line];
            if (missing == 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            var item = new Item(true, line);
            var (reason, detail) = BeforePaths(item) ?? CausePicker.Name(market,
                (paths ??= new SupplyPaths(market, flow)).ToLine(line), "supply-exhausted");
            unfilled.Add(new UnfilledLine(market.Lines[line].Source.Id, Units.Tonnes(missing * market.LotKilograms), reason, detail));
        }
        return unfilled;
    }

    public IReadOnlyList<UnsoldOffer> Unsold()
    {
        var unsold = new List<UnsoldOffer>();
        DemandPaths? paths = null;
        for (var offer = 0; offer < market.Offers.Length; offer++)
        {
            var left = market.Offers[offer].Quantity - flow.OfferTotal[offer];
            if (left == 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            var (reason, detail) = BeforePaths(new Item(false, offer)) ?? CausePicker.Name(market,
                (paths ??= new DemandPaths(market, network, flow)).OfOffer(offer), "demand-exhausted");
            unsold.Add(new UnsoldOffer(market.Offers[offer].Source.Id, Units.Tonnes(left * market.LotKilograms), reason, detail));
        }
        return unsold;
    }

    /// <summary>The reasons that come before any path through the network; null where none applies.</summary>
    private (string Reason, JsonObject Detail)? BeforePaths(Item item)
    {
        var pairs = market.Pairs;
        var (start, end) = item.IsLine ? pairs.OfLine(item.Number) : (0, pairs.OfOffer(item.Number).Length);
        if (start == end)
            return (item.IsLine ? "no-compatible-offer" : "no-compatible-line", FailedTests(item));
        if (!isProven)
            return ("search-limit", []);
        if (item.Minimum(market) == 0 || flow.Total(item) > 0)
            return null;
        if (ServedMinimums.IsAboveCap(market, item, flow.Caps))
            return ("minimum-above-cap", CapsBelowMinimum(item.Number));
        return canOpen(item) switch
        {
            true => ("minimum-not-chosen", []),
            false => (item.IsLine ? "minimum-quantity-not-reached" : "minimum-order-not-reached", []),
            null => ("search-limit", []),
        };
    }

    /// <summary>How many counterparts of the group failed each test first, by code.</summary>
    private JsonObject FailedTests(Item item)
    {
        var counts = new int[Compatibility.Codes.Count];
        for (var other = 0; other < (item.IsLine ? market.Offers.Length : market.Lines.Length); other++)
            counts[item.IsLine ? market.Pairs.Compatibility.FirstFailure(item.Number, other) : market.Pairs.Compatibility.FirstFailure(other, item.Number)]++;
        var detail = new JsonObject();
        for (var code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0)
                detail[Compatibility.Codes[code]] = counts[code];
        }
        return detail;
    }

    private JsonObject CapsBelowMinimum(int offer)
    {
        var (supplier, minimum) = (market.Offers[offer].Supplier, market.Offers[offer].Minimum);
        return minimum > flow.Caps.Country[market.CountryOf(offer)]
            ? CausePicker.Describe(market, CapName.OfCountry(market.CountryOf(offer)))
            : CausePicker.Describe(market, CapName.OfSupplier(supplier));
    }
}
