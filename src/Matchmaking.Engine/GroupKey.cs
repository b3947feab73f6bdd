using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine;

/// <summary>Names a group: groups share nothing, and are solved each for itself.</summary>
/// <param name="Material">Leaf material.</param>
/// <param name="Stage"><c>extraction</c>, <c>processing</c> or <c>recycling</c>.</param>
/// <param name="Year">First year of the delivery period.</param>
public readonly record struct GroupKey(string Material, string Stage, int Year) : IComparable<GroupKey>
{
    /// <summary>The group of a line.</summary>
    public static GroupKey Of(DemandLine line) => new(line.Material, line.Stage, line.Year);

    /// <summary>The group of an offer.</summary>
    public static GroupKey Of(SupplyOffer offer) => new(offer.Material, offer.Stage, offer.Year);

    /// <summary>The group that a consumption belongs to.</summary>
    public static GroupKey Of(UnionConsumption consumption) => new(consumption.Material, consumption.Stage, consumption.Year);

    /// <summary>The group of a result.</summary>
    public static GroupKey Of(GroupResult group) => new(group.Material, group.Stage, group.Year);

    /// <summary>By material, stage and year, the order in which results list groups.</summary>
    public int CompareTo(GroupKey other)
    {
        var order = string.CompareOrdinal(Material, other.Material);
        order = order != 0 ? order : string.CompareOrdinal(Stage, other.Stage);
        return order != 0 ? order : Year.CompareTo(other.Year);
    }
}
