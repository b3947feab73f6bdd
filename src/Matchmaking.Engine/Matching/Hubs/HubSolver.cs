using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>How a run of the solver ended.</summary>
internal enum SolveStatus
{
    Optimal,

    /// <summary>No flow keeps all bounds.</summary>
    Infeasible,

    /// <summary>No flow that keeps the bounds is worth what was asked for; the flow is unfinished.</summary>
    BelowLeast,
}

/// <summary>
/// A primal-dual solver for cheapest flows from a few thousand offers to any number of lines. It always keeps complementary slackness:
/// every part stands where it is cheapest at the present prices, every arc whose price is above zero is full. What is too much at a hub is
/// moved to where there is room, along cheapest ways, raising prices as little as possible.
/// </summary>
/// <remarks>
/// After any change of bounds the solver restores complementary slackness at the prices it has and goes on from there: the same object
/// solves one group under other caps, with minimums opened and closed, again and again.
/// </remarks>
internal sealed class HubSolver
{
    private const int SendsBetweenTellings = 1_024;

    private readonly Market _market;
    private readonly SearchTree _search;
    private readonly FlowTotals _all;
    private readonly CancellationToken _cancellation;
    private int _sends;

    /// <param name="market">The group.</param>
    /// <param name="parts">Its lines, taken together where they are alike.</param>
    /// <param name="withLineCaps">Whether line caps apply.</param>
    /// <param name="cancellation">Honoured at every way that is sought.</param>
    public HubSolver(Market market, PartTable parts, bool withLineCaps, CancellationToken cancellation)
    {
        (_market, Parts, _cancellation) = (market, parts, cancellation);
        Tree = new HubTree(market);
        Records = new RecordTable(market, parts, Tree, withLineCaps);
        Moves = new MoveTable(market, parts, Records);
        _search = new SearchTree(Tree, Moves, Records, market.Slots);
        Int128 unmatchedCost = 0;
        for (var part = 0; part < parts.Count; part++)
            unmatchedCost += (Int128)parts.Quantity[part] * parts.UnmatchedCost[part];
        _all = new FlowTotals(0, Records.Total, unmatchedCost);
        Tree.Over[HubTree.Root] = -Records.Total;
        for (var part = 0; part < parts.Count; part++)
            Place(part);
        for (var hub = Tree.Count - 1; hub > HubTree.Root; hub--)
            Rebound(hub);
    }

    /// <summary>The hubs that what could not be sent away reaches, after a run that ended infeasible.</summary>
    public ReadOnlySpan<int> Stuck => _search.Members;

    public PartTable Parts { get; }

    /// <summary>Told now and then how many lots have still to be moved to where there is room.</summary>
    public Action<long>? Waits { get; init; }

    public HubTree Tree { get; }

    public RecordTable Records { get; }

    public MoveTable Moves { get; }

    /// <summary>Matched lots.</summary>
    public long Matched => Records.Total - Records.Unmatched;

    /// <summary>What the present flow is worth.</summary>
    public Worth Value => _market.Costs.Scale.Value(Records.Totals, _all);

    /// <summary>What the present flow costs, in lot-cents.</summary>
    public Int128 Cost => _market.Costs.Scale.Cost(Records.PairCost, Matched);

    /// <summary>No flow under the present bounds is worth more.</summary>
    public Worth Bound
    {
        get
        {
            var bound = Value;
            for (var hub = HubTree.Root; hub < Tree.Count; hub++)
            {
                if (Tree.Over[hub] == 0)
                    continue;
                var (major, minor) = PriceOf(hub);
                bound = new Worth(bound.Major - (Int128)major * Tree.Over[hub], bound.Minor - (Int128)minor * Tree.Over[hub]);
            }
            return bound;
        }
    }

    /// <summary>The price of a lot at a hub, cumulated from the root, in its two components.</summary>
    public (long Major, long Minor) PriceOf(int hub) =>
        _market.Costs.Scale.Split(_search.PotentialOf(hub) - _search.PotentialOf(HubTree.Root));

    /// <summary>Finds the best flow under the present bounds.</summary>
    /// <param name="least">Where given: the run may stop once it is proven that no flow is worth this much.</param>
    public SolveStatus Solve(Worth? least = null)
    {
        // A way through one line cap twice carries less than it seems to, and leaves something at a hub in between: then once more.
        for (var isLeft = true; isLeft;)
        {
            isLeft = false;
            for (var hub = Tree.Count - 1; hub >= HubTree.Root; hub--)
            {
                if (Tree.Over[hub] <= 0)
                    continue;
                isLeft = true;
                if (Relieve(hub, least) is not SolveStatus.Optimal and var status)
                    return status;
            }
        }
        Rebase();
        Confirm();
        return SolveStatus.Optimal;
    }

    /// <summary>Sends away what a hub has too much of.</summary>
    private SolveStatus Relieve(int hub, Worth? least)
    {
        _search.Open(hub);
        var status = SolveStatus.Optimal;
        while (Tree.Over[hub] > 0 && status == SolveStatus.Optimal)
        {
            _cancellation.ThrowIfCancellationRequested();
            var lift = _search.Lift;
            if (_search.FindRoom() is not (not SearchTree.NoHub and var room))
                status = SolveStatus.Infeasible;
            else if (least is { } wanted && _search.Lift > lift && Bound < wanted)
                status = SolveStatus.BelowLeast;
            else
                _search.Send(room);
            if (++_sends % SendsBetweenTellings == 0)
                Waits?.Invoke(Tree.Over.Sum(lots => Math.Max(0, lots)));
        }
        _search.Close();
        return status;
    }

    /// <summary>Takes over another flow of the same worth, which the present prices prove as well.</summary>
    /// <param name="pairs">What each part gets from which slot, each pair once.</param>
    public void Load(IEnumerable<(int Part, int Slot, long Lots)> pairs)
    {
        for (var part = 0; part < Parts.Count; part++)
            Records.Withdraw(part);
        var left = (long[])Parts.Quantity.Clone();
        foreach (var (part, slot, lots) in pairs)
        {
            Records.Put(part, slot, lots);
            left[part] -= lots;
        }
        for (var part = 0; part < left.Length; part++)
        {
            if (left[part] > 0)
                Records.Put(part, Records.Outside, left[part]);
        }
        Array.Fill(Records.SlotState, RecordTable.Freshness.Stale);

        // Every arc carries what is taken behind it now.
        for (var hub = Tree.Count - 1; hub > HubTree.Root; hub--)
        {
            Tree.Flow[hub] += Tree.Over[hub];
            Tree.Over[Tree.Parent[hub]] += Tree.Over[hub];
            Tree.Over[hub] = 0;
        }
        Confirm();
    }

    /// <summary>Sets what a hub gets from its parent at least and at most.</summary>
    public void SetBounds(int hub, long lower, long upper)
    {
        if (Tree.Lower[hub] == lower && Tree.Upper[hub] == upper)
            return;
        (Tree.Lower[hub], Tree.Upper[hub]) = (lower, upper);
        Rebound(hub);
    }

    /// <summary>Sets how many lots of a part may stay unmatched, or keeps it out of every offer.</summary>
    public void SetPart(int part, long unmatchedMost, bool isClosed)
    {
        if (Records.UnmatchedMost[part] == unmatchedMost && Records.IsClosed[part] == isClosed)
            return;
        Records.Withdraw(part);
        (Records.UnmatchedMost[part], Records.IsClosed[part]) = (unmatchedMost, isClosed);
        Place(part);
    }

    /// <summary>Sets the caps of countries and suppliers.</summary>
    public void SetCaps(CapSet caps)
    {
        for (var country = 0; country < caps.Country.Length; country++)
        {
            if (Tree.CountryHub[country] is not HubTree.Root and var hub)
                SetBounds(hub, 0, Math.Min(caps.Country[country], Tree.Offered[hub]));
        }
        for (var supplier = 0; supplier < caps.Supplier.Length; supplier++)
        {
            if (Tree.SupplierHub[supplier] is not HubTree.Root and var hub)
                SetBounds(hub, 0, Math.Min(caps.Supplier[supplier], Tree.Offered[hub]));
        }
    }

    /// <summary>Puts a part where it is cheapest at the present prices.</summary>
    private void Place(int part)
    {
        var left = Parts.Quantity[part];
        var (form, profile) = (Parts.Form[part], Parts.Profile[part]);
        var first = _market.Slots.Start[form];
        var costs = _market.Costs.Cost(profile);
        var prices = Tree.Potential.AsSpan(Tree.FirstSlot + first, costs.Length);
        while (left > 0)
        {
            var outside = Records.IsClosed[part] || Records.UnmatchedOf[part] < Records.UnmatchedMost[part]
                ? Parts.UnmatchedCost[part] + Tree.Potential[HubTree.Root]
                : MoveTable.Never;
            var reach = Records.Reach(part, Records.Outside);
            var best = Records.IsClosed[part] ? outside : Lanes.Cheapest(costs, prices, reach, outside);
            if (best == MoveTable.Never)
                throw new InvalidOperationException("A line that must be served has no offer.");
            var place = best == outside ? Records.Outside : first + Lanes.IndexOf(costs, prices, reach, best);
            var lots = best == outside
                ? (Records.IsClosed[part] ? left : Math.Min(left, Records.UnmatchedMost[part] - Records.UnmatchedOf[part]))
                : Math.Min(left, Records.RoomAt(part, place));
            Records.Put(part, place, lots);
            Records.SlotState[place] = RecordTable.Freshness.Stale;
            left -= lots;
        }
    }

    /// <summary>Brings the arc from a hub's parent back to complementary slackness.</summary>
    private void Rebound(int hub)
    {
        if (!Tree.IsUsed[hub])
            return;
        var price = Tree.Potential[hub] - Tree.Potential[Tree.Parent[hub]];
        var flow = price > 0 ? Tree.Upper[hub]
            : price < 0 ? Tree.Lower[hub]
            : Math.Clamp(Tree.Flow[hub] + Math.Max(0, Tree.Over[hub]), Tree.Lower[hub], Tree.Upper[hub]);
        var change = flow - Tree.Flow[hub];
        Tree.Flow[hub] = flow;
        Tree.Over[hub] -= change;
        Tree.Over[Tree.Parent[hub]] += change;
    }

    private void Rebase()
    {
        var root = Tree.Potential[HubTree.Root];
        if (root == 0)
            return;
        for (var hub = 0; hub < Tree.Count; hub++)
            Tree.Potential[hub] -= Tree.IsUsed[hub] ? root : 0;
    }

    /// <summary>
    /// Confirms after every run, in release builds too, that the flow is balanced, within its bounds, and full where there is a price.
    /// </summary>
    private void Confirm()
    {
        for (var hub = HubTree.Root; hub < Tree.Count; hub++)
        {
            if (Tree.Over[hub] != 0)
                throw new InvalidOperationException("The flow is not optimal: a hub is out of balance.");
            if (hub == HubTree.Root || !Tree.IsUsed[hub])
                continue;
            var price = Tree.Potential[hub] - Tree.Potential[Tree.Parent[hub]];
            var (least, most) = (price > 0 ? Tree.Upper[hub] : Tree.Lower[hub], price < 0 ? Tree.Lower[hub] : Tree.Upper[hub]);
            if (Tree.Flow[hub] < least || Tree.Flow[hub] > most)
                throw new InvalidOperationException("The flow is not optimal: an arc is not what its price and bounds allow.");
        }
    }
}
