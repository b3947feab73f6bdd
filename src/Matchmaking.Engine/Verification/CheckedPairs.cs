using System.Numerics;

namespace Matchmaking.Engine.Verification;

/// <summary>The compatible pairs of a group, a bit each: for every line the offers of its form that pass matching.md, section 3.</summary>
internal sealed class CheckedPairs
{
    private readonly CheckedGroup _group;
    private readonly ulong[][] _ofForm;
    private readonly int[] _start;
    private readonly int[] _count;

    /// <exception cref="OverflowException">A form has too many pairs for one array.</exception>
    public CheckedPairs(CheckedGroup group)
    {
        _group = group;
        var profiles = group.Profiles;
        var rows = new int[profiles.Forms];
        _start = new int[group.Lines];
        for (var line = 0; line < group.Lines; line++)
        {
            var form = profiles.FormOf(profiles.OfLine[line]);
            _start[line] = checked(rows[form]++ * profiles.Words(form));
        }
        _ofForm = [.. rows.Select((count, form) => new ulong[checked(count * profiles.Words(form))])];
        _count = new int[group.Lines];
        Offered = [.. Enumerable.Range(0, profiles.Count).Select(profile => new ulong[profiles.Words(profiles.FormOf(profile))])];
        var tests = new PairTests(group);
        for (var line = 0; line < group.Lines; line++)
        {
            var mask = Mutable(line);
            tests.Run(line, mask);
            var offered = Offered[profiles.OfLine[line]].AsSpan();
            for (var word = 0; word < mask.Length; word++)
            {
                offered[word] |= mask[word];
                _count[line] += BitOperations.PopCount(mask[word]);
            }
        }
    }

    /// <summary>For every profile the offers that are compatible with any of its lines.</summary>
    public ulong[][] Offered { get; }

    /// <summary>The compatible offers of a line, a bit each, counted from the first offer of its form.</summary>
    public ReadOnlySpan<ulong> OfLine(int line) => Mutable(line);

    /// <summary>How many offers are compatible with a line.</summary>
    public int Count(int line) => _count[line];

    public bool AreCompatible(int line, int offer)
    {
        var (first, count) = _group.Profiles.OffersOf(_group.Profiles.FormOf(_group.Profiles.OfLine[line]));
        var at = offer - first;
        return at >= 0 && at < count && (OfLine(line)[at >> 6] >> at & 1) != 0;
    }

    /// <summary>Which offers are compatible with any line.</summary>
    public bool[] OffersWithPairs()
    {
        var has = new bool[_group.Offers];
        for (var profile = 0; profile < Offered.Length; profile++)
        {
            var (first, count) = _group.Profiles.OffersOf(_group.Profiles.FormOf(profile));
            for (var at = 0; at < count; at++)
                has[first + at] |= (Offered[profile][at >> 6] >> at & 1) != 0;
        }
        return has;
    }

    private Span<ulong> Mutable(int line)
    {
        var form = _group.Profiles.FormOf(_group.Profiles.OfLine[line]);
        return _ofForm[form].AsSpan(_start[line], _group.Profiles.Words(form));
    }
}
