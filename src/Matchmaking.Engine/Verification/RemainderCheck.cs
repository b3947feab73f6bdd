using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>One list of what is left over: all unfilled lines or all unsold offers, once each, by id, with reasons that can hold.</summary>
/// <param name="list">The list's name in the result.</param>
/// <param name="figure">The name of the quantity that is left.</param>
/// <param name="reasons">Which reasons can hold.</param>
/// <param name="find">Where an id stands in the groups.</param>
/// <param name="remainders">What is left, group by group.</param>
/// <param name="findings">Receives what does not hold.</param>
internal sealed class RemainderCheck(
    string list, string figure, ReasonCheck reasons, Func<string, Place?> find, Remainder[][] remainders, FindingList findings)
{
    private readonly bool[][] _isListed = [.. remainders.Select(group => new bool[group.Length])];
    private string? _previous;
    private int _at;

    /// <summary>Takes the next entry of the list.</summary>
    public void Next(string id, decimal left, string reason, IReadOnlyList<GroupResult> groups)
    {
        var path = $"$.{list}[{_at++}]";
        if (_previous is not null && string.CompareOrdinal(_previous, id) >= 0)
            findings.Add("remainder", path, "is not in the order of ids, each once");
        _previous = id;
        if (find(id) is not { } place || remainders[place.Group][place.Number].Left == 0 || _isListed[place.Group][place.Number])
        {
            findings.Add("remainder", path, "has nothing left over, or is listed before");
            return;
        }
        _isListed[place.Group][place.Number] = true;
        var remainder = remainders[place.Group][place.Number];
        if (left * 1_000 != remainder.Left)
            findings.Figure($"{path}.{figure}", left, Units.Tonnes(remainder.Left));
        if (reasons.FaultOf(reason, remainder, groups[place.Group].Status) is { } fault)
            findings.Add("remainder", $"{path}.reason", fault);
    }

    /// <summary>After the last entry: nothing may be missing.</summary>
    public void End(Func<Place, string> idOf)
    {
        var missing = new List<string>();
        for (var group = 0; group < remainders.Length; group++)
        {
            for (var number = 0; number < remainders[group].Length; number++)
            {
                if (remainders[group][number].Left != 0 && !_isListed[group][number])
                    missing.Add(idOf(new Place(group, number)));
            }
        }
        foreach (var id in missing.Order(StringComparer.Ordinal))
            findings.Add("remainder", $"$.{list}", $"{id} is missing");
    }
}
