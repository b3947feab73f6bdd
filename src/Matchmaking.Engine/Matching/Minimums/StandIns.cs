using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Minimums;

/// <summary>
/// Lines that are left unmatched though they could be served at the same worth: where they take the place of a line with a minimum, some
/// best result leaves that line unserved, and no search is needed to tell.
/// </summary>
internal sealed class StandIns
{
    private readonly Market _market;
    private readonly HubSolver _solver;
    private readonly List<int>?[] _partsAt;

    /// <param name="market">The group.</param>
    /// <param name="solver">A solver at a best result.</param>
    public StandIns(Market market, HubSolver solver)
    {
        (_market, _solver) = (market, solver);
        _partsAt = new List<int>?[market.Slots.Count];
        for (var part = 0; part < solver.Parts.Count; part++)
        {
            var isBound = market.LineMinimum[solver.Parts.LinesOf(part)[0]] > 0 || solver.Parts.Caps.Has(part);
            if (solver.Records.UnmatchedOf[part] > 0 && !isBound)
                Note(part);
        }
    }

    /// <summary>
    /// Puts others in the place of a line, which stays unmatched then; false, with nothing changed, where there are too few.
    /// </summary>
    public bool TryReplace(int line)
    {
        var (records, part) = (_solver.Records, _solver.Parts.OfLine[line]);
        var moves = new List<(int Part, int Slot, long Lots)>();
        var taken = new Dictionary<int, long>();
        for (var record = records.FirstOfPart(part); record != RecordTable.None; record = records.NextOfPart(record))
        {
            if (records.SlotOf(record) == records.Outside)
                continue;
            if (!IsMarginal(part, records.SlotOf(record)))
                return false;
            var left = records.LotsOf(record);
            foreach (var other in _partsAt[records.SlotOf(record)] ?? [])
            {
                var lots = Math.Min(left, records.UnmatchedOf[other] - taken.GetValueOrDefault(other));
                if (lots == 0)
                    continue;
                moves.Add((other, records.SlotOf(record), lots));
                taken[other] = taken.GetValueOrDefault(other) + lots;
                if ((left -= lots) == 0)
                    break;
            }
            if (left > 0)
                return false;
        }
        foreach (var (other, slot, lots) in moves)
        {
            Move(part, slot, records.Outside, lots);
            Move(other, records.Outside, slot, lots);
        }
        return true;
    }

    private void Note(int part)
    {
        var parts = _solver.Parts;
        var costs = _market.Costs.Cost(parts.Profile[part]);
        var first = _market.Slots.Start[parts.Form[part]];
        var prices = _solver.Tree.Potential.AsSpan(_solver.Tree.FirstSlot + first, costs.Length);
        var price = parts.UnmatchedCost[part] + _solver.Tree.Potential[HubTree.Root];
        var mask = parts.Mask(part);
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word] == 0 ? 0 : mask[word] & Lanes.Equal(costs, prices, word, price); bits != 0; bits &= bits - 1)
                (_partsAt[first + (word << 6) + BitOperations.TrailingZeroCount(bits)] ??= []).Add(part);
        }
    }

    /// <summary>Whether leaving the part's lots at a slot unmatched is worth the same.</summary>
    private bool IsMarginal(int part, int slot)
    {
        var (parts, potential) = (_solver.Parts, _solver.Tree.Potential);
        var cost = _market.Costs.Cost(parts.Profile[part])[slot - _market.Slots.Start[parts.Form[part]]];
        return cost + potential[_solver.Tree.FirstSlot + slot] == parts.UnmatchedCost[part] + potential[HubTree.Root];
    }

    private void Move(int part, int from, int to, long lots)
    {
        var record = _solver.Records.FirstOfPart(part);
        while (_solver.Records.SlotOf(record) != from)
            record = _solver.Records.NextOfPart(record);
        _solver.Records.Take(record, lots);
        _solver.Records.Put(part, to, lots);
        _solver.Records.SlotState[to] = RecordTable.Freshness.Stale;
    }
}
