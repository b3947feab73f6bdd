namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>One way that a search has found to a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Distance">Reduced cost.</param>
/// <param name="Parent">The label of the node before; <see cref="None"/> where the search started.</param>
/// <param name="Cap">The full cap crossed on the last step.</param>
/// <param name="Stage">The stage of the search that found it: later ones cross more caps, or later ones by name.</param>
internal readonly record struct Label(int Node, long Distance, int Parent, CapName? Cap, int Stage)
{
    public const int None = -1;
}

/// <summary>All ways that a search has found; those to one node in the order of their stages, each cheaper than the one before.</summary>
internal sealed class LabelTable
{
    private readonly List<Label> _labels = [];
    private readonly List<int> _next = [];
    private readonly int[] _first;
    private readonly int[] _last;

    public LabelTable(int nodes)
    {
        (_first, _last) = (new int[nodes], new int[nodes]);
        Array.Fill(_first, Label.None);
        Array.Fill(_last, Label.None);
    }

    public int Count => _labels.Count;

    public Label this[int label] => _labels[label];

    public int Add(Label label)
    {
        if (_last[label.Node] is not Label.None and var last)
            _next[last] = Count;
        else
            _first[label.Node] = Count;
        _next.Add(Label.None);
        _last[label.Node] = Count;
        _labels.Add(label);
        return Count - 1;
    }

    /// <summary>The cheapest label of a node.</summary>
    public int Last(int node) => _last[node];

    /// <summary>The first label of a node whose way costs less than given.</summary>
    public int FirstBelow(int node, long cost)
    {
        if (_last[node] == Label.None || _labels[_last[node]].Distance >= cost)
            return Label.None;
        var label = _first[node];
        while (_labels[label].Distance >= cost)
            label = _next[label];
        return label;
    }

    /// <summary>The full caps on a label's way.</summary>
    public List<CapName> CapsOf(int label)
    {
        var caps = new List<CapName>();
        for (; label != Label.None; label = _labels[label].Parent)
        {
            if (_labels[label].Cap is { } cap)
                caps.Add(cap);
        }
        return caps;
    }

    /// <summary>Whether a label's way leads through a node, its last one included.</summary>
    public bool Meets(int label, int node)
    {
        while (label != Label.None && _labels[label].Node != node)
            label = _labels[label].Parent;
        return label != Label.None;
    }
}
