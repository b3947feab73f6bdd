namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>A step across a full cap that leads to a node.</summary>
internal readonly record struct Crossing(CapName Cap, int Node, long Distance, int Parent);

/// <summary>
/// The steps across full caps that a search will take next. They are told in the order of the caps' names, and each counts only where it
/// is cheaper than whatever leads to its node already.
/// </summary>
internal sealed class Crossings(LabelTable labels, WayCosts costs, int nodes, int words)
{
    private readonly List<Crossing> _all = [];
    private readonly long[] _bound = new long[nodes];
    private readonly ulong[] _unreached = new ulong[words];

    /// <summary>In the order of their caps' names.</summary>
    public IReadOnlyList<Crossing> All => _all;

    /// <summary>Starts anew from what a search has reached.</summary>
    public void Begin(long[] bound, ulong[] unreached)
    {
        _all.Clear();
        bound.CopyTo(_bound, 0);
        unreached.CopyTo(_unreached, 0);
    }

    /// <summary>The slots for which a step can still count: where costs are not counted, those that nothing leads to.</summary>
    public ulong Open(int word) => costs.AreCounted ? ulong.MaxValue : _unreached[word];

    public bool IsUseful(int node, long distance) => distance < _bound[node];

    public void Add(CapName cap, int node, long distance, int label)
    {
        // A way round through the same node would become cheaper without end.
        if (!IsUseful(node, distance) || labels.Meets(label, node))
            return;
        _bound[node] = costs.AreCounted ? distance : long.MinValue;
        if (!costs.AreCounted && node >> 6 < _unreached.Length)
            _unreached[node >> 6] &= ~(1UL << node);
        _all.Add(new Crossing(cap, node, distance, label));
    }
}
