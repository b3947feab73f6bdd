using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>One supplier's offers from one country: what the supplier cap counts.</summary>
internal sealed record SupplierHub(string Name, int Country);

/// <summary>
/// One group, ready to be solved: parallel arrays of lines by lottery place and of offers by form, country, price and place, quantities
/// in lots. Nothing in it depends on the order of the input.
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

    /// <summary>The demand lines, by lottery place.</summary>
    public required DemandLine[] Lines { get; init; }

    public required LotteryPlace[] LinePlace { get; init; }

    public required long[] LineQuantity { get; init; }

    public required long[] LineMinimum { get; init; }

    /// <summary>The offers, by form, country, price and lottery place.</summary>
    public required SupplyOffer[] Offers { get; init; }

    public required LotteryPlace[] OfferPlace { get; init; }

    public required long[] OfferQuantity { get; init; }

    public required long[] OfferMinimum { get; init; }

    public required int[] OfferCountry { get; init; }

    public required int[] OfferSupplier { get; init; }

    /// <summary>Countries of origin, by code.</summary>
    public required string[] Countries { get; init; }

    /// <summary>Whether a country is a third country, which the country cap applies to.</summary>
    public required bool[] IsThirdCountry { get; init; }

    /// <summary>Suppliers per country, by name and country.</summary>
    public required SupplierHub[] Suppliers { get; init; }

    public required Compatibility Compatibility { get; init; }

    public required SlotMap Slots { get; init; }

    public required CostRows Costs { get; init; }

    public required CompatibilityMasks Masks { get; init; }

    /// <summary>Sum of the lines' quantities in lots.</summary>
    public required long LineTotal { get; init; }

    public bool IsSurplus => Rules.Objective == Objective.Surplus;

    /// <summary>Whether any line or offer has a minimum.</summary>
    public bool HasMinimums => Array.Exists(LineMinimum, minimum => minimum > 0) || Array.Exists(OfferMinimum, minimum => minimum > 0);

    public decimal Tonnes(long lots) => Units.Tonnes(lots * LotKilograms);
}
