namespace Matchmaking.Engine.Tests.Twin;

/// <summary>The face with the open items raised to a common ratio and the others at their dues, in parts of a lot.</summary>
internal sealed class TwinRaisedFace
{
    private readonly IReadOnlyList<long> _quantities;
    private readonly Rational?[] _dues;
    private readonly Int128 _parts;
    private readonly int _firstRatioArc;
    private readonly List<TwinArc> _arcs;
    private readonly TwinCirculation _found;

    public TwinRaisedFace(
        int nodes,
        IReadOnlyList<TwinArc> face,
        IReadOnlyList<int> items,
        IReadOnlyList<long> quantities,
        Rational?[] dues,
        Rational ratio)
    {
        (_quantities, _dues) = (quantities, dues);
        _parts = dues.Where(due => due is not null)
            .Aggregate(ratio.Denominator, (parts, due) => Rational.LeastMultiple(parts, due!.Value.Denominator));
        _arcs = [.. face.Select(arc => arc with { Least = arc.Least * _parts, Most = arc.Most * _parts })];
        _firstRatioArc = _arcs.Count;
        for (var item = 0; item < items.Count; item++)
        {
            // The item's own bounds come first, its ratio after them on an arc of its own.
            var own = _arcs[items[item]];
            var least = (dues[item] ?? ratio.Times(quantities[item])).InPartsOf(_parts);
            _arcs[items[item]] = own with { To = nodes + item };
            _arcs.Add(new TwinArc(nodes + item, own.To, least, dues[item] is null ? TwinNetwork.Unlimited * _parts : least));
        }
        _found = TwinCirculation.Find(nodes + items.Count, _arcs);
    }

    /// <summary>The ratio that just fits the set of nodes which cannot take this one; null where this one fits.</summary>
    public Rational? Lower
    {
        get
        {
            if (_found.Overfull is not { } set)
                return null;
            var (room, raised) = ((Int128)0, 0L);
            for (var arc = 0; arc < _arcs.Count; arc++)
            {
                var (leaves, enters) = (set[_arcs[arc].From], set[_arcs[arc].To]);
                if (leaves && !enters)
                    room += _arcs[arc].Most;
                else if (enters && !leaves && IsOpen(arc))
                    raised += _quantities[arc - _firstRatioArc];
                else if (enters && !leaves)
                    room -= _arcs[arc].Least;
            }
            return new Rational(room, _parts * raised);
        }
    }

    /// <summary>The open items that cannot have more without another open one falling below the ratio.</summary>
    public IEnumerable<int> Stuck() => Enumerable.Range(0, _quantities.Count).Where(item =>
    {
        var arc = _firstRatioArc + item;
        return IsOpen(arc) && _found.Flow[arc] == _arcs[arc].Least && _found.Reached(_arcs[arc].To)[_arcs[arc].From] < 0;
    });

    private bool IsOpen(int arc) => arc >= _firstRatioArc && _dues[arc - _firstRatioArc] is null;
}
