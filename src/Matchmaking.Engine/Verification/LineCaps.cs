using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The most that a line may take from one third country, in kilograms (matching.md, section 4.5).</summary>
internal sealed class LineCaps
{
    private readonly CheckedGroup _group;
    private readonly long[] _share;
    private readonly (int Country, long Kilograms)[][] _existing;

    private LineCaps(CheckedGroup group, decimal share)
    {
        _group = group;
        _share = new long[group.Lines];
        _existing = new (int, long)[group.Lines][];
        var basisPoints = Units.BasisPoints(share);
        for (var line = 0; line < group.Lines; line++)
        {
            var supply = group.Source.Lines[line].ExistingSupply;
            var total = supply.Sum(entry => Units.Kilograms(entry.Quantity)) + group.LineQuantity[line];
            _share[line] = (long)((Int128)total * basisPoints / 10_000);
            _existing[line] = supply.Count == 0
                ? []
                : [.. supply.Select(entry => (group.Hubs.FindCountry(entry.Country), Units.Kilograms(entry.Quantity)))];
        }
    }

    /// <summary>The line caps of a group; null where the round has none.</summary>
    public static LineCaps? Of(CheckedGroup group) =>
        group.Rules.Diversification.LineCountryShare is { } share ? new LineCaps(group, share) : null;

    /// <summary>The cap of a line and a country; null where the country is exempt.</summary>
    public long? Of(int line, int country)
    {
        if (!_group.Hubs.IsThird[country])
            return null;
        var cap = _share[line];
        foreach (var (from, kilograms) in _existing[line])
            cap -= from == country ? kilograms : 0;
        cap = Math.Max(0, cap);
        return cap - cap % _group.LotKilograms;
    }
}
