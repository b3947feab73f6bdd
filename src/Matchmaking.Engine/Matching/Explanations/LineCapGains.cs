using Matchmaking.Engine.Matching.Hubs;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// What lines that have reached their cap for a country would save by taking a lot more from it and one less from elsewhere, which is
/// then taken back from where a search ends.
/// </summary>
internal sealed class LineCapGains
{
    private readonly Residual _residual;
    private readonly WayCosts _costs;
    private readonly long[] _least;
    private readonly List<(CapName Cap, int Part, long Cost, int Label)> _lines = [];
    private bool _isSorted;

    public LineCapGains(Residual residual, WayCosts costs, StandInSearch search, int country)
    {
        (_residual, _costs, _least) = (residual, costs, new long[residual.Market.Slots.Count]);
        Array.Fill(_least, MoveTable.Never);
        foreach (var (part, own) in residual.LineCaps.All)
        {
            if (own != country || Onward(part, country, search) is not { Label: not Label.None } onward)
                continue;
            _lines.Add((residual.LineCaps.Name(part, country), part, onward.Cost, onward.Label));
            var row = costs.OfPart(part);
            Lanes.Fold(_least.AsSpan(FormStart(part), row.Length), row, residual.LineCaps.Behind(part, country), -onward.Cost);
        }
    }

    /// <summary>
    /// The first cap by name with which a lot more at a slot would make the whole cheaper, and the label its way goes on from.
    /// </summary>
    public (CapName Cap, int Label)? First(int slot)
    {
        if (_least[slot] >= 0)
            return null;
        if (!_isSorted)
            _lines.Sort((left, right) => left.Cap.CompareTo(right.Cap));
        _isSorted = true;
        foreach (var (cap, part, cost, label) in _lines)
        {
            var place = slot - FormStart(part);
            var row = _costs.OfPart(part);
            if (place >= 0 && place < row.Length && _residual.Parts.Allows(part, place) && cost + row[place] < 0)
                return (cap, label);
        }
        throw new InvalidOperationException("A saving is nobody's.");
    }

    private int FormStart(int part) => _residual.Market.Slots.Start[_residual.Parts.Form[part]];

    private (long Cost, int Label) Onward(int part, int country, StandInSearch search)
    {
        var records = _residual.Solver.Records;
        var row = _costs.OfPart(part);
        var best = (Cost: MoveTable.Never, Label: Label.None);
        for (var record = records.FirstOfPart(part); record != RecordTable.None; record = records.NextOfPart(record))
        {
            var slot = records.SlotOf(record);
            if (slot == records.Outside || _residual.LineCaps.CountryOf(slot) == country)
                continue;
            if (search.Labels.Last(slot) is not (>= 0 and var label))
                continue;
            var cost = search.Labels[label].Distance - _costs.Potential[slot] - row[slot - FormStart(part)];
            if (cost < best.Cost)
                best = (cost, label);
        }
        return best;
    }
}
