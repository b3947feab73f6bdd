using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>
/// The explicit network of one input: source, country, supplier, offer, a node for each line and country under a line cap, line, sink,
/// and back to the source.
/// </summary>
public sealed class TwinNetwork
{
    public const int Source = 0;
    public const int Sink = 1;

    /// <summary>More than any instance holds.</summary>
    public const long Unlimited = 1L << 52;

    private readonly Dictionary<string, int> _nodes = new() { ["source"] = Source, ["sink"] = Sink };

    /// <param name="input">One group.</param>
    /// <param name="pairs">Its compatible pairs.</param>
    /// <param name="caps">The caps in lots.</param>
    /// <param name="lineBounds">The least and the most of each line in lots.</param>
    /// <param name="offerBounds">The same of each offer.</param>
    public TwinNetwork(
        MatchingInput input,
        TwinPairs pairs,
        IReadOnlyDictionary<TwinCap, long> caps,
        IReadOnlyList<(long Least, long Most)> lineBounds,
        IReadOnlyList<(long Least, long Most)> offerBounds)
    {
        var isSurplus = input.Rules.Objective == Objective.Surplus;
        foreach (var origin in input.Offers.Select(offer => offer.Origin).Distinct())
            AddCapped(Source, Node($"country {origin}"), TwinCap.OfCountry(origin), caps);
        foreach (var supplier in input.Offers.Select(TwinCap.OfSupplier).Distinct())
            AddCapped(Node($"country {supplier.Country}"), Node($"supplier {supplier}"), supplier, caps);
        foreach (var (offer, (least, most)) in input.Offers.Zip(offerBounds))
        {
            OfferArcs.Add(Arcs.Count);
            Arcs.Add(new TwinArc(Node($"supplier {TwinCap.OfSupplier(offer)}"), Node($"offer {offer.Id}"), least, most));
        }
        foreach (var (line, (least, most)) in input.Demands.Zip(lineBounds))
        {
            LineArcs.Add(Arcs.Count);
            Arcs.Add(new TwinArc(Node($"line {line.Id}"), Sink, least, most, isSurplus ? 0 : 1, isSurplus ? 1 : 0));
        }
        foreach (var pair in pairs.All)
        {
            var (from, to) = (Node($"offer {pair.Offer.Id}"), Node($"line {pair.Line.Id}"));
            var cap = TwinCap.OfLine(pair.Line.Id, pair.Offer.Origin);
            if (caps.ContainsKey(cap))
                to = Entry(to, cap, caps);
            PairArcs.Add(Arcs.Count);
            Arcs.Add(new TwinArc(from, to, 0, Unlimited, isSurplus ? pair.Surplus : 0, isSurplus ? 0 : -pair.Cents));
        }
        BackArc = Arcs.Count;
        Arcs.Add(new TwinArc(Sink, Source, 0, Unlimited));
    }

    public List<TwinArc> Arcs { get; } = [];

    public int Nodes => _nodes.Count;

    /// <summary>The arc into each offer, in the order of the input.</summary>
    public List<int> OfferArcs { get; } = [];

    /// <summary>The arc out of each line, in the order of the input.</summary>
    public List<int> LineArcs { get; } = [];

    /// <summary>The arc of each compatible pair.</summary>
    public List<int> PairArcs { get; } = [];

    /// <summary>The arc from the sink back to the source.</summary>
    public int BackArc { get; }

    public TwinValue ValueOf(IReadOnlyList<Int128> flow)
    {
        var (first, second) = ((Int128)0, (Int128)0);
        for (var arc = 0; arc < Arcs.Count; arc++)
            (first, second) = (first + flow[arc] * Arcs[arc].First, second + flow[arc] * Arcs[arc].Second);
        return new TwinValue(first, second);
    }

    private void AddCapped(int from, int to, TwinCap cap, IReadOnlyDictionary<TwinCap, long> caps) =>
        Arcs.Add(new TwinArc(from, to, 0, caps.GetValueOrDefault(cap, Unlimited), Cap: caps.ContainsKey(cap) ? cap : null));

    /// <summary>The node through which a country's offers enter a line.</summary>
    private int Entry(int line, TwinCap cap, IReadOnlyDictionary<TwinCap, long> caps)
    {
        var isNew = !_nodes.ContainsKey($"entry {cap}");
        var entry = Node($"entry {cap}");
        if (isNew)
            AddCapped(entry, line, cap, caps);
        return entry;
    }

    private int Node(string name)
    {
        if (!_nodes.TryGetValue(name, out var number))
            _nodes.Add(name, number = _nodes.Count);
        return number;
    }
}
