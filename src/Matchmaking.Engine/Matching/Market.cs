using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>A demand line in whole lots.</summary>
internal sealed record MarketLine(DemandLine Source, string Place, long Quantity, long Minimum);

/// <summary>A supply offer in whole lots, with the number of its supplier hub.</summary>
internal sealed record MarketOffer(SupplyOffer Source, string Place, int Supplier, long Quantity, long Minimum);

/// <summary>One supplier's offers from one country: what the supplier cap counts.</summary>
internal sealed record SupplierHub(string Name, int Country);

/// <summary>
/// One group, ready to be solved: lines and offers in lottery order, hubs by name, quantities in lots. Nothing in it depends on
/// the order of the input.
/// </summary>
internal sealed class Market
{
    public required string Material { get; init; }

    public required string Stage { get; init; }

    public required int Year { get; init; }

    public required MatchingRules Rules { get; init; }

    public required long LotKilograms { get; init; }

    /// <summary>The group's entry of Union consumption; null where there is none.</summary>
    public required UnionConsumption? Consumption { get; init; }

    public required MarketLine[] Lines { get; init; }

    public required MarketOffer[] Offers { get; init; }

    /// <summary>Countries of origin, by code.</summary>
    public required string[] Countries { get; init; }

    /// <summary>Whether a country is a third country, which the country cap applies to.</summary>
    public required bool[] IsThirdCountry { get; init; }

    /// <summary>Suppliers per country, by name and country.</summary>
    public required SupplierHub[] Suppliers { get; init; }

    public required PairTable Pairs { get; init; }

    public long LineTotal => Lines.Sum(line => line.Quantity);

    /// <summary>Whether any line or offer has a minimum.</summary>
    public bool HasMinimums => Array.Exists(Lines, line => line.Minimum > 0) || Array.Exists(Offers, offer => offer.Minimum > 0);

    public int CountryOf(int offer) => Suppliers[Offers[offer].Supplier].Country;
}
