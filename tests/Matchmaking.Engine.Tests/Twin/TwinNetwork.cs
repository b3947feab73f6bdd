namespace Matchmaking.Engine.Tests.Twin;

/// <summary>A cost compared part by part: what must be given, quantity, cents.</summary>
public readonly record struct TwinCost(Int128 Mandatory, Int128 Quantity, Int128 Cents)
{
    public static TwinCost operator +(TwinCost left, TwinCost right) =>
        new(left.Mandatory + right.Mandatory, left.Quantity + right.Quantity, left.Cents + right.Cents);

    public TwinCost Times(Int128 factor) => new(Mandatory * factor, Quantity * factor, Cents * factor);

    public bool IsBelow(TwinCost other) =>
        Mandatory != other.Mandatory ? Mandatory < other.Mandatory : Quantity != other.Quantity ? Quantity < other.Quantity : Cents < other.Cents;
}

/// <summary>Cheapest flow by successive shortest ways, found by Bellman-Ford: slow, short, and easy to believe.</summary>
public sealed class TwinNetwork
{
    private readonly Dictionary<string, int> _nodes = [];
    private readonly List<(int From, int To, TwinCost Cost)> _arcs = [];
    private readonly List<long> _room = [];

    public void Add(string from, string to, long capacity, TwinCost cost)
    {
        _arcs.Add((Node(from), Node(to), cost));
        _arcs.Add((Node(to), Node(from), cost.Times(-1)));
        _room.Add(capacity);
        _room.Add(0);
    }

    /// <summary>The total cost of a cheapest flow of any amount.</summary>
    public TwinCost Cheapest(string source, string sink)
    {
        var total = default(TwinCost);
        while (Shortest(Node(source), Node(sink)) is { } way && way.Cost.IsBelow(default))
        {
            var amount = way.Arcs.Min(arc => _room[arc]);
            foreach (var arc in way.Arcs)
            {
                _room[arc] -= amount;
                _room[arc ^ 1] += amount;
            }
            total += way.Cost.Times(amount);
        }
        return total;
    }

    private (List<int> Arcs, TwinCost Cost)? Shortest(int source, int sink)
    {
        var cost = new TwinCost?[_nodes.Count];
        var via = new int[_nodes.Count];
        cost[source] = default(TwinCost);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var arc = 0; arc < _arcs.Count; arc++)
            {
                if (_room[arc] == 0 || cost[_arcs[arc].From] is not { } before)
                    continue;
                var through = before + _arcs[arc].Cost;
                if (cost[_arcs[arc].To] is { } known && !through.IsBelow(known))
                    continue;
                (cost[_arcs[arc].To], via[_arcs[arc].To], changed) = (through, arc, true);
            }
        }
        if (cost[sink] is not { } found)
            return null;
        var arcs = new List<int>();
        for (var node = sink; node != source; node = _arcs[via[node]].From)
            arcs.Add(via[node]);
        return (arcs, found);
    }

    private int Node(string name)
    {
        if (!_nodes.TryGetValue(name, out var number))
            _nodes.Add(name, number = _nodes.Count);
        return number;
    }
}
