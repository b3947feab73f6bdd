namespace Matchmaking.Engine.Verification;

/// <summary>
/// What the lines of a group can get at given prices: each takes its best worths up to its quantity, per third country up to its line cap.
/// One pass over the pairs, in which a line looks at its best offers only.
/// </summary>
internal sealed class LineValues(CheckedGroup group, CheckedPairs pairs, LineCaps? caps, long[] limits)
{
    private readonly BestOrder _order = new(group, pairs);
    private readonly int[] _lineOfCountry = new int[group.Hubs.Countries.Length];

    /// <summary>The sum of the lines' values; null where an open line cannot reach its minimum at any price.</summary>
    public Worth? Sum(OfferPrices prices, Decisions decisions)
    {
        Array.Fill(_lineOfCountry, -1);
        var sum = Worth.Zero;
        var sorted = -1;
        for (var profile = 0; profile < group.Profiles.Count; profile++)
        {
            // Without money the order is that of the form.
            var form = group.Profiles.FormOf(profile);
            if (sorted != form || prices.Kind is PriceKind.QuantityThenCost or PriceKind.SurplusThenQuantity)
                _order.Sort(profile, prices, decisions);
            sorted = form;
            foreach (var line in group.Profiles.LinesOf[profile])
            {
                if (decisions.Line[line] == Decision.Closed)
                    continue;
                // A cut counts quantities only from nothing upwards.
                var least = decisions.Line[line] == Decision.Open && prices.Kind != PriceKind.Cut ? group.LineMinimum[line] : 0;
                if (!TryAdd(line, least, Own(line, prices.Kind), ref sum))
                    return null;
            }
        }
        return sum;
    }

    /// <summary>What a pair is worth to a line before the offer's cost and prices.</summary>
    private (long Lead, long Follow) Own(int line, PriceKind kind) => kind switch
    {
        PriceKind.QuantityThenCost => (1, group.BonusOf(line)),
        PriceKind.SurplusThenQuantity => (limits[line] + group.BonusOf(line), 1),
        PriceKind.Cut => (1, 0),
        _ => (0, 0),
    };

    private bool TryAdd(int line, long least, (long Lead, long Follow) own, ref Worth sum)
    {
        if (pairs.Count(line) == 0)
            return least == 0;
        var mask = pairs.OfLine(line);
        var (quantity, taken) = (group.LineQuantity[line], 0L);
        foreach (var rank in _order.Candidates(line))
        {
            var at = _order.At(rank);
            if ((mask[at >> 6] >> at & 1) == 0)
                continue;
            var (takenLead, takenFollow) = _order.TakenAt(rank);
            var (lead, follow) = (own.Lead - takenLead, own.Follow - takenFollow);
            var isPositive = lead > 0 || (lead == 0 && follow > 0);
            var most = (isPositive ? quantity : least) - taken;
            if (most <= 0)
                break;
            var now = caps is null ? most : Math.Min(most, RoomUnderCap(line, _order.OfferAt(rank)));
            sum += new Worth((Int128)lead * now, (Int128)follow * now);
            taken += now;
            if (taken == quantity)
                break;
        }
        return taken >= least;
    }

    /// <summary>The line cap of an offer's country, the first time a line comes there; its best offer there takes all of it.</summary>
    private long RoomUnderCap(int line, int offer)
    {
        var country = group.Hubs.CountryOfOffer[offer];
        if (caps!.Of(line, country) is not { } cap)
            return long.MaxValue;
        if (_lineOfCountry[country] == line)
            return 0;
        _lineOfCountry[country] = line;
        return cap;
    }
}
