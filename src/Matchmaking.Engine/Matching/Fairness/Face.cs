using System.Numerics;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>The face of best results of a group, built from a solver that has proven one: its network, and who is who in it.</summary>
internal sealed class Face
{
    private readonly Market _market;
    private readonly HubSolver _solver;
    private readonly LineOptions _options;
    private readonly List<FaceArc> _arcs = [];
    private readonly List<LineClass> _classes = [];
    private readonly Dictionary<ulong, List<(int Class, int Form, bool IsShared, ulong[] Tight)>> _known = [];
    private readonly Dictionary<(int Class, int Slot), int> _arcOfPair = [];
    private readonly int[] _classOfPart;
    private int _nodes;

    private Face(Market market, HubSolver solver, CancellationToken cancellation)
    {
        (_market, _solver, _options) = (market, solver, new LineOptions(market, solver));
        Sink = solver.Tree.Count;
        _nodes = Sink + 1;
        _classOfPart = new int[solver.Parts.Count];
        ArcOfHub = new int[solver.Tree.Count];
        AddHubs();
        for (var part = 0; part < solver.Parts.Count; part++)
        {
            if ((part & 255) == 0)
                cancellation.ThrowIfCancellationRequested();
            AddPart(part);
        }
        var flow = new long[_arcs.Count];
        for (var part = 0; part < solver.Parts.Count; part++)
            AddFlow(part, flow);
        for (var arc = 0; arc < flow.Length; arc++)
            _arcs[arc] = _arcs[arc] with { Flow = _arcs[arc].Flow + flow[arc] };
        foreach (var lines in _classes)
            lines.Lines.Sort();
        Network = new FaceNetwork(_nodes, _arcs);
    }

    public FaceNetwork Network { get; }

    /// <summary>Where all lots end.</summary>
    public int Sink { get; }

    /// <summary>The arc from the parent of each hub.</summary>
    public int[] ArcOfHub { get; }

    public IReadOnlyList<LineClass> Classes => _classes;

    public static Face Of(Market market, HubSolver solver, CancellationToken cancellation) => new(market, solver, cancellation);

    private void AddHubs()
    {
        var tree = _solver.Tree;
        for (var hub = HubTree.Root + 1; hub < tree.Count; hub++)
        {
            if (!tree.IsUsed[hub])
                continue;
            var price = tree.Potential[hub] - tree.Potential[tree.Parent[hub]];
            var (lower, upper) = (price > 0 ? tree.Upper[hub] : tree.Lower[hub], price < 0 ? tree.Lower[hub] : tree.Upper[hub]);
            ArcOfHub[hub] = _arcs.Count;
            _arcs.Add(new FaceArc(tree.Parent[hub], hub, lower, upper, tree.Flow[hub]));
        }
    }

    private void AddPart(int part)
    {
        _classOfPart[part] = -1;
        if (_solver.Records.IsClosed[part])
            return;
        _options.Read(part);
        if (_options.Most == 0)
            return;
        var parts = _solver.Parts;
        Span<ulong> tight = new ulong[parts.Mask(part).Length];
        _options.Free(part, tight);
        var isShared = _options.Least < _options.Most;
        if (parts.Caps.Has(part) || _options.Least is > 0 and var least && least < parts.Quantity[part])
        {
            _classOfPart[part] = Create(part, tight, isShared, _options.Least, _options.Most);
            AddCountries(part, _classOfPart[part]);
        }
        else
            _classOfPart[part] = FindOrCreate(part, tight, isShared);
        foreach (var line in parts.LinesOf(part))
            _classes[_classOfPart[part]].Lines.Add(line);
    }

    private int FindOrCreate(int part, Span<ulong> tight, bool isShared)
    {
        var (form, quantity) = (_solver.Parts.Form[part], _solver.Parts.Quantity[part]);
        var hash = (ulong)form * 2 + (isShared ? 1UL : 0);
        foreach (var word in tight)
            hash = (hash ^ word ^ hash >> 29) * 0x9E3779B97F4A7C15;
        if (!_known.TryGetValue(hash, out var alike))
            _known.Add(hash, alike = []);
        foreach (var (known, knownForm, knownShared, knownTight) in alike)
        {
            if (knownForm != form || knownShared != isShared || !tight.SequenceEqual(knownTight))
                continue;
            if (_classes[known].Arc is >= 0 and var arc)
                _arcs[arc] = _arcs[arc] with { Lower = _arcs[arc].Lower + (isShared ? 0 : quantity), Upper = _arcs[arc].Upper + quantity };
            return known;
        }
        var created = Create(part, tight, isShared, isShared ? 0 : quantity, quantity);
        alike.Add((created, form, isShared, tight.ToArray()));
        return created;
    }

    private int Create(int part, ReadOnlySpan<ulong> tight, bool isShared, long least, long most)
    {
        var number = _classes.Count;
        var (node, arc) = (_nodes++, _arcs.Count);
        _arcs.Add(new FaceArc(node, Sink, least, most, 0));
        _classes.Add(new LineClass(node, arc, isShared));
        AddPairs(part, number, node, tight);
        return number;
    }

    private void AddPairs(int part, int number, int node, ReadOnlySpan<ulong> tight)
    {
        var first = _market.Slots.Start[_solver.Parts.Form[part]];
        for (var word = 0; word < tight.Length; word++)
        {
            for (var bits = tight[word]; bits != 0; bits &= bits - 1)
            {
                var slot = first + (word << 6) + BitOperations.TrailingZeroCount(bits);
                _classes[number].Pairs.Add((slot, _arcs.Count));
                _arcOfPair.Add((number, slot), _arcs.Count);
                _arcs.Add(new FaceArc(_solver.Tree.FirstSlot + slot, node, 0, FaceNetwork.Unlimited, 0));
            }
        }
    }

    private void AddCountries(int part, int number)
    {
        Span<ulong> tight = new ulong[_solver.Parts.Mask(part).Length];
        foreach (var (country, price, lots) in _options.Capped)
        {
            if (price > _options.Price || lots == 0)
                continue;
            var node = _nodes++;
            var used = _solver.Records.CapUsed[_solver.Parts.Caps.Find(part, country)];
            _arcs.Add(new FaceArc(node, _classes[number].Node, price < _options.Price ? lots : 0, lots, used));
            _options.Of(part, country, price, tight);
            AddPairs(part, number, node, tight);
        }
    }

    private void AddFlow(int part, long[] flow)
    {
        if (_classOfPart[part] is not (>= 0 and var number))
            return;
        for (var record = _solver.Records.FirstOfPart(part); record != RecordTable.None; record = _solver.Records.NextOfPart(record))
        {
            var (slot, lots) = (_solver.Records.SlotOf(record), _solver.Records.LotsOf(record));
            if (slot == _solver.Records.Outside)
                continue;
            flow[_arcOfPair[(number, slot)]] += lots;
            flow[_classes[number].Arc] += lots;
        }
    }
}
