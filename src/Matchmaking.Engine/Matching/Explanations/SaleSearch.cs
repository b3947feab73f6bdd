using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// Ways for one more lot of an offer to a line that is not filled, directly or by making room elsewhere. The source is left out: a way
/// through it would not be the offer's own.
/// </summary>
internal sealed class SaleSearch : BackwardSearch
{
    public SaleSearch(Residual residual, WayCosts costs, MoveBits moves, ReadOnlySpan<int> barred, CancellationToken cancellation)
        : base(residual, costs, moves, barred)
    {
        var entry = EntryCosts();
        for (var slot = 0; slot < entry.Length; slot++)
        {
            if (entry[slot] != MoveTable.Never)
                Touch(slot, entry[slot] + costs.Potential[slot], Label.None);
        }
        Run(cancellation);
    }

    protected override bool IsSettled()
    {
        foreach (var slot in Residual.Market.Slots.SlotOf)
        {
            if (Residual.CanGiveMore(slot) && Labels.FirstBelow(slot, Costs.Potential[slot]) == Label.None)
                return false;
        }
        return true;
    }

    protected override void Gather(Crossings crossings)
    {
        for (var supplier = 0; supplier < Residual.SupplierTotal.Length; supplier++)
        {
            var (from, to) = (Residual.FirstCountry + Residual.CountryOf(supplier), Residual.FirstSupplier + supplier);
            if (!Residual.IsSupplierFull(supplier) || Labels.Last(to) is not (>= 0 and var label))
                continue;
            var distance = Labels[label].Distance + Costs.Potential[from] - Costs.Potential[to];
            crossings.Add(CapName.OfSupplier(Residual.Market, supplier), from, distance, label);
        }
        foreach (var (part, country) in Residual.LineCaps.ByName)
            GatherLineCap(part, country, crossings);
    }

    /// <summary>What it costs to sell a lot from each slot to a line that is not filled.</summary>
    private long[] EntryCosts()
    {
        var (slots, records) = (Residual.Market.Slots, Residual.Solver.Records);
        var entry = new long[slots.Count];
        Array.Fill(entry, MoveTable.Never);
        foreach (var part in Residual.Unfilled)
        {
            var costs = Costs.OfPart(part);
            var row = entry.AsSpan(slots.Start[Residual.Parts.Form[part]], costs.Length);
            Lanes.Fold(row, costs, records.Reach(part, records.Outside), Costs.Gain(part));
        }
        return entry;
    }

    /// <summary>A line takes a lot from a country whose cap it has reached: one more, or one less from another country.</summary>
    private void GatherLineCap(int part, int country, Crossings crossings)
    {
        var first = Residual.Market.Slots.Start[Residual.Parts.Form[part]];
        var behind = Residual.LineCaps.Behind(part, country);
        var costs = Costs.OfPart(part);
        var (gain, label) = (MoveTable.Never, Label.None);
        for (var word = 0; word < behind.Length; word++)
        {
            for (var bits = behind[word] & crossings.Open((first >> 6) + word); bits != 0; bits &= bits - 1)
            {
                if (gain == MoveTable.Never)
                    (gain, label) = Onward(part, country, first);
                if (gain == MoveTable.Never)
                    return;
                var place = word * 64 + BitOperations.TrailingZeroCount(bits);
                var distance = gain + costs[place] + Costs.Potential[first + place];
                if (crossings.IsUseful(first + place, distance))
                    crossings.Add(Residual.LineCaps.Name(part, country), first + place, distance, label);
            }
        }
    }

    /// <summary>What a lot that the line takes leads to at least.</summary>
    private (long Cost, int Label) Onward(int part, int country, int first)
    {
        var records = Residual.Solver.Records;
        var costs = Costs.OfPart(part);
        var best = (Cost: MoveTable.Never, Label: Label.None);
        if (Array.BinarySearch(Residual.Unfilled, part) >= 0)
            best = (-Costs.Gain(part), Label.None);
        for (var record = records.FirstOfPart(part); record != RecordTable.None; record = records.NextOfPart(record))
        {
            var slot = records.SlotOf(record);
            if (slot == records.Outside || Residual.LineCaps.CountryOf(slot) == country || Labels.Last(slot) is not (>= 0 and var label))
                continue;
            var cost = Labels[label].Distance - costs[slot - first] - Costs.Potential[slot];
            if (cost < best.Cost)
                best = (cost, label);
        }
        return best;
    }
}
