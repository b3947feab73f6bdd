using System.Numerics;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>
/// The hubs that an overloaded hub reaches, nearest first in reduced costs, as in Dijkstra's algorithm, but kept while lots are sent: the
/// search goes on where it was, and only what has lost its connection is looked at again.
/// </summary>
/// <remarks>
/// Arcs of the tree cost nothing. Instead of raising the prices of all its hubs again and again, <see cref="Lift"/> says how far the tree
/// has been raised in all; until <see cref="Close"/> the potentials of its hubs stand without it. The key of another hub is what reaching
/// it costs, or less where an arc has been lost meanwhile: a key is proven when its turn comes. Which slots of the tree reach which at no
/// cost is kept as bits, so the shortest ways can be found anew after every change.
/// </remarks>
internal sealed class SearchTree
{
    public const int NoHub = -1;
    private const long Far = PriceScale.LongestWay;
    private const int MostRooms = 16;

    private readonly HubTree _tree;
    private readonly MoveTable _moves;
    private readonly RecordTable _records;
    private readonly SlotMap _slots;
    private readonly ResidualArcs _arcs;
    private readonly TightArcs _tight;
    private readonly long[] _bound;
    private readonly long[] _key;
    private readonly long[] _via;
    private readonly long[] _head;
    private readonly bool[] _isIn;
    private readonly int[] _parent;
    private readonly ArcKind[] _kind;
    private readonly int[] _reached;
    private readonly int[] _queue;
    private readonly int[] _changed;
    private readonly List<int> _rooms = [];
    private int[] _members;
    private int[] _kept;
    private int _count;
    private int _connected;
    private int _source;
    private int _round;

    public SearchTree(HubTree tree, MoveTable moves, RecordTable records, SlotMap slots)
    {
        (_tree, _moves, _records, _slots) = (tree, moves, records, slots);
        _arcs = new ResidualArcs(tree, moves, records, slots);
        _tight = new TightArcs(slots);
        (_bound, _key, _via, _head) = (new long[tree.Count], new long[tree.Count], new long[tree.Count], new long[tree.Count]);
        (_isIn, _parent, _kind, _reached) = (new bool[tree.Count], new int[tree.Count], new ArcKind[tree.Count], new int[tree.Count]);
        (_queue, _changed, _members, _kept) = (new int[tree.Count], new int[2 * tree.Count + 1], new int[tree.Count], new int[tree.Count]);
        Array.Fill(_head, MoveTable.Never);
    }

    /// <summary>How far the tree's hubs have been raised.</summary>
    public long Lift { get; private set; }

    /// <summary>The hubs of the tree, or of the last one after it was closed.</summary>
    public ReadOnlySpan<int> Members => _members.AsSpan(0, _count);

    /// <summary>A hub's price, cumulated from the root, also while the tree is open.</summary>
    public long PotentialOf(int hub) => _tree.Potential[hub] + (_isIn[hub] ? Lift : 0);

    /// <summary>Starts anew from an overloaded hub.</summary>
    public void Open(int source)
    {
        Array.Fill(_bound, Far);
        Array.Fill(_key, Far);
        (_count, _source, Lift) = (0, source, 0);
        _rooms.Clear();
        for (var hub = HubTree.Root; hub < _tree.Count && _rooms.Count < MostRooms; hub++)
        {
            if (_tree.Over[hub] < 0)
                _rooms.Add(hub);
        }
        (_bound[source], _key[source], _via[source]) = (0, 0, NoHub);
    }

    /// <summary>Gives its hubs their prices.</summary>
    public void Close()
    {
        foreach (var hub in Members)
        {
            _tree.Potential[hub] += Lift;
            Leave(hub);
        }
    }

    /// <summary>
    /// The nearest hub with room, with the tree raised so that the way there costs nothing; <see cref="NoHub"/> where there is none.
    /// </summary>
    public int FindRoom()
    {
        while (true)
        {
            var key = Lanes.Least(_key);
            if (key >= Far)
                return NoHub;
            var hub = NextAt(key);
            if (!Prove(hub, key))
                continue;
            Lift = key;
            if (_tree.Over[hub] < 0)
                return hub;
            Join(hub);
        }
    }

    /// <summary>A hub at a distance: one with room before all others, for there the search ends.</summary>
    private int NextAt(long key)
    {
        foreach (var hub in _rooms)
        {
            if (_key[hub] == key && _tree.Over[hub] < 0)
                return hub;
        }
        return Array.IndexOf(_key, key);
    }

    /// <summary>Sends as much as the way from the source to a hub carries.</summary>
    public void Send(int target)
    {
        var lots = Math.Min(_tree.Over[_source], -_tree.Over[target]);
        for (var hub = target; hub != _source; hub = _parent[hub])
            lots = _arcs.Room(_parent[hub], hub, _kind[hub], lots);
        if (lots <= 0)
            throw new InvalidOperationException("An arc that costs nothing carries nothing.");
        var changed = 0;
        for (var hub = target; hub != _source; hub = _parent[hub])
        {
            _arcs.Send(_parent[hub], hub, _kind[hub], lots);
            _changed[changed++] = _parent[hub];
        }
        Repair(changed);
    }

    /// <summary>Whether a hub can be reached at its key; where not, its key is worked out anew.</summary>
    private bool Prove(int hub, long key)
    {
        if (hub == _source)
            return true;
        var via = (int)_via[hub];
        if (!_isIn[via] || Through(via, hub, out _kind[hub]) != key)
        {
            (_key[hub], via) = Nearest(hub);
            (_bound[hub], _via[hub]) = (_key[hub], Math.Max(0, via));
            if (_key[hub] != key)
                return false;
            _ = Through(via, hub, out _kind[hub]);
        }
        _parent[hub] = via;
        return true;
    }

    private long Through(int from, int to, out ArcKind kind) =>
        _arcs.Cost(from, to, out kind) + _tree.Potential[to] - _tree.Potential[from];

    /// <summary>The hub of the tree that another one is reached from at the least cost.</summary>
    private (long Key, int Via) Nearest(int hub)
    {
        var best = (Key: Far, Via: NoHub);
        if (hub < _tree.FirstSlot)
        {
            foreach (var member in Members)
                Consider(member, hub, ref best);
            return best;
        }
        var first = FirstOfForm(hub);
        var column = _moves.Column(hub - _tree.FirstSlot);
        var (least, place) = Lanes.LeastSum(column, _head.AsSpan(first, column.Length));
        if (least + _tree.Potential[hub] is var through && through < best.Key)
            best = (through, first + place);
        Consider(_tree.Parent[hub], hub, ref best);
        Consider(HubTree.Root, hub, ref best);
        return best;
    }

    private void Consider(int from, int to, ref (long Key, int Via) best)
    {
        if (_isIn[from] && Through(from, to, out _) is var through && through < best.Key)
            best = (through, from);
    }

    private void Join(int hub)
    {
        _tree.Potential[hub] -= Lift;
        (_key[hub], _bound[hub], _isIn[hub], _head[hub]) = (Far, 0, true, -_tree.Potential[hub]);
        if (hub >= _tree.FirstSlot)
        {
            var column = _moves.Column(hub - _tree.FirstSlot);
            _tight.Join(hub - _tree.FirstSlot, column, _head.AsSpan(FirstOfForm(hub), column.Length), -_tree.Potential[hub]);
        }
        _members[_count++] = hub;
        Scan(hub);
    }

    /// <summary>Lowers the keys of what a hub of the tree reaches.</summary>
    private void Scan(int hub)
    {
        var start = -_tree.Potential[hub];
        if (hub != HubTree.Root && _tree.Flow[hub] < _tree.Upper[hub])
            Touch(_tree.Parent[hub], start, hub);
        if (hub >= _tree.FirstSlot)
        {
            var slot = hub - _tree.FirstSlot;
            if (_moves.Leave(slot) is not MoveTable.Never and var leave)
                Touch(HubTree.Root, start + leave, hub);
            ScanRow(hub, _moves.Row(slot), FirstOfForm(hub), start, _tight.From(slot));
            return;
        }
        foreach (var child in _tree.ChildrenOf(hub))
        {
            if (_tree.Flow[child] > _tree.Lower[child])
                Touch(child, start, hub);
        }
        if (hub == HubTree.Root && _records.Unmatched > 0)
            ScanRow(hub, _moves.Enter(), _tree.FirstSlot, start, _tight.FromRoot);
    }

    private void ScanRow(int hub, ReadOnlySpan<long> row, int first, long start, Span<ulong> tight) => Lanes.Relax(
        row, _tree.Potential.AsSpan(first, row.Length), _bound.AsSpan(first, row.Length), _key.AsSpan(first, row.Length),
        _via.AsSpan(first, row.Length), start, hub, tight);

    private int FirstOfForm(int hub) => _tree.FirstSlot + _slots.Start[_slots.FormOf[hub - _tree.FirstSlot]];

    private void Touch(int to, long start, int hub)
    {
        if (start + _tree.Potential[to] is var through && through < _bound[to])
            (_bound[to], _key[to], _via[to]) = (through, through, hub);
    }

    /// <summary>Looks again at what has changed, and lets go what has lost its connection by it.</summary>
    /// <param name="changed">How many hubs are listed as changed; slots whose rows have been affected besides are added.</param>
    private void Repair(int changed)
    {
        foreach (var hub in Members)
        {
            if (hub == HubTree.Root ? IsStale(_records.Outside) : hub >= _tree.FirstSlot && IsStale(hub - _tree.FirstSlot))
                _changed[changed++] = hub;
        }
        foreach (var hub in _changed.AsSpan(0, changed))
            Scan(hub);
        Connect();
        if (_connected < _count)
            DropUnreached();
    }

    private bool IsStale(int place) => _records.SlotState[place] != RecordTable.Freshness.Fresh;

    /// <summary>Finds the shortest ways at no cost to the hubs of the tree.</summary>
    private void Connect()
    {
        _round++;
        _tight.Begin();
        _connected = 0;
        Reach(_source, NoHub, ArcKind.Move);
        for (var read = 0; read < _connected && _connected < _count; read++)
        {
            var hub = _queue[read];
            if (hub >= _tree.FirstSlot)
                SpreadSlot(hub);
            else
                SpreadInner(hub);
        }
    }

    private void SpreadSlot(int hub)
    {
        var slot = hub - _tree.FirstSlot;
        TryReach(_tree.Parent[hub], hub, ArcKind.Up, _tree.Flow[hub] < _tree.Upper[hub] ? 0 : MoveTable.Never);
        TryReach(HubTree.Root, hub, ArcKind.Leave, _moves.Leave(slot));
        SpreadMoves(hub, _tight.From(slot), _slots.Start[_slots.FormOf[slot]], ArcKind.Move);
    }

    private void SpreadInner(int hub)
    {
        if (hub != HubTree.Root)
            TryReach(_tree.Parent[hub], hub, ArcKind.Up, _tree.Flow[hub] < _tree.Upper[hub] ? 0 : MoveTable.Never);
        foreach (var child in _tree.ChildrenOf(hub))
            TryReach(child, hub, ArcKind.Down, _tree.Flow[child] > _tree.Lower[child] ? 0 : MoveTable.Never);
        if (hub == HubTree.Root && _records.Unmatched > 0)
            SpreadMoves(hub, _tight.FromRoot, 0, ArcKind.Enter);
    }

    private void SpreadMoves(int hub, ReadOnlySpan<ulong> tight, int first, ArcKind kind)
    {
        var unreached = _tight.Unreached.Slice(first >> 6, tight.Length);
        for (var word = 0; word < tight.Length; word++)
        {
            for (var hits = tight[word] & unreached[word]; hits != 0; hits &= hits - 1)
                Reach(_tree.FirstSlot + first + (word << 6) + BitOperations.TrailingZeroCount(hits), hub, kind);
        }
    }

    private void TryReach(int hub, int from, ArcKind kind, long cost)
    {
        if (_isIn[hub] && _reached[hub] != _round && cost + _tree.Potential[hub] == _tree.Potential[from])
            Reach(hub, from, kind);
    }

    private void Reach(int hub, int from, ArcKind kind)
    {
        (_reached[hub], _parent[hub], _kind[hub]) = (_round, from, kind);
        if (hub >= _tree.FirstSlot)
            _tight.Reach(hub - _tree.FirstSlot);
        _queue[_connected++] = hub;
    }

    private void DropUnreached()
    {
        var (kept, dropped) = (0, 0);
        foreach (var hub in Members)
        {
            if (_reached[hub] == _round)
            {
                _kept[kept++] = hub;
                continue;
            }
            _tree.Potential[hub] += Lift;
            Leave(hub);
            _changed[dropped++] = hub;
        }
        (_members, _kept, _count) = (_kept, _members, kept);
        foreach (var hub in _changed.AsSpan(0, dropped))
        {
            var (key, via) = Nearest(hub);
            (_key[hub], _bound[hub], _via[hub]) = (key, key, Math.Max(0, via));
        }
    }

    private void Leave(int hub)
    {
        (_isIn[hub], _head[hub]) = (false, MoveTable.Never);
        if (hub >= _tree.FirstSlot)
            _tight.Leave(hub - _tree.FirstSlot);
    }
}
