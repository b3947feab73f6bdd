using System.Text.Json.Nodes;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>What a cap limits, in the order in which causes are named.</summary>
internal enum CapKind
{
    Country,
    Supplier,
    Line,
}

/// <summary>A cap that may stand in the way, by name: a country's own, a supplier's or a line's from that country.</summary>
internal readonly record struct CapName(CapKind Kind, string Owner, string Country) : IComparable<CapName>
{
    public static CapName OfCountry(Market market, int country) => new(CapKind.Country, "", market.Countries[country]);

    public static CapName OfSupplier(Market market, int supplier) =>
        new(CapKind.Supplier, market.Suppliers[supplier].Name, market.Countries[market.Suppliers[supplier].Country]);

    public static CapName OfLine(Market market, int line, int country) =>
        new(CapKind.Line, market.Lines[line].Id, market.Countries[country]);

    /// <summary>The reason where this cap alone stands in the way.</summary>
    public string Reason => Kind switch
    {
        CapKind.Country => "country-cap",
        CapKind.Supplier => "supplier-cap",
        _ => "line-cap",
    };

    public int CompareTo(CapName other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind)
        : string.CompareOrdinal(Owner, other.Owner) is not 0 and var order ? order
        : string.CompareOrdinal(Country, other.Country);

    public JsonObject Describe()
    {
        var detail = new JsonObject();
        if (Kind != CapKind.Country)
            detail[Kind == CapKind.Supplier ? "supplier" : "demand"] = Owner;
        detail["country"] = Country;
        return detail;
    }
}
