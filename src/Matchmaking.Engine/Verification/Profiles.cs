using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Reference;

namespace Matchmaking.Engine.Verification;

/// <summary>The forms of a group, each a run of neighbouring offers, and its profiles: forms delivered to lines' destinations.</summary>
internal sealed class Profiles
{
    private readonly MatchingRules _rules;
    private readonly Dictionary<(string, string), long> _freight;
    private readonly List<(int Form, long[] Landed)> _profiles = [];
    private readonly List<(int First, int Count)> _forms = [];

    public Profiles(MatchingRules rules, GroupSource source, Hubs hubs)
    {
        _rules = rules;
        _freight = rules.Freight.ToDictionary(entry => (entry.From, entry.To), entry => Units.Cents(entry.Cost));
        var forms = new NameTable();
        foreach (var offer in source.Offers)
        {
            var form = forms.Of(offer.Form);
            if (form == _forms.Count)
                _forms.Add((_forms.Sum(one => one.Count), 0));
            _forms[form] = (_forms[form].First, _forms[form].Count + 1);
        }
        var ask = source.Offers.Select(offer => Units.Cents(offer.AskPrice)).ToArray();
        var numbers = new Dictionary<(string, string), int>();
        OfLine = new int[source.Lines.Count];
        for (var line = 0; line < OfLine.Length; line++)
        {
            var (form, destination) = (source.Lines[line].Form, source.Lines[line].Destination);
            if (!numbers.TryGetValue((form, destination), out var number))
            {
                numbers.Add((form, destination), number = _profiles.Count);
                var found = forms.Find(form);
                if (found < 0)
                {
                    found = _forms.Count;
                    forms.Of(form);
                    _forms.Add((0, 0));
                }
                _profiles.Add((found, LandedPrices(source.Offers, ask, hubs, found, destination)));
            }
            OfLine[line] = number;
        }
        LinesOf = [.. Enumerable.Range(0, OfLine.Length).ToLookup(line => OfLine[line]).OrderBy(lines => lines.Key)
            .Select(lines => lines.ToArray())];
    }

    /// <summary>How many profiles there are.</summary>
    public int Count => _profiles.Count;

    /// <summary>How many forms there are.</summary>
    public int Forms => _forms.Count;

    /// <summary>The profile of a line.</summary>
    public int[] OfLine { get; }

    /// <summary>The lines of a profile.</summary>
    public int[][] LinesOf { get; }

    public int FormOf(int profile) => _profiles[profile].Form;

    /// <summary>A form's first offer and how many there are.</summary>
    public (int First, int Count) OffersOf(int form) => _forms[form];

    /// <summary>The first offer of a line's form.</summary>
    public int FirstOffer(int line) => _forms[FormOf(OfLine[line])].First;

    /// <summary>Landed prices in cents per tonne of the offers of a profile's form, filled up to whole words of 64.</summary>
    public ReadOnlySpan<long> Landed(int profile) => _profiles[profile].Landed;

    /// <summary>How many words of 64 bits a bit per offer of a form takes.</summary>
    public int Words(int form) => (_forms[form].Count + 63) / 64;

    private long[] LandedPrices(List<SupplyOffer> offers, long[] ask, Hubs hubs, int form, string destination)
    {
        var landed = new long[Words(form) * 64];
        var freight = new long?[hubs.Countries.Length];
        var (first, count) = _forms[form];
        for (var at = 0; at < count; at++)
        {
            landed[at] = ask[first + at];
            if (offers[first + at].PriceBasis == PriceBasis.ExWorks)
                landed[at] += freight[hubs.CountryOfOffer[first + at]] ??= Freight(offers[first + at].Origin, destination);
        }
        return landed;
    }

    // An unknown distance counts nothing; where a pair could need it, the input is refused.
    private long Freight(string from, string to) => _freight.TryGetValue((from, to), out var cents)
        ? cents
        : Units.Cents(decimal.Round(_rules.FreightRate * (Distances.Kilometres(from, to) ?? 0), 2, MidpointRounding.AwayFromZero));
}
