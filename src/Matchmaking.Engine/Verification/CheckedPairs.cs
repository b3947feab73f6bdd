namespace Matchmaking.Engine.Verification;

/// <summary>The compatible pairs of a group with their generalised costs, worked out once.</summary>
internal sealed class CheckedPairs
{
    private readonly (int Offer, long Cost)[][] _ofLine;

    public CheckedPairs(CheckedGroup group)
    {
        var found = new List<(int, long)>();
        _ofLine = new (int, long)[group.Lines.Length][];
        for (var line = 0; line < group.Lines.Length; line++)
        {
            found.Clear();
            for (var offer = 0; offer < group.Offers.Length; offer++)
            {
                if (group.IsCompatible(line, offer))
                    found.Add((offer, group.Cost(line, offer)));
            }
            _ofLine[line] = [.. found];
        }
    }

    public ReadOnlySpan<(int Offer, long Cost)> OfLine(int line) => _ofLine[line];
}
