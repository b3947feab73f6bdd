using System.Numerics;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Minimums;

/// <summary>Whether some allowed result serves an item: by a look at what could serve it alone, else by search.</summary>
internal sealed class Reachability(Relaxation relaxation, Func<NodeCounter> nodes, CancellationToken cancellation)
{
    private readonly Market _market = relaxation.Market;
    private readonly PartTable _parts = relaxation.Solver.Parts;

    /// <summary>Null where the node limit struck before that was known. Leaves the solver elsewhere.</summary>
    public bool? CanServe(int item)
    {
        if (!relaxation.FollowsMatched && IsServedAlone(relaxation.Items[item]))
            return true;
        var choices = new Choice[relaxation.Items.Length];
        choices[item] = Choice.Open;
        var search = new ServedSearch(relaxation, nodes(), cancellation);
        return search.Reaching(choices, null) is not null ? true : search.IsCutShort ? null : false;
    }

    /// <summary>
    /// Whether counterparts without minimums of their own reach the item's minimum within the caps, with nobody else being served.
    /// </summary>
    private bool IsServedAlone(Item item) => item.IsLine ? IsLineServed(item.Number) : IsOfferServed(item.Number);

    private bool IsLineServed(int line)
    {
        var part = _parts.OfLine[line];
        if (part == PartTable.NoPart)
            return false;
        var (countries, suppliers) = (new Dictionary<int, long>(), new Dictionary<int, long>());
        var first = _market.Slots.Start[_parts.Form[part]];
        var mask = _parts.Mask(part);
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                var offer = _market.Slots.OfferAt[first + (word << 6) + BitOperations.TrailingZeroCount(bits)];
                var supplier = _market.OfferSupplier[offer];
                if (_market.OfferMinimum[offer] == 0)
                    suppliers[supplier] = suppliers.GetValueOrDefault(supplier) + _market.OfferQuantity[offer];
            }
        }
        foreach (var (supplier, lots) in suppliers)
        {
            var country = _market.Suppliers[supplier].Country;
            countries[country] = countries.GetValueOrDefault(country) + Math.Min(lots, relaxation.Caps.Supplier[supplier]);
        }
        var most = countries.Sum(entry => Math.Min(Math.Min(entry.Value, relaxation.Caps.Country[entry.Key]), LineCap(part, entry.Key)));
        return most >= _market.LineMinimum[line];
    }

    private bool IsOfferServed(int offer)
    {
        var (supplier, country) = (_market.OfferSupplier[offer], _market.OfferCountry[offer]);
        var minimum = _market.OfferMinimum[offer];
        if (minimum > relaxation.Caps.Supplier[supplier] || minimum > relaxation.Caps.Country[country])
            return false;
        var slot = _market.Slots.SlotOf[offer];
        var (form, wanted) = (_market.Slots.FormOf[slot], 0L);
        for (var part = 0; part < _parts.Count && wanted < minimum; part++)
        {
            if (_parts.Form[part] != form || !_parts.Allows(part, slot - _market.Slots.Start[form]))
                continue;
            if (_market.LineMinimum[_parts.LinesOf(part)[0]] == 0)
                wanted += Math.Min(_parts.Quantity[part], LineCap(part, country));
        }
        return wanted >= minimum;
    }

    private long LineCap(int part, int country) =>
        _parts.Caps.Find(part, country) is >= 0 and var cap ? relaxation.Solver.Records.CapLots[cap] : CapSet.Unlimited;
}
