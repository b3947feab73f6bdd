namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// The best results of a group as flows through a network whose every arc is free: once prices have proven one best result, all others
/// differ from it only along arcs that cost nothing.
/// </summary>
/// <remarks>
/// Supply runs from the root over hubs and offers to classes of lines, and from there to the sink. Lines that reach the same offers at no
/// cost, and have nothing of their own, are one class.
/// </remarks>
internal sealed class FaceNetwork
{
    public const long Unlimited = long.MaxValue / 4;

    private readonly int[] _arcsOfNode;
    private readonly int[] _start;

    public FaceNetwork(int nodes, List<FaceArc> arcs)
    {
        Nodes = nodes;
        From = [.. arcs.Select(arc => arc.From)];
        To = [.. arcs.Select(arc => arc.To)];
        Lower = [.. arcs.Select(arc => arc.Lower)];
        Upper = [.. arcs.Select(arc => arc.Upper)];
        Flow = [.. arcs.Select(arc => arc.Flow)];
        _start = new int[nodes + 1];
        for (var arc = 0; arc < Arcs; arc++)
        {
            _start[From[arc] + 1]++;
            _start[To[arc] + 1]++;
        }
        for (var node = 0; node < nodes; node++)
            _start[node + 1] += _start[node];
        _arcsOfNode = new int[_start[nodes]];
        var next = _start.AsSpan(0, nodes).ToArray();
        for (var arc = 0; arc < Arcs; arc++)
        {
            _arcsOfNode[next[From[arc]]++] = arc;
            _arcsOfNode[next[To[arc]]++] = arc;
        }
    }

    public int Nodes { get; }

    public int Arcs => From.Length;

    public int[] From { get; }

    public int[] To { get; }

    /// <summary>The least that an arc carries, in lots.</summary>
    public long[] Lower { get; }

    /// <summary>The most that it carries.</summary>
    public long[] Upper { get; }

    /// <summary>What it carries in the result at hand.</summary>
    public long[] Flow { get; }

    /// <summary>The arcs that begin or end at a node.</summary>
    public ReadOnlySpan<int> ArcsOf(int node) => _arcsOfNode.AsSpan(_start[node].._start[node + 1]);

    /// <summary>How many more lots an arc carries away from one of its ends.</summary>
    public long Room(int arc, int from) => From[arc] == from ? Upper[arc] - Flow[arc] : Flow[arc] - Lower[arc];

    /// <summary>The other end of an arc.</summary>
    public int Other(int arc, int node) => From[arc] == node ? To[arc] : From[arc];
}

/// <summary>An arc of a face, in lots.</summary>
internal readonly record struct FaceArc(int From, int To, long Lower, long Upper, long Flow);
