using System.Diagnostics;

namespace Matchmaking.Engine.Matching;

/// <summary>
/// The basis of the network simplex: a rooted spanning tree with, for every node, the arc to its parent, the flow on that arc and the
/// node's potential. Children hang in linked lists, so that a subtree is cut off, turned around and hung elsewhere in place.
/// </summary>
internal sealed class SpanningTree
{
    private const int None = -1;

    private readonly int _root;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly int[] _previousSibling;

    public SpanningTree(int nodes)
    {
        _root = nodes;
        (Parent, Arc, Size) = (new int[nodes + 1], new int[nodes + 1], new int[nodes + 1]);
        (PointsUp, Flow, Potential) = (new bool[nodes + 1], new long[nodes + 1], new long[nodes + 1]);
        (_firstChild, _nextSibling, _previousSibling) = (new int[nodes + 1], new int[nodes + 1], new int[nodes + 1]);
    }

    public int[] Parent { get; }

    /// <summary>The tree arc between a node and its parent.</summary>
    public int[] Arc { get; }

    /// <summary>Whether that arc leads from the node to its parent.</summary>
    public bool[] PointsUp { get; }

    /// <summary>The flow on that arc.</summary>
    public long[] Flow { get; }

    public long[] Potential { get; }

    /// <summary>Nodes in the subtree, the node included.</summary>
    public int[] Size { get; }

    /// <summary>Starts with every node a child of the root; <see cref="Arc"/>, flows and potentials are the caller's to set.</summary>
    public void Reset()
    {
        for (var node = 0; node < _root; node++)
        {
            (Parent[node], Size[node], _firstChild[node]) = (_root, 1, None);
            (_previousSibling[node], _nextSibling[node]) = (node - 1, node + 1 < _root ? node + 1 : None);
        }
        (Parent[_root], Arc[_root], Size[_root]) = (None, None, _root + 1);
        _firstChild[_root] = _root > 0 ? 0 : None;
        Potential[_root] = 0;
    }

    /// <summary>The lowest common ancestor: the node with the smaller subtree climbs.</summary>
    public int Join(int first, int second)
    {
        while (first != second)
        {
            if (Size[first] < Size[second])
                first = Parent[first];
            else
                second = Parent[second];
        }
        return first;
    }

    /// <summary>
    /// Cuts the subtree below <paramref name="cut"/>, makes <paramref name="node"/> (inside it) its top and hangs it below
    /// <paramref name="newParent"/> by a new arc.
    /// </summary>
    public void Rehang(int node, int cut, int newParent, int join, int arc, bool pointsUp, long flow)
    {
        var moved = Size[cut];
        for (var above = Parent[cut]; above != join; above = Parent[above])
            Size[above] -= moved;
        for (var above = newParent; above != join; above = Parent[above])
            Size[above] += moved;

        // Walking up from the new top to the cut, every node becomes the child of the one before it.
        var sizeBelow = 0;
        while (true)
        {
            var (oldParent, oldArc, oldPointsUp, oldFlow, oldSize) = (Parent[node], Arc[node], PointsUp[node], Flow[node], Size[node]);
            Detach(node);
            Attach(node, newParent);
            (Arc[node], PointsUp[node], Flow[node], Size[node]) = (arc, pointsUp, flow, moved - sizeBelow);
            if (node == cut)
                break;
            (arc, pointsUp, flow, sizeBelow, newParent, node) = (oldArc, !oldPointsUp, oldFlow, oldSize, node, oldParent);
        }
    }

    /// <summary>Adds the same amount to the potentials of a whole subtree.</summary>
    public void ShiftPotentials(int top, long amount)
    {
        var (firstChild, nextSibling, parent, potential) = (_firstChild, _nextSibling, Parent, Potential);
        var node = top;
        while (true)
        {
            potential[node] += amount;
            if (firstChild[node] != None)
            {
                node = firstChild[node];
                continue;
            }
            while (node != top && nextSibling[node] == None)
                node = parent[node];
            if (node == top)
                return;
            node = nextSibling[node];
        }
    }

    [Conditional("DEBUG")]
    public void CheckShape()
    {
        var total = 0;
        for (var node = 0; node <= _root; node++)
        {
            var children = 0;
            for (var child = _firstChild[node]; child != None; child = _nextSibling[child])
            {
                Debug.Assert(Parent[child] == node, "a child names another parent");
                children += Size[child];
            }
            Debug.Assert(Size[node] == children + 1, "a subtree's size is wrong");
            total++;
        }
        Debug.Assert(Size[_root] == total, "the tree does not span the network");
    }

    private void Detach(int node)
    {
        var (previous, next) = (_previousSibling[node], _nextSibling[node]);
        if (previous == None)
            _firstChild[Parent[node]] = next;
        else
            _nextSibling[previous] = next;
        if (next != None)
            _previousSibling[next] = previous;
    }

    private void Attach(int node, int parent)
    {
        var next = _firstChild[parent];
        (Parent[node], _previousSibling[node], _nextSibling[node]) = (parent, None, next);
        if (next != None)
            _previousSibling[next] = node;
        _firstChild[parent] = node;
    }
}
