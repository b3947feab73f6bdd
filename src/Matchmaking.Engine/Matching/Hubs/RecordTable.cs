using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>
/// Who stands where: records of how many lots of a part are at a slot, or outside, unmatched. The records at one place are kept in groups
/// by profile, each with the union of what its parts may go to.
/// </summary>
/// <remarks>
/// A union is only ever too large, by what has left the group since; such groups are marked and set right before they are read. Parts with
/// line caps count for what they may still go to: a country whose cap is full is left out, but for moves inside it. Being unmatched can
/// have a cap as well: a line whose minimum is to be served may leave only its quantity less its minimum outside.
/// </remarks>
internal sealed class RecordTable
{
    public const int None = -1;
    public const long Never = long.MaxValue / 4;

    private readonly HubTree _tree;
    private readonly PartTable _parts;
    private readonly SlotMap _slots;
    private readonly CostRows _costs;
    private readonly SlotCountries _countries;
    private readonly int[] _groupStart;
    private readonly int[] _maskStart;
    private readonly int[] _head;
    private readonly ulong[] _union;
    private readonly long[] _leave;
    private readonly bool[] _isStale;
    private readonly int[] _headOfPart;
    private readonly ulong[] _scratch;
    private readonly ulong[] _effective;
    private int[] _part;
    private int[] _slot;
    private int[] _next;
    private int[] _previous;
    private int[] _nextOfPart;
    private long[] _lots;
    private int _count;
    private int _free = None;

    public RecordTable(Market market, PartTable parts, HubTree tree, bool withLineCaps)
    {
        (_tree, _parts, _slots, _costs) = (tree, parts, market.Slots, market.Costs);
        _countries = new SlotCountries(market);
        Outside = market.Slots.Count;
        (_groupStart, _maskStart) = (new int[_slots.Forms + 1], new int[_slots.Forms + 1]);
        for (var form = 0; form < _slots.Forms; form++)
        {
            // Each form's groups: one for each slot and profile, then one for each profile outside.
            var groups = (_slots.Length(form) + 1) * ProfilesOf(form);
            _groupStart[form + 1] = _groupStart[form] + groups;
            _maskStart[form + 1] = checked(_maskStart[form] + groups * _slots.Words[form]);
        }
        (_head, _leave, _isStale) = (new int[_groupStart[^1]], new long[_groupStart[^1]], new bool[_groupStart[^1]]);
        _union = new ulong[_maskStart[^1]];
        _headOfPart = new int[parts.Count];
        (UnmatchedOf, UnmatchedMost) = (new long[parts.Count], new long[parts.Count]);
        CapUsed = new long[parts.Caps.Count];
        CapLots = new long[parts.Caps.Count];
        Array.Fill(CapLots, CapSet.Unlimited);
        if (withLineCaps)
            parts.Caps.Lots.CopyTo(CapLots);
        var words = _slots.Words.DefaultIfEmpty(0).Max();
        (_scratch, _effective) = (new ulong[words], new ulong[words]);
        var capacity = parts.Count + 4 * _slots.Count + 64;
        (_part, _slot, _next) = (new int[capacity], new int[capacity], new int[capacity]);
        (_previous, _nextOfPart) = (new int[capacity], new int[capacity]);
        _lots = new long[capacity];
        SlotState = new Freshness[_slots.Count + 1];
        IsClosed = new bool[parts.Count];
        Array.Fill(_head, None);
        Array.Fill(_headOfPart, None);
        Array.Fill(_leave, Never);
        Array.Fill(SlotState, Freshness.Stale);
        parts.Quantity.CopyTo(UnmatchedMost.AsSpan());
        foreach (var lots in parts.Quantity)
            Total += lots;
    }

    /// <summary>How far what was derived from the records at a place can be trusted.</summary>
    public enum Freshness : byte
    {
        Fresh,

        /// <summary>The unions of some groups may have become smaller.</summary>
        GroupsStale,

        Stale,
    }

    /// <summary>The place of what stays unmatched.</summary>
    public int Outside { get; }

    /// <summary>The lots of all parts.</summary>
    public long Total { get; }

    /// <summary>Lots of each part that are unmatched.</summary>
    public long[] UnmatchedOf { get; }

    /// <summary>The most lots of each part that may be unmatched.</summary>
    public long[] UnmatchedMost { get; }

    /// <summary>Whether a part is kept out of every offer.</summary>
    public bool[] IsClosed { get; }

    /// <summary>Lots that count against each line cap.</summary>
    public long[] CapUsed { get; }

    /// <summary>The most that may count against each line cap.</summary>
    public long[] CapLots { get; }

    /// <summary>By slot, and for <see cref="Outside"/>.</summary>
    public Freshness[] SlotState { get; }

    public Int128 PairCost { get; private set; }

    public long Unmatched { get; private set; }

    public Int128 UnmatchedCost { get; private set; }

    public FlowTotals Totals => new(PairCost, Unmatched, UnmatchedCost);

    public int PartOf(int record) => _part[record];

    public int SlotOf(int record) => _slot[record];

    public long LotsOf(int record) => _lots[record];

    public int FirstOfPart(int part) => _headOfPart[part];

    public int NextOfPart(int record) => _nextOfPart[record];

    public int FirstOfGroup(int group) => _head[group];

    public int NextOfGroup(int record) => _next[record];

    /// <summary>The group of a place and profile.</summary>
    public int Group(int slot, int profile)
    {
        var form = _costs.FormOf[profile];
        return _groupStart[form] + PlaceIn(form, slot) * ProfilesOf(form) + profile - _costs.First[form];
    }

    /// <summary>
    /// The groups of a place and form, one for each of the form's profiles in their order: the first, and the one behind the last.
    /// </summary>
    public (int First, int End) Groups(int slot, int form)
    {
        var first = _groupStart[form] + PlaceIn(form, slot) * ProfilesOf(form);
        return (first, first + ProfilesOf(form));
    }

    /// <summary>What the parts of a group may go to; right once they have been refreshed.</summary>
    public ReadOnlySpan<ulong> Union(int group, int form) => MutableUnion(group, form);

    /// <summary>The least that leaving a lot of the group unmatched costs; <see cref="Never"/> where none may be.</summary>
    public long LeaveOf(int group) => _leave[group];

    /// <summary>Puts lots of a part to a slot or outside.</summary>
    public void Put(int part, int slot, long lots)
    {
        var record = Find(part, slot);
        if (record == None)
            record = Create(part, slot);

        // Even where a group is stale: its row lets the newcomer count at once, and must be found too large once it has left again.
        var group = Group(slot, _parts.Profile[part]);
        Join(MutableUnion(group, _parts.Form[part]), Reach(part, slot));
        _leave[group] = Math.Min(_leave[group], LeaveOf(part, slot));
        _lots[record] += lots;
        Count(part, slot, lots);
    }

    /// <summary>Takes lots away from a record.</summary>
    public void Take(int record, long lots)
    {
        var (part, slot) = (_part[record], _slot[record]);
        _lots[record] -= lots;
        Count(part, slot, -lots);
        if (_lots[record] == 0)
            Remove(record);
    }

    /// <summary>Takes a part away from wherever it stands.</summary>
    public void Withdraw(int part)
    {
        while (_headOfPart[part] is not None and var record)
            Take(record, _lots[record]);
    }

    public void MarkGroupsOf(int part)
    {
        for (var record = _headOfPart[part]; record != None; record = _nextOfPart[record])
            MarkStale(record);
    }

    /// <summary>Sets the unions at a place right; whether any of them, or what leaving costs, has changed.</summary>
    public bool Refresh(int slot, int form)
    {
        var hasChanged = false;
        var (first, end) = Groups(slot, form);
        for (var group = first; group < end; group++)
        {
            if (_isStale[group])
                hasChanged |= Refresh(group, slot, form);
        }
        return hasChanged;
    }

    /// <summary>
    /// What a part at a slot may go to: its mask less the countries whose line cap is full, its own excepted; nothing where it is closed.
    /// </summary>
    public ReadOnlySpan<ulong> Reach(int part, int slot)
    {
        var mask = _parts.Mask(part);
        if (IsClosed[part])
        {
            _effective.AsSpan(0, mask.Length).Clear();
            return _effective.AsSpan(0, mask.Length);
        }
        if (!_parts.Caps.Has(part))
            return mask;
        var own = slot == Outside ? None : _countries.Of(slot);
        var reach = _effective.AsSpan(0, mask.Length);
        mask.CopyTo(reach);
        for (var (cap, end) = (_parts.Caps.OfPart(part).Start.Value, _parts.Caps.OfPart(part).End.Value); cap < end; cap++)
        {
            if (_parts.Caps.CountryOf(cap) == own || CapUsed[cap] < CapLots[cap])
                continue;
            var slots = _countries.Slots(_parts.Form[part], _parts.Caps.CountryOf(cap));
            for (var word = 0; word < reach.Length; word++)
                reach[word] &= ~slots[word];
        }
        return reach;
    }

    /// <summary>How many lots of a record may go to a slot, or outside.</summary>
    public long Movable(int record, int slot)
    {
        var part = _part[record];
        if (slot == Outside)
            return Math.Min(_lots[record], UnmatchedMost[part] - UnmatchedOf[part]);
        if (IsClosed[part] || !_parts.Allows(part, slot - _slots.Start[_parts.Form[part]]))
            return 0;
        if (_slot[record] != Outside && _countries.Of(_slot[record]) == _countries.Of(slot))
            return _lots[record];
        return Math.Min(_lots[record], RoomAt(part, slot));
    }

    /// <summary>How many more lots of a part its line cap lets come to a slot.</summary>
    public long RoomAt(int part, int slot) =>
        _parts.Caps.Has(part) && _parts.Caps.Find(part, _countries.Of(slot)) is >= 0 and var cap
            ? CapLots[cap] - CapUsed[cap]
            : long.MaxValue;

    private int PlaceIn(int form, int slot) => slot == Outside ? _slots.Length(form) : slot - _slots.Start[form];

    private int ProfilesOf(int form) => _costs.First[form + 1] - _costs.First[form];

    private Span<ulong> MutableUnion(int group, int form) =>
        _union.AsSpan(_maskStart[form] + (group - _groupStart[form]) * _slots.Words[form], _slots.Words[form]);

    private bool Refresh(int group, int slot, int form)
    {
        _isStale[group] = false;
        var union = _scratch.AsSpan(0, _slots.Words[form]);
        union.Clear();
        var leave = Never;
        for (var record = _head[group]; record != None; record = _next[record])
        {
            Join(union, Reach(_part[record], slot));
            leave = Math.Min(leave, LeaveOf(_part[record], slot));
        }
        var old = MutableUnion(group, form);
        if (leave == _leave[group] && old.SequenceEqual(union))
            return _head[group] == None;
        union.CopyTo(old);
        _leave[group] = leave;
        return true;
    }

    private long LeaveOf(int part, int slot) =>
        slot != Outside && UnmatchedOf[part] < UnmatchedMost[part] ? _parts.UnmatchedCost[part] : Never;

    private void Count(int part, int slot, long lots)
    {
        if (slot == Outside)
        {
            var wasFull = UnmatchedOf[part] >= UnmatchedMost[part];
            (Unmatched, UnmatchedCost) = (Unmatched + lots, UnmatchedCost + (Int128)lots * _parts.UnmatchedCost[part]);
            UnmatchedOf[part] += lots;
            _tree.Over[HubTree.Root] += lots;
            if (wasFull != UnmatchedOf[part] >= UnmatchedMost[part])
                MarkGroupsOf(part);
            return;
        }
        PairCost += (Int128)lots * _costs.Cost(_parts.Profile[part])[slot - _slots.Start[_parts.Form[part]]];
        _tree.Over[_tree.FirstSlot + slot] += lots;
        if (!_parts.Caps.Has(part) || _parts.Caps.Find(part, _countries.Of(slot)) is not (>= 0 and var cap))
            return;
        var wasBinding = CapUsed[cap] >= CapLots[cap];
        CapUsed[cap] += lots;
        if (wasBinding != CapUsed[cap] >= CapLots[cap])
            MarkGroupsOf(part);
    }

    private int Find(int part, int slot)
    {
        var record = _headOfPart[part];
        while (record != None && _slot[record] != slot)
            record = _nextOfPart[record];
        return record;
    }

    private int Create(int part, int slot)
    {
        var record = _free;
        if (record != None)
            _free = _next[record];
        else
        {
            if (_count == _part.Length)
                Grow();
            record = _count++;
        }
        var group = Group(slot, _parts.Profile[part]);
        (_part[record], _slot[record], _lots[record]) = (part, slot, 0);
        (_next[record], _previous[record]) = (_head[group], None);
        if (_head[group] != None)
            _previous[_head[group]] = record;
        _head[group] = record;
        (_nextOfPart[record], _headOfPart[part]) = (_headOfPart[part], record);
        return record;
    }

    private void Remove(int record)
    {
        MarkStale(record);
        var (part, group) = (_part[record], Group(_slot[record], _parts.Profile[_part[record]]));
        if (_previous[record] != None)
            _next[_previous[record]] = _next[record];
        else
            _head[group] = _next[record];
        if (_next[record] != None)
            _previous[_next[record]] = _previous[record];
        if (_headOfPart[part] == record)
            _headOfPart[part] = _nextOfPart[record];
        else
        {
            var before = _headOfPart[part];
            while (_nextOfPart[before] != record)
                before = _nextOfPart[before];
            _nextOfPart[before] = _nextOfPart[record];
        }
        (_next[record], _free) = (_free, record);
    }

    private void MarkStale(int record)
    {
        _isStale[Group(_slot[record], _parts.Profile[_part[record]])] = true;
        if (SlotState[_slot[record]] == Freshness.Fresh)
            SlotState[_slot[record]] = Freshness.GroupsStale;
    }

    private void Grow()
    {
        var size = 2 * _part.Length;
        Array.Resize(ref _part, size);
        Array.Resize(ref _slot, size);
        Array.Resize(ref _next, size);
        Array.Resize(ref _previous, size);
        Array.Resize(ref _nextOfPart, size);
        Array.Resize(ref _lots, size);
    }

    private static void Join(Span<ulong> union, ReadOnlySpan<ulong> mask)
    {
        for (var word = 0; word < union.Length; word++)
            union[word] |= mask[word];
    }
}
