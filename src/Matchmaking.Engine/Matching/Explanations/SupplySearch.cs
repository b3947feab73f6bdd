using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>Ways for one more lot from free supply to where it could be had: how lines get one, the others' totals kept.</summary>
internal sealed class SupplySearch : WaySearch
{
    private readonly MoveBits _moves;
    private readonly long[] _price;

    public SupplySearch(Residual residual, WayCosts costs, MoveBits moves, CancellationToken cancellation)
        : base(residual, costs, [])
    {
        (_moves, _price) = (moves, new long[residual.Market.Slots.Count]);

        if (costs.AreCounted)
            residual.Solver.Moves.Refresh();
        for (var country = 0; country < residual.CountryTotal.Length; country++)
        {
            if (residual.HasCountryRoom(country))
                Touch(residual.FirstCountry + country, -costs.Potential[residual.FirstCountry + country], Label.None);
        }
        Run(cancellation);
        SetPrices();
    }

    /// <summary>What one more lot at each slot costs at least; <see cref="MoveTable.Never"/> where none can be had.</summary>
    public ReadOnlySpan<long> Price => _price;

    protected override void Expand(int node, long distance, int label)
    {
        var own = distance + Costs.Potential[node];
        if (node >= Residual.FirstCountry)
        {
            foreach (var supplier in Residual.SuppliersOf(node - Residual.FirstCountry))
            {
                if (Residual.HasSupplierRoom(supplier))
                    Go(Residual.FirstSupplier + supplier, own, label);
            }
        }
        else if (node >= Residual.FirstSupplier)
        {
            var supplier = node - Residual.FirstSupplier;
            foreach (var slot in Residual.SlotsOf(supplier))
            {
                if (Residual.CanGiveMore(slot))
                    Go(slot, own, label);
            }

            // Its country has room again where the way came from an offer that gives less.
            if (Residual.SupplierTotal[supplier] > 0)
                Go(Residual.FirstCountry + Residual.CountryOf(supplier), own, label);
        }
        else
            ExpandSlot(node, distance, label);
    }

    protected override bool IsSettled()
    {
        SetPrices();
        foreach (var part in Residual.Unfilled)
        {
            var costs = Costs.OfPart(part);
            var prices = _price.AsSpan(Residual.Market.Slots.Start[Residual.Parts.Form[part]], costs.Length);
            if (Lanes.Cheapest(costs, prices, Residual.Parts.Mask(part), Costs.Gain(part)) == Costs.Gain(part))
                return false;
        }
        return true;
    }

    protected override void Gather(Crossings crossings)
    {
        for (var country = 0; country < Residual.CountryTotal.Length; country++)
        {
            var node = Residual.FirstCountry + country;
            if (Residual.IsCountryFull(country))
                crossings.Add(CapName.OfCountry(Residual.Market, country), node, -Costs.Potential[node], Label.None);
        }
        for (var supplier = 0; supplier < Residual.SupplierTotal.Length; supplier++)
        {
            var (from, to) = (Residual.FirstCountry + Residual.CountryOf(supplier), Residual.FirstSupplier + supplier);
            if (!Residual.IsSupplierFull(supplier) || Labels.Last(from) is not (>= 0 and var label))
                continue;
            var distance = Labels[label].Distance + Costs.Potential[from] - Costs.Potential[to];
            crossings.Add(CapName.OfSupplier(Residual.Market, supplier), to, distance, label);
        }
        if (Residual.LineCaps.All.Length == 0)
            return;
        SetPrices();
        foreach (var (part, country) in Residual.LineCaps.ByName)
            GatherLineCap(part, country, crossings);
    }

    private void Go(int to, long price, int label) => Touch(to, price - Costs.Potential[to], label);

    private void ExpandSlot(int slot, long distance, int label)
    {
        var own = distance + Costs.Potential[slot];
        var first = Residual.Market.Slots.Start[Residual.Market.Slots.FormOf[slot]];
        if (Costs.AreCounted)
            Spread(Residual.Solver.Moves.Column(slot), Costs.Negated, first, own, label);
        else
            Spread(_moves.To(slot), first, distance, label);
        if (Residual.CanGiveLess(slot))
            Go(Residual.FirstSupplier + Residual.SupplierOf(slot), own, label);
    }

    /// <summary>A line takes a lot more from a country whose cap it has reached, and one less from another.</summary>
    private void GatherLineCap(int part, int country, Crossings crossings)
    {
        var records = Residual.Solver.Records;
        var first = Residual.Market.Slots.Start[Residual.Parts.Form[part]];
        var costs = Costs.OfPart(part);
        var prices = _price.AsSpan(first, costs.Length);
        var behind = Residual.LineCaps.Behind(part, country);
        var price = Lanes.Cheapest(costs, prices, behind, MoveTable.Never);
        if (price == MoveTable.Never)
            return;
        var label = Label.None;
        for (var record = records.FirstOfPart(part); record != RecordTable.None; record = records.NextOfPart(record))
        {
            var slot = records.SlotOf(record);
            if (slot == records.Outside || Residual.LineCaps.CountryOf(slot) == country)
                continue;
            var distance = price - costs[slot - first] - Costs.Potential[slot];
            if (!crossings.IsUseful(slot, distance))
                continue;
            if (label == Label.None)
                label = Labels.Last(first + Lanes.IndexOf(costs, prices, behind, price));
            crossings.Add(Residual.LineCaps.Name(part, country), slot, distance, label);
        }
    }

    private void SetPrices()
    {
        for (var slot = 0; slot < _price.Length; slot++)
            _price[slot] = Labels.Last(slot) is >= 0 and var label ? Labels[label].Distance + Costs.Potential[slot] : MoveTable.Never;
    }
}
