namespace Matchmaking.Engine.Matching;

/// <summary>The compatible pairs of a group, by line and by offer, with their generalised costs in cents per tonne.</summary>
internal sealed class PairTable
{
    private readonly int[] _byOffer;
    private readonly int[] _startOfLine;
    private readonly int[] _startOfOffer;

    public PairTable(Compatibility compatibility, CancellationToken cancellation)
    {
        Compatibility = compatibility;
        _startOfLine = new int[compatibility.Lines + 1];
        _startOfOffer = new int[compatibility.Offers + 1];
        var offers = new List<int>();
        var costs = new List<long>();
        for (var line = 0; line < compatibility.Lines; line++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var offer = 0; offer < compatibility.Offers; offer++)
            {
                if (compatibility.FirstFailure(line, offer) != Compatibility.Passes)
                    continue;
                offers.Add(offer);
                costs.Add(compatibility.CostCents(line, offer));
                _startOfOffer[offer + 1]++;
            }
            _startOfLine[line + 1] = offers.Count;
        }
        (Offer, Cost, Line, _byOffer) = ([.. offers], [.. costs], new int[offers.Count], new int[offers.Count]);
        for (var offer = 0; offer < compatibility.Offers; offer++)
            _startOfOffer[offer + 1] += _startOfOffer[offer];
        var next = _startOfOffer.AsSpan(0, compatibility.Offers).ToArray();
        for (var line = 0; line < compatibility.Lines; line++)
        {
            for (var pair = _startOfLine[line]; pair < _startOfLine[line + 1]; pair++)
            {
                Line[pair] = line;
                _byOffer[next[Offer[pair]]++] = pair;
            }
        }
    }

    public Compatibility Compatibility { get; }

    public int Count => Offer.Length;

    /// <summary>The line of each pair; pairs are ordered by line, then by offer.</summary>
    public int[] Line { get; }

    public int[] Offer { get; }

    public long[] Cost { get; }

    public (int Start, int End) OfLine(int line) => (_startOfLine[line], _startOfLine[line + 1]);

    /// <summary>The pairs of an offer, by line.</summary>
    public ReadOnlySpan<int> OfOffer(int offer) => _byOffer.AsSpan(_startOfOffer[offer], _startOfOffer[offer + 1] - _startOfOffer[offer]);
}
