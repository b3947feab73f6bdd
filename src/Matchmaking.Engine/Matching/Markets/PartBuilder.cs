namespace Matchmaking.Engine.Matching.Markets;

/// <summary>Works out every line's mask and takes lines together that are alike.</summary>
internal sealed class PartBuilder
{
    private const ulong Mixer = 0xD6E8FEB86659FD93;

    private readonly Market _market;
    private readonly ulong[] _masks;
    private readonly int[] _maskStart;
    private readonly long[] _unmatchedCost;
    private readonly bool[] _standsAlone;

    private PartBuilder(Market market, CancellationToken cancellation)
    {
        _market = market;
        var lines = market.Lines.Length;
        _maskStart = new int[lines + 1];
        for (var line = 0; line < lines; line++)
            _maskStart[line + 1] = checked(_maskStart[line] + market.Slots.Words[market.Compatibility.Line[line].Form]);
        _masks = new ulong[_maskStart[lines]];
        for (var line = 0; line < lines; line++)
        {
            if ((line & 255) == 0)
                cancellation.ThrowIfCancellationRequested();
            market.Masks.Fill(line, _masks.AsSpan(_maskStart[line].._maskStart[line + 1]));
        }
        _unmatchedCost = new long[lines];
        Array.Fill(_unmatchedCost, market.Costs.Scale.Unmatched);
        if (market.IsSurplus)
            SetLimits();
        _standsAlone = new bool[lines];
        for (var line = 0; line < lines; line++)
            _standsAlone[line] = market.LineMinimum[line] > 0 || LineCaps.CanBind(market, line, Mask(line));
    }

    public static PartTable Build(Market market, CancellationToken cancellation) => new PartBuilder(market, cancellation).Merge();

    /// <summary>
    /// A limit above the highest compatible landed price of any line of the form counts as that price (matching.md, section 5).
    /// </summary>
    private void SetLimits()
    {
        var highest = new long[_market.Slots.Forms];
        for (var line = 0; line < _market.Lines.Length; line++)
        {
            ref var most = ref highest[_market.Compatibility.Line[line].Form];
            var landed = _market.Costs.Landed(_market.Costs.ProfileOfLine[line]);
            var mask = Mask(line);
            for (var slot = 0; slot < landed.Length; slot++)
            {
                if ((mask[slot >> 6] >> slot & 1) != 0)
                    most = Math.Max(most, landed[slot]);
            }
        }
        for (var line = 0; line < _market.Lines.Length; line++)
        {
            ref readonly var figures = ref _market.Compatibility.Line[line];
            _unmatchedCost[line] = _market.Costs.Scale.OfUnmatched(Math.Min(figures.LimitCents, highest[figures.Form]));
        }
    }

    private PartTable Merge()
    {
        var lines = new int[_market.Lines.Length];
        var hashes = new ulong[lines.Length];
        var count = 0;
        for (var line = 0; line < _market.Lines.Length; line++)
        {
            if (_market.LineQuantity[line] == 0 || !Mask(line).ContainsAnyExcept(0UL))
                continue;
            (lines[count], hashes[count]) = (line, Hash(line));
            count++;
        }
        Array.Sort(hashes, lines, 0, count);

        // Lines of equal hash stand together; lines that really are alike are counted from the first of them, the earliest place.
        var partStart = new List<int>(count + 1);
        var ordered = new int[count];
        var next = 0;
        for (int start = 0, end; start < count; start = end)
        {
            for (end = start + 1; end < count && hashes[end] == hashes[start];)
                end++;
            var run = lines.AsSpan(start..end);
            run.Sort();
            while (run.Length > 0)
            {
                partStart.Add(next);
                var (first, others) = (run[0], 0);
                foreach (var line in run)
                {
                    if (line == first || AreAlike(first, line))
                        ordered[next++] = line;
                    else
                        run[others++] = line;
                }
                run = run[..others];
            }
        }
        partStart.Add(next);
        return Gather(ordered, [.. partStart]);
    }

    private PartTable Gather(int[] lines, int[] lineStart)
    {
        var maskStart = new int[lineStart.Length];
        for (var part = 0; part + 1 < lineStart.Length; part++)
            maskStart[part + 1] = maskStart[part] + Mask(lines[lineStart[part]]).Length;
        var masks = new ulong[maskStart[^1]];
        for (var part = 0; part + 1 < lineStart.Length; part++)
            Mask(lines[lineStart[part]]).CopyTo(masks.AsSpan(maskStart[part]));
        return new PartTable(_market, masks, maskStart, lines, lineStart, _unmatchedCost);
    }

    private ReadOnlySpan<ulong> Mask(int line) => _masks.AsSpan(_maskStart[line].._maskStart[line + 1]);

    private ulong Hash(int line)
    {
        if (_standsAlone[line])
            return _market.LinePlace[line].First;
        var hash = ((ulong)_market.Costs.ProfileOfLine[line] + 1) * Mixer ^ (ulong)_unmatchedCost[line] * Mixer;
        foreach (var word in Mask(line))
        {
            hash = (hash ^ word) * Mixer;
            hash ^= hash >> 32;
        }
        return hash;
    }

    private bool AreAlike(int first, int second) =>
        _market.Costs.ProfileOfLine[first] == _market.Costs.ProfileOfLine[second]
        && _unmatchedCost[first] == _unmatchedCost[second]
        && Mask(first).SequenceEqual(Mask(second))
        && !_standsAlone[first] && !_standsAlone[second];
}
