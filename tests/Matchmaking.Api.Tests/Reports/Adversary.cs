namespace Matchmaking.Api.Tests.Reports;

/// <summary>
/// Somebody who adds up and subtracts published sums: over unknown parts of which it knows who and where, but not how much. A sum of parts is
/// found out when it is a linear combination of the published ones. Reckons modulo a prime, exactly.
/// </summary>
internal sealed class Adversary
{
    private const ulong Prime = (1UL << 31) - 1;

    // Rows in echelon form: each has a one at its pivot, where all later rows have zero.
    private readonly List<(int Pivot, ulong[] Row)> _rows = [];
    private readonly bool[] _known;

    /// <summary>One that sees some sums and knows some parts.</summary>
    /// <param name="sums">For each published sum, whether it holds a part.</param>
    /// <param name="known">Parts that are known beforehand.</param>
    public Adversary(IEnumerable<bool[]> sums, bool[] known)
    {
        _known = known;
        foreach (var sum in sums)
            if (Reduce(sum) is var (pivot, row) && pivot >= 0)
                _rows.Add((pivot, row));
    }

    /// <summary>Whether it can find out a sum of which it does not know every part.</summary>
    public bool FindsOut(bool[] sum) => sum.Where((holds, part) => holds && !_known[part]).Any() && Reduce(sum).Pivot < 0;

    private (int Pivot, ulong[] Row) Reduce(bool[] sum)
    {
        var row = new ulong[sum.Length];
        for (var part = 0; part < row.Length; part++)
            row[part] = sum[part] && !_known[part] ? 1UL : 0UL;
        foreach (var (pivot, known) in _rows)
            if (row[pivot] is > 0 and var factor)
                for (var part = 0; part < row.Length; part++)
                    row[part] = (row[part] + ((Prime - factor) * known[part])) % Prime;
        var first = Array.FindIndex(row, value => value > 0);
        if (first < 0)
            return (first, row);
        var inverse = Inverse(row[first]);
        return (first, [.. row.Select(value => value * inverse % Prime)]);
    }

    // Fermat: a to the power of p - 2.
    private static ulong Inverse(ulong value)
    {
        var result = 1UL;
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                result = result * value % Prime;
            value = value * value % Prime;
        }

        return result;
    }
}
