using System.Numerics;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>
/// The caps of matching.md, section 4.5, that can bind: for each line the third countries among its compatible offers whose cap is below
/// its quantity.
/// </summary>
internal sealed class LineCaps
{
    private readonly int[] _start;
    private readonly int[] _country;
    private readonly long[] _lots;

    private LineCaps(int[] start, int[] country, long[] lots) => (_start, _country, _lots) = (start, country, lots);

    /// <summary>How many caps there are in all.</summary>
    public int Count => _lots.Length;

    public ReadOnlySpan<long> Lots => _lots;

    public int CountryOf(int cap) => _country[cap];

    public Range OfPart(int part) => _start[part].._start[part + 1];

    /// <summary>The number of a part's cap for a country; -1 where none can bind.</summary>
    public int Find(int part, int country)
    {
        for (var cap = _start[part]; cap < _start[part + 1]; cap++)
        {
            if (_country[cap] == country)
                return cap;
        }
        return -1;
    }

    public bool Has(int part) => _start[part + 1] > _start[part];

    /// <summary>The most that a line may receive from a third country, in lots.</summary>
    public static long LotsOf(Market market, int line, int country, decimal share)
    {
        var supply = market.Lines[line].ExistingSupply;
        Int128 total = (Int128)market.LineQuantity[line] * market.LotKilograms;
        var existing = 0L;
        foreach (var entry in supply)
        {
            total += Units.Kilograms(entry.Quantity);
            existing += entry.Country == market.Countries[country] ? Units.Kilograms(entry.Quantity) : 0;
        }
        var cap = (long)(total * Units.BasisPoints(share) / 10_000) - existing;
        return Math.Max(0, cap) / market.LotKilograms;
    }

    /// <summary>Whether a line has a cap that can bind.</summary>
    public static bool CanBind(Market market, int line, ReadOnlySpan<ulong> mask) =>
        market.Rules.Diversification.LineCountryShare is { } share && Binding(market, line, mask, share).Count > 0;

    public static LineCaps Of(Market market, PartTable parts)
    {
        var start = new int[parts.Count + 1];
        if (market.Rules.Diversification.LineCountryShare is not { } share)
            return new LineCaps(start, [], []);
        var caps = new List<(int Country, long Lots)>();
        for (var part = 0; part < parts.Count; part++)
        {
            caps.AddRange(Binding(market, parts.LinesOf(part)[0], parts.Mask(part), share));
            start[part + 1] = caps.Count;
        }
        return new LineCaps(start, [.. caps.Select(cap => cap.Country)], [.. caps.Select(cap => cap.Lots)]);
    }

    private static List<(int Country, long Lots)> Binding(Market market, int line, ReadOnlySpan<ulong> mask, decimal share)
    {
        var caps = new List<(int, long)>();
        var first = market.Slots.Start[market.Compatibility.Line[line].Form];
        var last = SlotMap.Empty;
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                // Offers of one country stand together.
                var country = market.OfferCountry[market.Slots.OfferAt[first + word * 64 + BitOperations.TrailingZeroCount(bits)]];
                if (country == last)
                    continue;
                last = country;
                if (market.IsThirdCountry[country] && LotsOf(market, line, country, share) is var lots && lots < market.LineQuantity[line])
                    caps.Add((country, lots));
            }
        }
        return caps;
    }
}
