namespace Matchmaking.Engine;

/// <summary>Names a group: groups share nothing, and are solved each for itself.</summary>
/// <param name="Material">Leaf material.</param>
/// <param name="Stage"><c>extraction</c>, <c>processing</c> or <c>recycling</c>.</param>
/// <param name="Year">First year of the delivery period.</param>
public sealed record GroupKey(string Material, string Stage, int Year) : IComparable<GroupKey>
{
    /// <summary>By material, stage and year, the order in which results list groups.</summary>
    public int CompareTo(GroupKey? other)
    {
        if (other is null)
            return 1;
        var order = string.CompareOrdinal(Material, other.Material);
        order = order != 0 ? order : string.CompareOrdinal(Stage, other.Stage);
        return order != 0 ? order : Year.CompareTo(other.Year);
    }
}
