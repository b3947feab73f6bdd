namespace Matchmaking.Engine.Matching;

/// <summary>A flow through a group's network: what every pair, line, offer and hub gets, and what it is worth.</summary>
internal sealed class Flow
{
    public Flow(Market market, Choices choices, CapSet caps, IEnumerable<(int Pair, long Lots)> pairs, long[] potential)
    {
        (Choices, Caps, Potential) = (choices, caps, potential);
        Pairs = [.. pairs.OrderBy(entry => entry.Pair)];
        (LineTotal, OfferTotal) = (new long[market.Lines.Length], new long[market.Offers.Length]);
        (SupplierTotal, CountryTotal) = (new long[market.Suppliers.Length], new long[market.Countries.Length]);
        var quantity = 0L;
        Int128 cost = 0;
        foreach (var (pair, lots) in Pairs)
        {
            var offer = market.Pairs.Offer[pair];
            LineTotal[market.Pairs.Line[pair]] += lots;
            OfferTotal[offer] += lots;
            SupplierTotal[market.Offers[offer].Supplier] += lots;
            CountryTotal[market.CountryOf(offer)] += lots;
            quantity += lots;
            cost += (Int128)lots * market.Pairs.Cost[pair];
        }
        Value = new Value(quantity, cost);
    }

    public Choices Choices { get; }

    public CapSet Caps { get; }

    /// <summary>Potentials of the network's nodes that prove this flow cheapest under its choices and caps.</summary>
    public long[] Potential { get; }

    /// <summary>The pairs that get something, by number.</summary>
    public (int Pair, long Lots)[] Pairs { get; }

    public long[] LineTotal { get; }

    public long[] OfferTotal { get; }

    public long[] SupplierTotal { get; }

    public long[] CountryTotal { get; }

    public Value Value { get; }

    public long Total(Item item) => item.IsLine ? LineTotal[item.Number] : OfferTotal[item.Number];

    /// <summary>Lots an offer must keep: its minimum where it has been opened.</summary>
    public long Floor(Market market, int offer) => Choices.Offers[offer] == Choice.Open ? market.Offers[offer].Minimum : 0;

    /// <summary>Lots an offer may give: nothing where it has been closed.</summary>
    public long Ceiling(Market market, int offer) => Choices.Offers[offer] == Choice.Closed ? 0 : market.Offers[offer].Quantity;

    public bool IsCountryFull(int country) => CountryTotal[country] >= Caps.Country[country];

    public bool IsSupplierFull(int supplier) => SupplierTotal[supplier] >= Caps.Supplier[supplier];
}
