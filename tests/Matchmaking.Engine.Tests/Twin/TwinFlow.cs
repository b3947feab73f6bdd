namespace Matchmaking.Engine.Tests.Twin;

/// <summary>The flow worth most by successive ways of most worth, found by Bellman-Ford: slow, short, and easy to believe.</summary>
public static class TwinFlow
{
    // What must flow comes before any worth.
    private static readonly Int128 Must = (Int128)1 << 100;

    /// <summary>The lots on each arc; null where what must flow cannot.</summary>
    public static Int128[]? Best(int nodes, IReadOnlyList<TwinArc> arcs, int backArc)
    {
        var ways = new Residual(nodes, 4 * arcs.Count);
        for (var arc = 0; arc < arcs.Count; arc++)
        {
            var (least, most) = arc == backArc ? (0, 0) : (arcs[arc].Least, arcs[arc].Most);
            if (least > most)
                return null;
            ways.Add(arcs[arc].From, arcs[arc].To, least, Must + arcs[arc].Worth);
            ways.Add(arcs[arc].From, arcs[arc].To, most - least, arcs[arc].Worth);
        }
        var total = (Int128)0;
        for (Int128 amount = 1; amount > 0; total += amount)
            amount = ways.Augment(TwinNetwork.Source, TwinNetwork.Sink);
        var flow = new Int128[arcs.Count];
        for (var arc = 0; arc < arcs.Count; arc++)
        {
            if (ways.Carried(2 * arc) < arcs[arc].Least && arc != backArc)
                return null;
            flow[arc] = ways.Carried(2 * arc) + ways.Carried(2 * arc + 1);
        }
        flow[backArc] = total;
        return flow;
    }

    private sealed class Residual(int nodes, int size)
    {
        private readonly int[] _from = new int[size];
        private readonly int[] _to = new int[size];
        private readonly Int128[] _worth = new Int128[size];
        private readonly Int128[] _room = new Int128[size];
        private int _count;

        public void Add(int from, int to, Int128 room, Int128 worth)
        {
            (_from[_count], _to[_count], _room[_count], _worth[_count]) = (from, to, room, worth);
            (_from[_count + 1], _to[_count + 1], _worth[_count + 1]) = (to, from, -worth);
            _count += 2;
        }

        public Int128 Carried(int arc) => _room[2 * arc + 1];

        /// <summary>Fills the way of most worth; 0 where none is worth anything.</summary>
        public Int128 Augment(int source, int sink)
        {
            var best = new Int128[nodes];
            var via = new int[nodes];
            Array.Fill(via, -1);
            for (var changed = true; changed;)
            {
                changed = false;
                for (var arc = 0; arc < _count; arc++)
                {
                    var (from, to) = (_from[arc], _to[arc]);
                    if (_room[arc] == 0 || to == source || (from != source && via[from] < 0))
                        continue;
                    var through = best[from] + _worth[arc];
                    if (via[to] >= 0 && through <= best[to])
                        continue;
                    (best[to], via[to], changed) = (through, arc, true);
                }
            }
            if (via[sink] < 0 || best[sink] <= 0)
                return 0;
            var amount = Int128.MaxValue;
            for (var node = sink; node != source; node = _from[via[node]])
                amount = Int128.Min(amount, _room[via[node]]);
            for (var node = sink; node != source; node = _from[via[node]])
            {
                _room[via[node]] -= amount;
                _room[via[node] ^ 1] += amount;
            }
            return amount;
        }
    }
}
