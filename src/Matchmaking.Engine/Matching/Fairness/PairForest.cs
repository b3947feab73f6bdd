namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// Cancels cycles on a face until what carries something and could carry more or less is a forest (matching.md, section 6, step 7). Going
/// around a cycle costs nothing and changes no total.
/// </summary>
internal sealed class PairForest
{
    private const int None = -1;

    private readonly FaceNetwork _network;
    private readonly int[] _arcToParent;
    private readonly int[] _mark;
    private readonly List<int> _firstSide = [];
    private readonly List<int> _secondSide = [];
    private int _round;

    private PairForest(FaceNetwork network)
    {
        _network = network;
        (_arcToParent, _mark) = (new int[network.Nodes], new int[network.Nodes]);
        Array.Fill(_arcToParent, None);
    }

    /// <param name="network">The face; its flow is changed.</param>
    /// <param name="arcs">The arcs to look at; all others keep their flow.</param>
    /// <param name="cancellation">Honoured at every arc.</param>
    public static void Make(FaceNetwork network, IEnumerable<int> arcs, CancellationToken cancellation)
    {
        var forest = new PairForest(network);
        foreach (var arc in arcs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (forest.IsFree(arc))
                forest.Add(arc);
        }
    }

    private bool IsFree(int arc) => _network.Flow[arc] > 0 && _network.Flow[arc] < _network.Upper[arc];

    private void Add(int arc)
    {
        var (from, to) = (_network.From[arc], _network.To[arc]);
        if (FindCycle(from, to))
        {
            Cancel(arc);
            if (!IsFree(arc))
                return;

            // Some arc of the cycle has become empty or full, so the ends are in different trees now.
        }
        Hang(from);
        _arcToParent[from] = arc;
    }

    /// <summary>Climbs from both ends in turn; if they meet, the sides of the cycle are the ways up to there.</summary>
    private bool FindCycle(int first, int second)
    {
        _round += 2;
        var (left, right, top) = (first, second, None);
        (_mark[first], _mark[second]) = (_round, _round + 1);
        while (top == None && (left != None || right != None))
        {
            if (left != None && (left = Parent(left)) != None)
            {
                if (_mark[left] == _round + 1)
                    top = left;
                _mark[left] = _round;
            }
            if (top == None && right != None && (right = Parent(right)) != None)
            {
                if (_mark[right] == _round)
                    top = right;
                _mark[right] = _round + 1;
            }
        }
        _firstSide.Clear();
        _secondSide.Clear();
        if (top == None)
            return false;
        for (var node = first; node != top; node = Parent(node))
            _firstSide.Add(node);
        for (var node = second; node != top; node = Parent(node))
            _secondSide.Add(node);
        return true;
    }

    private int Parent(int node) => _arcToParent[node] == None ? None : _network.Other(_arcToParent[node], node);

    /// <summary>
    /// Sends as much around the cycle that an arc closes as makes one of its arcs empty or full, in the direction that takes less.
    /// </summary>
    private void Cancel(int arc)
    {
        var (more, less) = (_network.Upper[arc] - _network.Flow[arc], _network.Flow[arc]);
        foreach (var node in _secondSide)
            Limit(node, isUp: true, ref more, ref less);
        foreach (var node in _firstSide)
            Limit(node, isUp: false, ref more, ref less);
        var lots = more <= less ? more : -less;
        _network.Flow[arc] += lots;
        foreach (var node in _secondSide)
            Change(node, isUp: true, lots);
        foreach (var node in _firstSide)
            Change(node, isUp: false, lots);
    }

    // More through the closing arc runs up from its head and down to its tail.
    private void Limit(int node, bool isUp, ref long more, ref long less)
    {
        var arc = _arcToParent[node];
        var gains = (_network.From[arc] == node) == isUp;
        var (up, down) = (_network.Upper[arc] - _network.Flow[arc], _network.Flow[arc]);
        (more, less) = (Math.Min(more, gains ? up : down), Math.Min(less, gains ? down : up));
    }

    private void Change(int node, bool isUp, long lots)
    {
        var arc = _arcToParent[node];
        _network.Flow[arc] += (_network.From[arc] == node) == isUp ? lots : -lots;
        if (!IsFree(arc))
            _arcToParent[node] = None;
    }

    /// <summary>Turns the tree around so that a node is its root.</summary>
    private void Hang(int node)
    {
        var arc = None;
        while (node != None)
        {
            var above = Parent(node);
            (arc, _arcToParent[node]) = (_arcToParent[node], arc);
            node = above;
        }
    }
}
