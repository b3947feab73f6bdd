using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// Rounds the dues of lines to whole lots (matching.md, section 6, step 5): from the first lottery place on a line is rounded up if some best result
/// that keeps what was decided before allows it.
/// </summary>
internal sealed class LineRounding
{
    private readonly Market _market;
    private readonly Face _face;
    private readonly Ratio[] _ratios;
    private readonly int[] _shareOfNode;
    private readonly LineClass[] _classes;
    private readonly long[] _floor;
    private readonly long[] _up;
    private readonly WholeFlow _flow;
    private readonly bool[] _isDead;

    private LineRounding(Market market, Face face, LineClass[] classes, LineShares shares, CancellationToken cancellation)
    {
        (_market, _face, _classes, _ratios) = (market, face, classes, shares.Ratios);
        _shareOfNode = new int[face.Network.Nodes];
        Array.Fill(_shareOfNode, -1);
        (_floor, _up) = (new long[classes.Length], new long[classes.Length]);
        _isDead = new bool[face.Network.Nodes];
        _flow = new WholeFlow(face.Network, shares.Component, face.Sink, cancellation);
        for (var share = 0; share < classes.Length; share++)
        {
            _shareOfNode[classes[share].Node] = share;
            var ceiling = 0L;
            foreach (var line in classes[share].Lines)
            {
                _floor[share] += _ratios[share].Floor(market.LineQuantity[line]);
                ceiling += _ratios[share].Ceiling(market.LineQuantity[line]);
            }
            (face.Network.Lower[classes[share].Arc], face.Network.Upper[classes[share].Arc]) = (_floor[share], ceiling);
        }
        if (!_flow.TryRepair(classes.Select(lines => lines.Arc)))
            throw new InvalidOperationException("Dues cannot be rounded to whole lots.");
    }

    /// <summary>Sets the total of every line that shares, and leaves the face's flow in accordance with them.</summary>
    public static void Round(Market market, Face face, LineClass[] classes, LineShares shares, long[] total, CancellationToken cancellation) =>
        new LineRounding(market, face, classes, shares, cancellation).Decide(total);

    private void Decide(long[] total)
    {
        var lines = _classes.SelectMany((lines, share) => lines.Lines.Select(line => (line, share))).OrderBy(entry => entry.line);
        foreach (var (line, share) in lines)
        {
            var quantity = _market.LineQuantity[line];
            total[line] = _ratios[share].Floor(quantity);
            if (_ratios[share].Ceiling(quantity) > total[line] && MayGetOneMore(share))
                total[line]++;
        }
    }

    private bool MayGetOneMore(int share)
    {
        var (node, arc) = (_classes[share].Node, _classes[share].Arc);
        if (Spare(share) == 0)
        {
            if (_isDead[node])
                return false;
            if (_flow.SendLot(node, other => _shareOfNode[other] is >= 0 and var giver && Spare(giver) > 0, _isDead) is var from && from < 0)
            {
                // Nothing that leads here has anything to spare, now or later.
                foreach (var seen in _flow.Seen)
                    _isDead[seen] = true;
                return false;
            }
            _face.Network.Flow[_classes[_shareOfNode[from]].Arc]--;
            _face.Network.Flow[arc]++;
        }
        _up[share]++;
        return true;
    }

    /// <summary>Lots above the rounded-down dues that no line of a class has been given yet.</summary>
    private long Spare(int share) => _face.Network.Flow[_classes[share].Arc] - _floor[share] - _up[share];
}
