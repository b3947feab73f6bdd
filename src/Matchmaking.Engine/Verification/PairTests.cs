using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The tests of matching.md, section 3: every line against all offers of its form at once, in vectors of whole numbers.</summary>
internal sealed class PairTests
{
    // Above every figure of an offer, so that no maximum admits it.
    private const long Never = long.MaxValue;

    private readonly CheckedGroup _group;
    private readonly List<FormFigures> _forms;
    private readonly ILookup<string, int> _bySupplier;
    private readonly ILookup<string, int> _bySupplierGroup;
    private readonly ILookup<int, int> _excludedOffers;

    public PairTests(CheckedGroup group)
    {
        _group = group;
        _forms = [.. Enumerable.Range(0, group.Profiles.Forms).Select(form => new FormFigures(group, form))];
        var offers = group.Source.Offers;
        _bySupplier = Enumerable.Range(0, offers.Count).ToLookup(offer => offers[offer].Supplier);
        _bySupplierGroup = Enumerable.Range(0, offers.Count).Where(offer => offers[offer].SupplierGroup is not null)
            .ToLookup(offer => offers[offer].SupplierGroup!);
        _excludedOffers = group.Source.ExcludedPairs.ToLookup(pair => pair.Line, pair => pair.Offer);
    }

    /// <summary>Sets the bits of the offers that a line can take.</summary>
    public void Run(int number, Span<ulong> mask)
    {
        var line = _group.Source.Lines[number];
        var profile = _group.Profiles.OfLine[number];
        var figures = _forms[_group.Profiles.FormOf(profile)];
        figures.Eligible.CopyTo(mask);
        if (line.LimitPrice is { } limit)
            KeepAtMost(_group.Profiles.Landed(profile), Units.Cents(limit), mask);
        if (line.MinPurity is { } purity)
            KeepAtMost(figures.PurityBelowZero, -Units.Millionths(purity), mask);
        if (line.MinSustainabilityScore is { } score)
            KeepAtMost(figures.ScoreBelowZero, -Units.Thousandths(score), mask);
        if (line.MaxCarbonFootprint is { } footprint)
            KeepAtMost(figures.Footprint, Units.Thousandths(footprint), mask);
        if (line.RecycledOnly)
            Keep(figures.Recycled, mask);
        foreach (var origin in line.ExcludedOrigins)
        {
            if (_group.Hubs.FindCountry(origin) is >= 0 and var country)
                Drop(figures.OfCountry[country], mask);
        }
        Drop(_bySupplier, line.Buyer, figures, mask);
        if (line.BuyerGroup is not null)
            Drop(_bySupplierGroup, line.BuyerGroup, figures, mask);
        if (_group.Source.ExcludedPairs.Count > 0)
            Drop(_excludedOffers, number, figures, mask);
    }

    // Called once per line and test, most often in a fresh process: there is no time to be compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void KeepAtMost(ReadOnlySpan<long> figures, long most, Span<ulong> mask)
    {
        ref var first = ref MemoryMarshal.GetReference(figures[..(mask.Length * 64)]);
        var limit = Vector512.Create(most);
        for (var word = 0; word < mask.Length; word++)
        {
            var passes = 0UL;
            for (var at = 0; at < 64; at += Vector512<long>.Count)
            {
                var eight = Vector512.LoadUnsafe(ref first, (nuint)(word * 64 + at));
                passes |= Vector512.LessThanOrEqual(eight, limit).ExtractMostSignificantBits() << at;
            }
            mask[word] &= passes;
        }
    }

    private static void Keep(ReadOnlySpan<ulong> kept, Span<ulong> mask)
    {
        for (var word = 0; word < mask.Length; word++)
            mask[word] &= kept[word];
    }

    private static void Drop(ReadOnlySpan<ulong> dropped, Span<ulong> mask)
    {
        for (var word = 0; word < mask.Length; word++)
            mask[word] &= ~dropped[word];
    }

    private static void Drop<TKey>(ILookup<TKey, int> offers, TKey key, FormFigures figures, Span<ulong> mask)
    {
        foreach (var offer in offers[key])
        {
            var at = offer - figures.First;
            if (at >= 0 && at < figures.Count)
                mask[at >> 6] &= ~(1UL << at);
        }
    }

    /// <summary>What the tests read of a form's offers. A minimum is tested as a maximum of the figure's negative.</summary>
    private sealed class FormFigures
    {
        public FormFigures(CheckedGroup group, int form)
        {
            (First, Count) = group.Profiles.OffersOf(form);
            var words = group.Profiles.Words(form);
            (PurityBelowZero, ScoreBelowZero, Footprint) = (new long[words * 64], new long[words * 64], new long[words * 64]);
            (Eligible, Recycled) = (new ulong[words], new ulong[words]);
            OfCountry = [.. group.Hubs.Countries.Select(_ => new ulong[words])];
            var eligible = group.Rules.EligibleOrigins?.ToHashSet(StringComparer.Ordinal);
            for (var at = 0; at < Count; at++)
            {
                var offer = group.Source.Offers[First + at];
                PurityBelowZero[at] = offer.Purity is { } purity ? -Units.Millionths(purity) : Never;
                ScoreBelowZero[at] = -Units.Thousandths(offer.SustainabilityScore ?? 0);
                Footprint[at] = offer.CarbonFootprint is { } footprint ? Units.Thousandths(footprint) : Never;
                var bit = 1UL << at;
                Eligible[at >> 6] |= eligible?.Contains(offer.Origin) == false ? 0 : bit;
                Recycled[at >> 6] |= offer.Recycled ? bit : 0;
                OfCountry[group.Hubs.CountryOfOffer[First + at]][at >> 6] |= bit;
            }
        }

        public int First { get; }

        public int Count { get; }

        public long[] PurityBelowZero { get; }

        public long[] ScoreBelowZero { get; }

        public long[] Footprint { get; }

        public ulong[] Eligible { get; }

        public ulong[] Recycled { get; }

        public ulong[][] OfCountry { get; }
    }
}
