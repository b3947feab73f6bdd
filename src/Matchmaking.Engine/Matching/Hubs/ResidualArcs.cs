using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>The arcs between hubs along which something can still be sent: what they cost, how much they carry, and sending it.</summary>
internal sealed class ResidualArcs(HubTree tree, MoveTable moves, RecordTable records, SlotMap slots)
{
    /// <summary>The cheapest arc between two hubs; <see cref="MoveTable.Never"/> where there is none.</summary>
    public long Cost(int from, int to, out ArcKind kind)
    {
        var cost = MoveTable.Never;
        kind = ArcKind.Move;
        if (from >= tree.FirstSlot && to >= tree.FirstSlot)
        {
            var form = slots.FormOf[to - tree.FirstSlot];
            return slots.FormOf[from - tree.FirstSlot] == form
                ? moves.Row(from - tree.FirstSlot)[to - tree.FirstSlot - slots.Start[form]]
                : cost;
        }
        if (from >= tree.FirstSlot && to == HubTree.Root)
            (cost, kind) = (moves.Leave(from - tree.FirstSlot), ArcKind.Leave);
        else if (from == HubTree.Root && to >= tree.FirstSlot && records.Unmatched > 0)
            (cost, kind) = (moves.Enter()[to - tree.FirstSlot], ArcKind.Enter);
        if (cost > 0 && from != HubTree.Root && tree.Parent[from] == to && tree.Flow[from] < tree.Upper[from])
            (cost, kind) = (0, ArcKind.Up);
        if (cost > 0 && to != HubTree.Root && tree.Parent[to] == from && tree.Flow[to] > tree.Lower[to])
            (cost, kind) = (0, ArcKind.Down);
        return cost;
    }

    /// <summary>How many lots an arc carries, counted no further than asked.</summary>
    public long Room(int from, int to, ArcKind kind, long most) => kind switch
    {
        ArcKind.Up => Math.Min(most, tree.Upper[from] - tree.Flow[from]),
        ArcKind.Down => Math.Min(most, tree.Flow[to] - tree.Lower[to]),
        _ => moves.Room(PlaceOf(from), PlaceOf(to), most),
    };

    /// <summary>Sends lots along an arc. Moving lines changes the balance of both ends by itself; supply is counted here.</summary>
    public void Send(int from, int to, ArcKind kind, long lots)
    {
        if (kind is not (ArcKind.Up or ArcKind.Down))
        {
            moves.Move(PlaceOf(from), PlaceOf(to), lots);
            return;
        }
        tree.Flow[kind == ArcKind.Up ? from : to] += kind == ArcKind.Up ? lots : -lots;
        tree.Over[from] -= lots;
        tree.Over[to] += lots;
    }

    private int PlaceOf(int hub) => hub == HubTree.Root ? records.Outside : hub - tree.FirstSlot;
}
