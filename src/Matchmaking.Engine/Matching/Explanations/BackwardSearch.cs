namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>Searches back from where one more lot can end, over whatever could send it there.</summary>
internal abstract class BackwardSearch(Residual residual, WayCosts costs, MoveBits moves, ReadOnlySpan<int> barred)
    : WaySearch(residual, costs, barred)
{
    protected override void Expand(int node, long distance, int label)
    {
        var start = distance - Costs.Potential[node];
        if (node >= Residual.FirstCountry)
        {
            foreach (var supplier in Residual.SuppliersOf(node - Residual.FirstCountry))
            {
                if (Residual.SupplierTotal[supplier] > 0)
                    Come(Residual.FirstSupplier + supplier, start, label);
            }
        }
        else if (node >= Residual.FirstSupplier)
        {
            var supplier = node - Residual.FirstSupplier;
            foreach (var slot in Residual.SlotsOf(supplier))
            {
                if (Residual.CanGiveLess(slot))
                    Come(slot, start, label);
            }
            if (Residual.HasSupplierRoom(supplier))
                Come(Residual.FirstCountry + Residual.CountryOf(supplier), start, label);
        }
        else
            ExpandSlot(node, distance, label);
    }

    private void ExpandSlot(int slot, long distance, int label)
    {
        var start = distance - Costs.Potential[slot];
        var first = Residual.Market.Slots.Start[Residual.Market.Slots.FormOf[slot]];
        if (Costs.AreCounted)
            Spread(Residual.Solver.Moves.Row(slot), Costs.Potential, first, start, label);
        else
            Spread(moves.From(slot), first, distance, label);
        if (Residual.CanGiveMore(slot))
            Come(Residual.FirstSupplier + Residual.SupplierOf(slot), start, label);
    }

    private void Come(int from, long start, int label) => Touch(from, start + Costs.Potential[from], label);
}
