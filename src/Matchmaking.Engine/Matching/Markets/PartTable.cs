namespace Matchmaking.Engine.Matching.Markets;

/// <summary>
/// What the solver places: parts are lines that are alike to it, taken together. Lines of one profile, one mask and one cost of staying
/// unmatched are one part, unless a minimum or a line cap makes a line its own.
/// </summary>
internal sealed class PartTable
{
    /// <summary>Stands for the part of a line that is compatible with nothing, or asks for nothing.</summary>
    public const int NoPart = -1;

    private readonly ulong[] _masks;
    private readonly int[] _maskStart;
    private readonly int[] _lines;
    private readonly int[] _lineStart;

    public PartTable(Market market, ulong[] masks, int[] maskStart, int[] lines, int[] lineStart, long[] unmatchedCost)
    {
        (_masks, _maskStart, _lines, _lineStart) = (masks, maskStart, lines, lineStart);
        Count = lineStart.Length - 1;
        (Quantity, UnmatchedCost, Profile, Form) = (new long[Count], new long[Count], new int[Count], new int[Count]);
        OfLine = new int[market.Lines.Length];
        Array.Fill(OfLine, NoPart);
        for (var part = 0; part < Count; part++)
        {
            foreach (var line in LinesOf(part))
            {
                Quantity[part] += market.LineQuantity[line];
                OfLine[line] = part;
            }
            var first = LinesOf(part)[0];
            UnmatchedCost[part] = unmatchedCost[first];
            Profile[part] = market.Costs.ProfileOfLine[first];
            Form[part] = market.Costs.FormOf[Profile[part]];
        }
        Caps = LineCaps.Of(market, this);
    }

    public int Count { get; }

    /// <summary>Lots.</summary>
    public long[] Quantity { get; }

    /// <summary>What a lot costs that stays unmatched, scaled.</summary>
    public long[] UnmatchedCost { get; }

    public int[] Profile { get; }

    public int[] Form { get; }

    public int[] OfLine { get; }

    /// <summary>The caps per line and third country that can bind.</summary>
    public LineCaps Caps { get; }

    /// <summary>The offers that a part is compatible with: a bit for each slot of its form.</summary>
    public ReadOnlySpan<ulong> Mask(int part) => _masks.AsSpan(_maskStart[part].._maskStart[part + 1]);

    /// <summary>The lines of a part, by lottery place.</summary>
    public ReadOnlySpan<int> LinesOf(int part) => _lines.AsSpan(_lineStart[part].._lineStart[part + 1]);

    public bool Allows(int part, int slotInForm) => (_masks[_maskStart[part] + (slotInForm >> 6)] >> slotInForm & 1) != 0;
}
