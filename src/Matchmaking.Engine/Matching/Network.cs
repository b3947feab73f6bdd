namespace Matchmaking.Engine.Matching;

/// <summary>
/// A group as a flow network: root, country, supplier, offer, line, with an arc from the root to every line for what it does not get.
/// That arc costs more than any cycle of pairs, so quantity comes strictly first. Built once, solved under any caps and choices.
/// </summary>
internal sealed class Network
{
    private readonly Market _market;
    private readonly NetworkSimplex _simplex;
    private readonly long _artificial;

    public Network(Market market)
    {
        _market = market;
        var (countries, suppliers, offers, lines) = (market.Countries.Length, market.Suppliers.Length, market.Offers.Length, market.Lines.Length);
        (FirstSupplier, FirstOffer) = (countries, countries + suppliers);
        FirstLine = FirstOffer + offers;
        Root = FirstLine + lines;
        var pairs = market.Pairs;
        LowestCost = pairs.Count == 0 ? 0 : pairs.Cost.Min();
        var spread = pairs.Count == 0 ? 0 : pairs.Cost.Max() - LowestCost;

        // A simple cycle meets each line and offer once and the root at most once. Shifted costs lie between 0 and the spread, so a
        // cycle's pairs come to less than `span`; leaving a lot unmatched is dearer than that, breaking a minimum dearer still.
        var span = checked((Math.Min(lines, offers) + 2L) * spread);
        Unmatched = checked(2 * span + 1);
        _artificial = checked(3 * Unmatched);
        _ = checked(3 * _artificial);

        var from = new int[Root + pairs.Count];
        var to = new int[Root + pairs.Count];
        var cost = new long[Root + pairs.Count];
        from.AsSpan(0, countries).Fill(Root);
        for (var supplier = 0; supplier < suppliers; supplier++)
            from[FirstSupplier + supplier] = market.Suppliers[supplier].Country;
        for (var offer = 0; offer < offers; offer++)
            from[FirstOffer + offer] = FirstSupplier + market.Offers[offer].Supplier;
        from.AsSpan(FirstLine, lines).Fill(Root);
        cost.AsSpan(FirstLine, lines).Fill(Unmatched);
        for (var node = 0; node < Root; node++)
            to[node] = node;
        for (var pair = 0; pair < pairs.Count; pair++)
            (from[Root + pair], to[Root + pair], cost[Root + pair]) =
                (FirstOffer + pairs.Offer[pair], FirstLine + pairs.Line[pair], pairs.Cost[pair] - LowestCost);
        _simplex = new NetworkSimplex(Root, from, to, cost);
    }

    public int FirstSupplier { get; }

    public int FirstOffer { get; }

    public int FirstLine { get; }

    public int Root { get; }

    /// <summary>What a lot that stays unmatched costs, in cents per tonne like the pairs.</summary>
    public long Unmatched { get; }

    /// <summary>The lowest generalised cost: pairs enter the network less this, so that no arc is below zero.</summary>
    public long LowestCost { get; }

    /// <summary>
    /// The best flow under caps and choices, minimums of items that are still free left aside; null where the choices cannot be kept.
    /// </summary>
    public Flow? Solve(Choices choices, CapSet caps, CancellationToken cancellation)
    {
        var capacity = _simplex.Capacity;
        var supply = _simplex.Supply;
        supply.Clear();
        caps.Country.CopyTo(capacity);
        caps.Supplier.CopyTo(capacity[FirstSupplier..]);
        for (var number = 0; number < _market.Offers.Length; number++)
        {
            // An open offer's minimum is sent in advance: the offer has it to give, its supplier has to provide it.
            var (offer, choice) = (_market.Offers[number], choices.Offers[number]);
            var sent = choice == Choice.Open ? offer.Minimum : 0;
            capacity[FirstOffer + number] = choice == Choice.Closed ? 0 : offer.Quantity - sent;
            supply[FirstOffer + number] += sent;
            supply[FirstSupplier + offer.Supplier] -= sent;
        }
        for (var number = 0; number < _market.Lines.Length; number++)
        {
            var (line, choice) = (_market.Lines[number], choices.Lines[number]);
            supply[FirstLine + number] = choice == Choice.Closed ? 0 : -line.Quantity;
            capacity[FirstLine + number] = choice switch
            {
                Choice.Open => line.Quantity - line.Minimum,
                Choice.Closed => 0,
                _ => NetworkSimplex.Unlimited,
            };
        }
        if (!_simplex.Solve(_artificial, cancellation))
            return null;
        var pairs = _simplex.Flows().Where(flow => flow.Arc >= Root).Select(flow => (flow.Arc - Root, flow.Flow));
        return new Flow(_market, choices, caps, pairs, _simplex.Potential.ToArray());
    }
}
