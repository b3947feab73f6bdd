using System.Numerics;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>
/// What it costs to move one lot: from a slot to another, out of a slot, into a slot from outside. Lines of one profile all pay the same
/// difference for the same move, so a row is the least, over the profiles present at a slot, of the profile's costs less its cost there.
/// </summary>
internal sealed class MoveTable
{
    /// <summary>Costs more than any way, so that it never shortens one.</summary>
    public const long Never = RecordTable.Never;

    private readonly RecordTable _records;
    private readonly PartTable _parts;
    private readonly SlotMap _slots;
    private readonly CostRows _costs;
    private readonly long[] _rows;
    private readonly long[] _columns;
    private readonly long[] _scratch;
    private readonly int[] _rowStart;
    private readonly long[] _leave;
    private readonly long[] _enter;
    private readonly bool _isUniform;

    public MoveTable(Market market, PartTable parts, RecordTable records)
    {
        (_records, _parts, _slots, _costs) = (records, parts, market.Slots, market.Costs);
        _isUniform = !market.IsSurplus;
        _rowStart = new int[_slots.Count + 1];
        for (var slot = 0; slot < _slots.Count; slot++)
            _rowStart[slot + 1] = checked(_rowStart[slot] + _slots.Length(_slots.FormOf[slot]));
        _rows = new long[_rowStart[^1]];
        Array.Fill(_rows, Never);
        _columns = (long[])_rows.Clone();
        _scratch = new long[_slots.Words.DefaultIfEmpty(0).Max() * 64];
        (_leave, _enter) = (new long[_slots.Count], new long[_slots.Count]);
    }

    /// <summary>The least costs of moving a lot from a slot to each slot of its form.</summary>
    public ReadOnlySpan<long> Row(int slot)
    {
        EnsureFresh(slot);
        return MutableRow(slot);
    }

    /// <summary>
    /// The least costs of moving a lot to a slot from each slot of its form; right for slots whose row has been read since it changed.
    /// </summary>
    public ReadOnlySpan<long> Column(int slot) => _columns.AsSpan(_rowStart[slot].._rowStart[slot + 1]);

    /// <summary>Works out all rows that have changed, so that all columns are right.</summary>
    public void Refresh()
    {
        for (var slot = 0; slot < _slots.Count; slot++)
            EnsureFresh(slot);
    }

    /// <summary>The least cost of leaving a lot of a slot unmatched.</summary>
    public long Leave(int slot)
    {
        EnsureFresh(slot);
        return _leave[slot];
    }

    /// <summary>The least costs of moving an unmatched lot into each slot.</summary>
    public ReadOnlySpan<long> Enter()
    {
        if (_records.SlotState[_records.Outside] != RecordTable.Freshness.Fresh)
            RebuildEnter();
        return _enter;
    }

    /// <summary>Moves up to so many lots at the least cost from one place to another; how many could be moved.</summary>
    public long Move(int from, int to, long most)
    {
        var form = _slots.FormOf[from == _records.Outside ? to : from];
        var cost = Least(from, to, form);
        var left = most;
        var (first, end) = _records.Groups(from, form);
        for (var group = first; group < end && left > 0; group++)
        {
            for (var record = _records.FirstOfGroup(group); record != RecordTable.None && left > 0;)
            {
                var next = _records.NextOfGroup(record);
                var part = _records.PartOf(record);
                if (CostOf(part, from, to, form) == cost && Math.Min(left, _records.Movable(record, to)) is > 0 and var lots)
                {
                    left -= lots;
                    _records.Take(record, lots);
                    _records.Put(part, to, lots);
                    Include(part, to, form);
                }
                record = next;
            }
        }
        return most - left;
    }

    /// <summary>How many lots could be moved at the least cost, counted no further than asked.</summary>
    public long Room(int from, int to, long most)
    {
        var form = _slots.FormOf[from == _records.Outside ? to : from];
        var cost = Least(from, to, form);
        var room = 0L;
        var (first, end) = _records.Groups(from, form);
        for (var group = first; group < end; group++)
        {
            for (var record = _records.FirstOfGroup(group); record != RecordTable.None; record = _records.NextOfGroup(record))
            {
                if (CostOf(_records.PartOf(record), from, to, form) == cost && (room += _records.Movable(record, to)) >= most)
                    return most;
            }
        }
        return room;
    }

    private long Least(int from, int to, int form) =>
        to == _records.Outside ? _leave[from] : from == _records.Outside ? _enter[to] : MutableRow(from)[to - _slots.Start[form]];

    private long CostOf(int part, int from, int to, int form)
    {
        var costs = _costs.Cost(_parts.Profile[part]);
        var at = from == _records.Outside ? _parts.UnmatchedCost[part] : costs[from - _slots.Start[form]];
        return (to == _records.Outside ? _parts.UnmatchedCost[part] : costs[to - _slots.Start[form]]) - at;
    }

    /// <summary>Lets what has just come to a place count in what it costs to go on from there.</summary>
    private void Include(int part, int slot, int form)
    {
        if (_records.SlotState[slot] == RecordTable.Freshness.Stale)
            return;
        var costs = _costs.Cost(_parts.Profile[part]);
        if (slot == _records.Outside)
        {
            Lanes.Fold(_enter.AsSpan(_slots.Start[form], costs.Length), costs, _records.Reach(part, slot), _parts.UnmatchedCost[part]);
            return;
        }
        var own = costs[slot - _slots.Start[form]];
        var row = Scratch(slot);
        MutableRow(slot).CopyTo(row);
        Lanes.Fold(row, costs, _records.Reach(part, slot), own);
        Replace(slot, form, row);
        if (_records.UnmatchedOf[part] < _records.UnmatchedMost[part])
            _leave[slot] = Math.Min(_leave[slot], _parts.UnmatchedCost[part] - own);
    }

    private Span<long> MutableRow(int slot) => _rows.AsSpan(_rowStart[slot].._rowStart[slot + 1]);

    private void EnsureFresh(int slot)
    {
        if (_records.SlotState[slot] == RecordTable.Freshness.Fresh)
            return;
        var form = _slots.FormOf[slot];
        var isStale = _records.SlotState[slot] == RecordTable.Freshness.Stale;
        isStale |= _records.Refresh(slot, form);
        _records.SlotState[slot] = RecordTable.Freshness.Fresh;
        if (isStale)
            Rebuild(slot, form);
    }

    public long Rebuilt;
    private void Rebuild(int slot, int form)
    {
        var row = Scratch(slot);
        row.Fill(Never);
        _leave[slot] = Never;
        var (first, end) = _records.Groups(slot, form);
        for (var group = first; group < end; group++)
        {
            if (_records.FirstOfGroup(group) == RecordTable.None)
                continue;
            var costs = _costs.Cost(_costs.First[form] + group - first);
            var own = costs[slot - _slots.Start[form]];
            Lanes.Fold(row, costs, _records.Union(group, form), own);
            if (_records.LeaveOf(group) != Never)
                _leave[slot] = Math.Min(_leave[slot], _records.LeaveOf(group) - own);
        }
        Replace(slot, form, row);
    }

    private Span<long> Scratch(int slot) => _scratch.AsSpan(0, _rowStart[slot + 1] - _rowStart[slot]);

    /// <summary>Takes over a new row. Little of it differs from the old one, so only that is carried over into the columns.</summary>
    private void Replace(int slot, int form, Span<long> fresh)
    {
        var row = MutableRow(slot);
        var place = slot - _slots.Start[form];
        fresh[place] = Never;
        for (var word = 0; word < row.Length >> 6; word++)
        {
            for (var changed = Lanes.Different(row, fresh, word); changed != 0; changed &= changed - 1)
            {
                var at = (word << 6) + BitOperations.TrailingZeroCount(changed);
                _columns[_rowStart[_slots.Start[form] + at] + place] = fresh[at];
            }
        }
        fresh.CopyTo(row);
    }

    private void RebuildEnter()
    {
        var state = _records.SlotState[_records.Outside];
        _records.SlotState[_records.Outside] = RecordTable.Freshness.Fresh;
        var hasChanged = state == RecordTable.Freshness.Stale || !_isUniform;
        for (var form = 0; form < _slots.Forms; form++)
            hasChanged |= _records.Refresh(_records.Outside, form);
        if (!hasChanged)
            return;
        _enter.AsSpan().Fill(Never);
        for (var profile = 0; profile < _costs.Profiles; profile++)
        {
            var form = _costs.FormOf[profile];
            var costs = _costs.Cost(profile);
            var group = _records.Group(_records.Outside, profile);
            var row = _enter.AsSpan(_slots.Start[form], costs.Length);
            if (_isUniform && _records.FirstOfGroup(group) != RecordTable.None)
                Lanes.Fold(row, costs, _records.Union(group, form), _costs.Scale.Unmatched);
            var record = _isUniform ? RecordTable.None : _records.FirstOfGroup(group);
            for (; record != RecordTable.None; record = _records.NextOfGroup(record))
            {
                var part = _records.PartOf(record);
                Lanes.Fold(row, costs, _records.Reach(part, _records.Outside), _parts.UnmatchedCost[part]);
            }
        }
    }
}
