using CsvHelper;

namespace Matchmaking.Api.Reference;

/// <summary>A country or territory.</summary>
[CsvRecord]
public sealed partial record Country
{
    /// <summary>ISO 3166 alpha-2; <c>XK</c>, which ISO leaves to its users, is Kosovo.</summary>
    public required string Code { get; init; }

    /// <summary>Name in English.</summary>
    public required string Name { get; init; }

    /// <summary>What it is to the Union.</summary>
    public required CountryStatus Status { get; init; }

    /// <summary>
    /// Whether the Union has a strategic partnership on raw materials with it: also Norway, whose status is <c>eea</c>, and Greenland,
    /// whose status is <c>oct</c>.
    /// </summary>
    public required bool StrategicPartner { get; init; }

    /// <summary>Whether a company there is established in the Union.</summary>
    public bool Union => Status is CountryStatus.Eu;

    /// <summary>Whether the diversification rule exempts it by default: members of the Union and the European Economic Area.</summary>
    public bool ExemptByDefault => Status is CountryStatus.Eu or CountryStatus.Eea;

    /// <summary>Whether every round admits its suppliers; others only a round that is opened wider, with its reason.</summary>
    public bool DefaultOrigin => StrategicPartner || Status is not CountryStatus.OtherThird;

    /// <summary>Source of the entry.</summary>
    public required string Source { get; init; }
}

/// <summary>What a country is to the Union.</summary>
public enum CountryStatus
{
    /// <summary>A member state, or a territory that is part of the Union (the outermost regions, Åland).</summary>
    Eu,

    /// <summary>A member of the European Economic Area outside the Union.</summary>
    Eea,

    /// <summary>An overseas country or territory associated with the Union; a third country for the diversification rule.</summary>
    Oct,

    /// <summary>A third country with a strategic partnership on raw materials.</summary>
    [CsvEnumName("strategic-partner")]
    StrategicPartner,

    /// <summary>Any other third country.</summary>
    [CsvEnumName("other-third")]
    OtherThird,
}
