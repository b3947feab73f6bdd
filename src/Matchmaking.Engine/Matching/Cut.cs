namespace Matchmaking.Engine.Matching;

/// <summary>
/// Lines, offers and caps that together cover every compatible pair, so that their capacity bounds the matched quantity
/// (matching.md, section 8).
/// </summary>
internal sealed record Cut(bool[] Lines, bool[] Offers, bool[] Countries, bool[] Suppliers, long Fixed)
{
    /// <summary>The cut that stops a largest flow: everything beyond what free supply could still reach.</summary>
    public static Cut Of(Market market, Flow flow)
    {
        var reach = new SupplyPaths(market, flow, crossCaps: false);
        var lines = new bool[market.Lines.Length];
        var offers = new bool[market.Offers.Length];
        var suppliers = new bool[market.Suppliers.Length];
        var constant = 0L;
        for (var offer = 0; offer < offers.Length; offer++)
        {
            var supplierReached = reach.ReachesSupplier(market.Offers[offer].Supplier);
            offers[offer] = supplierReached && !reach.ReachesOffer(offer);
            if (offers[offer])
                constant += flow.Ceiling(market, offer);
            else if (!supplierReached && reach.ReachesOffer(offer))
                constant -= flow.Floor(market, offer);
        }
        for (var line = 0; line < lines.Length; line++)
        {
            lines[line] = reach.ReachesLine(line);
            if (lines[line])
                constant += market.Lines[line].Quantity;
        }
        for (var supplier = 0; supplier < suppliers.Length; supplier++)
            suppliers[supplier] = reach.ReachesCountry(market.Suppliers[supplier].Country) && !reach.ReachesSupplier(supplier);
        return new Cut(lines, offers, [.. market.Countries.Select((_, country) => !reach.ReachesCountry(country))], suppliers, constant);
    }

    /// <summary>The largest quantity up to <paramref name="from"/> that the cut's own capacity admits.</summary>
    public long LargestAdmitted(long from, CapRule rule)
    {
        var countries = Countries.Count(isCut => isCut);
        var suppliers = Suppliers.Count(isCut => isCut);
        var (countryShare, supplierShare) = (countries > 0 ? rule.CountryShare : 0, suppliers > 0 ? rule.SupplierShare : 0);
        var quantity = from;

        // Without rounding the capacity is a line in the quantity; where it is flatter than the quantity itself, their crossing is
        // an upper bound. From there the capacity is followed downwards: it never falls below the largest admitted quantity.
        var slope = countries * (Int128)countryShare + suppliers * (Int128)supplierShare;
        if (slope < 10_000)
            quantity = (long)Int128.Clamp(Fixed * (Int128)10_000 / (10_000 - slope), 0, quantity);
        while (true)
        {
            var capacity = Fixed + countries * (Int128)Rounding.ShareOf(quantity, countryShare)
                + suppliers * (Int128)Rounding.ShareOf(quantity, supplierShare);
            if (capacity >= quantity)
                return quantity;
            if (capacity <= 0)
                return 0;
            quantity = (long)capacity;
        }
    }
}
