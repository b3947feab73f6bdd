using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// How many counterparts failed each test of matching.md, section 3, first, for lines and offers that are compatible with nothing.
/// </summary>
/// <remarks>
/// What comes before the company in the order of tests depends on a line's conditions alone, and those are shared by many lines: one line
/// of each kind is tested. Companies and excluded pairs concern few, and what has passed all these has failed on its price.
/// </remarks>
internal sealed class FailedTests
{
    private static readonly int Company = Index("same-company");
    private static readonly int ExcludedPair = Index("excluded-pair");
    private static readonly int Price = Index("price");

    private readonly Compatibility _compatibility;
    private readonly List<Kind> _kinds = [];
    private readonly int[] _kindOfLine;
    private readonly ILookup<int, int> _offersByForm;
    private readonly ILookup<int, int> _offersBySupplier;
    private readonly ILookup<int, int> _offersByGroup;
    private readonly ILookup<int, int> _linesByBuyer;
    private readonly ILookup<int, int> _linesByGroup;

    public FailedTests(Market market)
    {
        _compatibility = market.Compatibility;
        _kindOfLine = new int[_compatibility.Lines];
        var numbers = new Dictionary<Conditions, int>();
        for (var line = 0; line < _compatibility.Lines; line++)
        {
            var conditions = new Conditions(_compatibility.Line[line]);
            ref var kind = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, conditions, out var isKnown);
            if (!isKnown)
            {
                kind = _kinds.Count;
                _kinds.Add(new Kind(line));
            }
            _kindOfLine[line] = kind;
            _kinds[kind].Lines++;
        }
        var offers = Enumerable.Range(0, _compatibility.Offer.Length);
        _offersByForm = offers.ToLookup(offer => _compatibility.Offer[offer].Form);
        _offersBySupplier = offers.ToLookup(offer => _compatibility.Offer[offer].Supplier);
        _offersByGroup = offers.ToLookup(offer => _compatibility.Offer[offer].Group);
        var lines = Enumerable.Range(0, _compatibility.Lines);
        _linesByBuyer = lines.ToLookup(line => _compatibility.Line[line].Buyer);
        _linesByGroup = lines.ToLookup(line => _compatibility.Line[line].Group);
    }

    /// <summary>Of a line's counterparts.</summary>
    public JsonObject OfLine(int line)
    {
        ref readonly var figures = ref _compatibility.Line[line];
        var counts = (int[])CountsOf(_kinds[_kindOfLine[line]]).Clone();
        foreach (var offer in Related(_offersBySupplier, figures.Buyer, _offersByGroup, figures.Group))
            Reassign(counts, line, offer, Company);
        foreach (var pair in _compatibility.ExcludedPairs.Where(pair => pair.Line == line))
            Reassign(counts, pair.Line, pair.Offer, ExcludedPair);
        return Detail(counts);
    }

    /// <summary>Of an offer's counterparts.</summary>
    public JsonObject OfOffer(int offer)
    {
        ref readonly var figures = ref _compatibility.Offer[offer];
        var counts = new int[Compatibility.Codes.Count];
        foreach (var kind in _kinds)
            counts[FirstCondition(kind.Example, offer)] += kind.Lines;
        foreach (var line in Related(_linesByBuyer, figures.Supplier, _linesByGroup, figures.Group))
            Reassign(counts, line, offer, Company);
        foreach (var pair in _compatibility.ExcludedPairs.Where(pair => pair.Offer == offer))
            Reassign(counts, pair.Line, pair.Offer, ExcludedPair);
        return Detail(counts);
    }

    private static int Index(string code) => Compatibility.Codes.Index().Single(entry => entry.Item == code).Index;

    private int[] CountsOf(Kind kind)
    {
        if (kind.Counts is { } known)
            return known;
        var counts = new int[Compatibility.Codes.Count];
        var form = _compatibility.Line[kind.Example].Form;
        counts[0] = _compatibility.Offer.Length - _offersByForm[form].Count();
        foreach (var offer in _offersByForm[form])
            counts[FirstCondition(kind.Example, offer)]++;
        return kind.Counts = counts;
    }

    /// <summary>The first test before the company's that fails, else the price's.</summary>
    private int FirstCondition(int line, int offer) =>
        _compatibility.FirstFailure(line, offer) is >= 0 and var test && test < Company ? test : Price;

    private void Reassign(int[] counts, int line, int offer, int test)
    {
        if (_compatibility.FirstFailure(line, offer) != test)
            return;
        counts[Price]--;
        counts[test]++;
    }

    private static IEnumerable<int> Related(ILookup<int, int> byCompany, int company, ILookup<int, int> byGroup, int group)
    {
        var related = company == Numbering.Unknown ? [] : byCompany[company];
        return group == Numbering.Unknown ? related : related.Union(byGroup[group]);
    }

    private static JsonObject Detail(int[] counts)
    {
        var detail = new JsonObject();
        for (var test = 0; test < counts.Length; test++)
        {
            if (counts[test] > 0)
                detail[Compatibility.Codes[test]] = counts[test];
        }
        return detail;
    }

    /// <summary>Lines with the same conditions.</summary>
    private sealed class Kind(int example)
    {
        public int Example { get; } = example;

        public int Lines { get; set; }

        /// <summary>The offers by the first test they fail, those that pass all conditions at the price; null until needed.</summary>
        public int[]? Counts { get; set; }
    }

    /// <summary>What decides the tests before the company's.</summary>
    private readonly struct Conditions(LineFigures line) : IEquatable<Conditions>
    {
        private readonly (int, long, long, long, bool) _levels =
            (line.Form, line.MinPurity, line.MinScore, line.MaxFootprint, line.RecycledOnly);

        private readonly int[] _excluded = line.ExcludedOrigins;

        public bool Equals(Conditions other) => _levels == other._levels && _excluded.AsSpan().SequenceEqual(other._excluded);

        public override bool Equals(object? obj) => obj is Conditions other && Equals(other);

        public override int GetHashCode()
        {
            var hash = _levels.GetHashCode();
            foreach (var origin in _excluded)
                hash = HashCode.Combine(hash, origin);
            return hash;
        }
    }
}
