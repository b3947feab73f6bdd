using Matchmaking.Api.Demands;
using Matchmaking.Api.Offers;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;

namespace Matchmaking.Api.Demo;

/// <summary>A company of the scenario, as its name says: what it is, a number, its country.</summary>
/// <param name="Name">Such as <c>Magnet maker 3 (DE)</c>; invented, like the company.</param>
/// <param name="Sme">Whether it is small or medium-sized.</param>
public sealed record DemoCompany(string Name, bool Sme = false)
{
    /// <summary>Country of establishment, ISO 3166 alpha-2.</summary>
    public string Country => Name[^3..^1];
}

/// <summary>What a buyer asks for.</summary>
public sealed record DemoDemand(DemoCompany Buyer, DemandTerms Terms);

/// <summary>What a supplier offers, and which claims the operator will confirm.</summary>
public sealed record DemoOffer(DemoCompany Supplier, OfferTerms Terms)
{
    /// <summary>The claims that the offer makes.</summary>
    public IReadOnlyList<OfferClaim> Claims { get; } =
    [
        .. Terms.Recycled ? [OfferClaim.Recycled] : Array.Empty<OfferClaim>(),
        .. Terms.SustainabilityScore is null ? Array.Empty<OfferClaim>() : [OfferClaim.SustainabilityScore],
        .. Terms.StrategicProject ? [OfferClaim.StrategicProject] : Array.Empty<OfferClaim>(),
    ];
}

/// <summary>A material at a stage: who asks, who offers.</summary>
public sealed record DemoGroup(string Material, Stage Stage, IReadOnlyList<DemoDemand> Demands, IReadOnlyList<DemoOffer> Offers);

/// <summary>A round: its rules, and what companies submit in it.</summary>
/// <param name="Definition">What the operator drafts.</param>
/// <param name="Groups">What companies submit.</param>
/// <param name="Lesson">What to look at in its table.</param>
public sealed record DemoRound(DefineRound Definition, IReadOnlyList<DemoGroup> Groups, string Lesson);

/// <summary>The two rounds that the demo plays.</summary>
public static class DemoScenario
{
    /// <summary>First year of delivery of every line.</summary>
    public const int FirstYear = 2028;

    /// <summary>Years of delivery: long enough for a new plant to be financed on.</summary>
    public const int Years = 5;

    /// <summary>The rounds, in the order they are played.</summary>
    public static IReadOnlyList<DemoRound> Rounds { get; } = [BatteryRound.Create(), MagnetRound.Create()];
}
