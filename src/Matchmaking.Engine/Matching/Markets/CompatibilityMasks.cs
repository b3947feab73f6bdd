using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>Works out which offers a line is compatible with, as bits over the slots of its form (matching.md, section 3).</summary>
/// <remarks>
/// Lines share few levels of purity, score, footprint and few excluded origins, so the masks of those are made once and combined; what is a
/// line's own is its limit price, compared eight landed prices at a time, and its own company.
/// </remarks>
internal sealed class CompatibilityMasks
{
    private readonly Compatibility _compatibility;
    private readonly SlotMap _slots;
    private readonly CostRows _costs;
    private readonly Dictionary<(int Form, long Purity, long Score, long Footprint, bool RecycledOnly), ulong[]> _levels = [];
    private readonly Dictionary<(int Form, int Origin), ulong[]> _otherOrigins = [];
    private readonly ILookup<int, int> _offersOfSupplier;
    private readonly ILookup<int, int> _offersOfGroup;
    private readonly ILookup<int, int> _excludedOffers;

    public CompatibilityMasks(Compatibility compatibility, SlotMap slots, CostRows costs)
    {
        (_compatibility, _slots, _costs) = (compatibility, slots, costs);
        var offers = Enumerable.Range(0, compatibility.Offer.Length);
        _offersOfSupplier = offers.ToLookup(offer => compatibility.Offer[offer].Supplier);
        _offersOfGroup = offers.ToLookup(offer => compatibility.Offer[offer].Group);
        _excludedOffers = compatibility.ExcludedPairs.ToLookup(pair => pair.Line, pair => pair.Offer);
    }

    /// <summary>Fills in the mask of a line: one bit for each slot of its form.</summary>
    public void Fill(int line, Span<ulong> mask)
    {
        ref readonly var figures = ref _compatibility.Line[line];
        Level(figures).CopyTo(mask);
        foreach (var origin in figures.ExcludedOrigins)
        {
            var others = OtherOrigins(figures.Form, origin);
            for (var word = 0; word < mask.Length; word++)
                mask[word] &= others[word];
        }
        if (figures.LimitCents != LineFigures.NoLimit)
            KeepAffordable(_costs.Landed(_costs.ProfileOfLine[line]), figures.LimitCents, mask);
        if (figures.Buyer != Numbering.Unknown)
            Clear(_offersOfSupplier[figures.Buyer], figures.Form, mask);
        if (figures.Group != Numbering.Unknown)
            Clear(_offersOfGroup[figures.Group], figures.Form, mask);
        if (_compatibility.ExcludedPairs.Count > 0)
            Clear(_excludedOffers[line], figures.Form, mask);
    }

    private ulong[] Level(in LineFigures line)
    {
        var key = (line.Form, line.MinPurity, line.MinScore, line.MaxFootprint, line.RecycledOnly);
        if (!_levels.TryGetValue(key, out var mask))
        {
            mask = Of(key.Form, offer => offer.IsEligible && offer.Purity >= key.MinPurity && offer.Score >= key.MinScore
                && offer.KeepsFootprint(key.MaxFootprint) && (offer.IsRecycled || !key.RecycledOnly));
            _levels.Add(key, mask);
        }
        return mask;
    }

    private ulong[] OtherOrigins(int form, int origin)
    {
        if (!_otherOrigins.TryGetValue((form, origin), out var mask))
            _otherOrigins.Add((form, origin), mask = Of(form, offer => offer.Origin != origin));
        return mask;
    }

    private ulong[] Of(int form, Func<OfferFigures, bool> isIn)
    {
        var mask = new ulong[_slots.Words[form]];
        for (var slot = _slots.Start[form]; slot < _slots.Start[form + 1]; slot++)
        {
            if (_slots.OfferAt[slot] is >= 0 and var offer && isIn(_compatibility.Offer[offer]))
                mask[(slot - _slots.Start[form]) >> 6] |= 1UL << (slot - _slots.Start[form]);
        }
        return mask;
    }

    private static void KeepAffordable(ReadOnlySpan<long> landed, long limit, Span<ulong> mask)
    {
        ref var prices = ref MemoryMarshal.GetReference(landed);
        var limits = Vector512.Create(limit);
        for (var word = 0; word < mask.Length; word++)
        {
            if (mask[word] == 0)
                continue;
            var affordable = 0UL;
            for (var lane = 0; lane < 64; lane += Vector512<long>.Count)
            {
                var fits = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref prices, (nuint)(word * 64 + lane)), limits);
                affordable |= fits.ExtractMostSignificantBits() << lane;
            }
            mask[word] &= affordable;
        }
    }

    private void Clear(IEnumerable<int> offers, int form, Span<ulong> mask)
    {
        foreach (var offer in offers)
        {
            var slot = _slots.SlotOf[offer] - _slots.Start[form];
            if (_slots.FormOf[_slots.SlotOf[offer]] == form)
                mask[slot >> 6] &= ~(1UL << slot);
        }
    }
}
