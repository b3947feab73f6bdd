using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>Chooses among the best results of a group: steps 4 to 7 of matching.md, section 6.</summary>
internal sealed class FairChoice
{
    private readonly Market _market;
    private readonly Face _face;

    private FairChoice(Market market, HubSolver solver, CancellationToken cancellation)
    {
        (_market, _face) = (market, Face.Of(market, solver, cancellation));
        LineTotal = new long[market.Lines.Length];
        OfferTotal = new long[market.Offers.Length];
        ShareLines(cancellation);
        OfferRounding.Round(market, _face, solver.Tree, cancellation);
        PairForest.Make(_face.Network, Enumerable.Range(0, _face.Network.Arcs).Where(IsPair), cancellation);
        Matches = [.. Pairs()];
        foreach (var (line, offer, lots) in Matches)
            OfferTotal[offer] += lots;

        bool IsPair(int arc) => _face.Network.From[arc] >= solver.Tree.FirstSlot && _face.Network.To[arc] != _face.Sink;
    }

    /// <summary>What each line receives, in lots.</summary>
    public long[] LineTotal { get; }

    /// <summary>What each offer gives.</summary>
    public long[] OfferTotal { get; }

    /// <summary>The pairs, by line and offer.</summary>
    public (int Line, int Offer, long Lots)[] Matches { get; }

    /// <param name="market">The group.</param>
    /// <param name="solver">
    /// A solver that has proven a best result, with every minimum that is served open and every other one closed.
    /// </param>
    /// <param name="cancellation">Honoured throughout.</param>
    public static FairChoice Among(Market market, HubSolver solver, CancellationToken cancellation) => new(market, solver, cancellation);

    private void ShareLines(CancellationToken cancellation)
    {
        var classes = _face.Classes.Where(lines => lines.IsShared).ToArray();
        foreach (var lines in _face.Classes.Where(lines => !lines.IsShared))
        {
            // A class that does not share is either full or a line that gets just its minimum.
            foreach (var line in lines.Lines)
                LineTotal[line] = lines.Lines.Count == 1 ? _face.Network.Flow[lines.Arc] : _market.LineQuantity[line];
        }
        if (classes.Length == 0)
            return;
        var shares = Array.ConvertAll(classes, lines => new Share(lines.Arc, lines.Lines.Sum(line => _market.LineQuantity[line])));
        var dues = LineShares.Find(_face.Network, shares, _face.Sink, cancellation);
        LineRounding.Round(_market, _face, classes, dues, LineTotal, cancellation);
    }

    /// <summary>
    /// Deals what comes to a class from its offers out to its lines, both in order, so that a forest of classes becomes one of lines.
    /// </summary>
    private IEnumerable<(int Line, int Offer, long Lots)> Pairs()
    {
        var pairs = new List<(int Line, int Offer, long Lots)>();
        foreach (var lines in _face.Classes)
        {
            var (at, left) = (-1, 0L);
            foreach (var (slot, arc) in lines.Pairs)
            {
                for (var supply = _face.Network.Flow[arc]; supply > 0;)
                {
                    while (left == 0)
                        left = LineTotal[lines.Lines[++at]];
                    var lots = Math.Min(supply, left);
                    pairs.Add((lines.Lines[at], _market.Slots.OfferAt[slot], lots));
                    (supply, left) = (supply - lots, left - lots);
                }
            }
        }
        pairs.Sort();
        return pairs;
    }
}
