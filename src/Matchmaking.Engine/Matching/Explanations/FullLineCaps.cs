using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>The line caps that a flow has reached.</summary>
internal sealed class FullLineCaps
{
    private readonly Market _market;
    private readonly PartTable _parts;
    private readonly SlotCountries? _countries;
    private readonly ulong[] _scratch;
    private readonly Lazy<(int Part, int Country)[]> _byName;

    public FullLineCaps(Market market, PartTable parts, RecordTable records)
    {
        (_market, _parts) = (market, parts);
        var full = new List<(int Part, int Country)>();
        for (var part = 0; part < parts.Count; part++)
        {
            for (var (cap, end) = (parts.Caps.OfPart(part).Start.Value, parts.Caps.OfPart(part).End.Value); cap < end; cap++)
            {
                if (records.CapUsed[cap] >= records.CapLots[cap])
                    full.Add((part, parts.Caps.CountryOf(cap)));
            }
        }
        All = [.. full];
        _byName = new Lazy<(int, int)[]>(Sorted);
        _countries = full.Count > 0 ? new SlotCountries(market) : null;
        _scratch = new ulong[market.Slots.Words.DefaultIfEmpty(0).Max()];
    }

    /// <summary>By part; the line of such a part is its only one.</summary>
    public (int Part, int Country)[] All { get; }

    /// <summary>In the order in which causes are named; countries are numbered by code.</summary>
    public ReadOnlySpan<(int Part, int Country)> ByName => _byName.Value;

    public CapName Name(int part, int country) => CapName.OfLine(_market, _parts.LinesOf(part)[0], country);

    public int CountryOf(int slot) => _market.OfferCountry[_market.Slots.OfferAt[slot]];

    /// <summary>The slots of a country that a line is compatible with, until the next call.</summary>
    public ReadOnlySpan<ulong> Behind(int part, int country)
    {
        var mask = _parts.Mask(part);
        var slots = _countries is null ? [] : _countries.Slots(_parts.Form[part], country);
        var behind = _scratch.AsSpan(0, mask.Length);
        for (var word = 0; word < mask.Length; word++)
            behind[word] = mask[word] & slots[word];
        return behind;
    }

    /// <summary>The full caps of one part.</summary>
    public ReadOnlySpan<(int Part, int Country)> Of(int part)
    {
        var (low, high) = (Search(part), Search(part + 1));
        return All.AsSpan(low..high);
    }

    private (int Part, int Country)[] Sorted()
    {
        // A part's caps stand together, by country.
        var parts = All.Select(cap => cap.Part).Distinct().ToArray();
        var ids = Array.ConvertAll(parts, part => _market.Lines[_parts.LinesOf(part)[0]].Id);
        Array.Sort(ids, parts, StringComparer.Ordinal);
        var sorted = new List<(int Part, int Country)>(All.Length);
        foreach (var part in parts)
            sorted.AddRange(Of(part));
        return [.. sorted];
    }

    private int Search(int part)
    {
        var (low, high) = (0, All.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = All[middle].Part < part ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
