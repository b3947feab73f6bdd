using FluentValidation;
using Matchmaking.Api.Http;

namespace Matchmaking.Api.Offers;

/// <summary>What the operator can confirm of an offer.</summary>
public enum OfferClaim
{
    /// <summary>It is recycled.</summary>
    Recycled,

    /// <summary>Its sustainability score.</summary>
    SustainabilityScore,

    /// <summary>Its carbon footprint.</summary>
    CarbonFootprint,

    /// <summary>It comes from a strategic project.</summary>
    StrategicProject,
}

/// <summary>Confirms claims of an offer, in the place of what was confirmed before.</summary>
public sealed record ConfirmOffer
{
    /// <summary>All claims that count in the match; none takes every confirmation back.</summary>
    public required IReadOnlyList<OfferClaim> Confirmed { get; init; }

    /// <summary>On what evidence, for the record.</summary>
    public required string Reason { get; init; }
}

/// <summary>Rules of a confirmation.</summary>
public sealed class ConfirmOfferValidator : AbstractValidator<ConfirmOffer>
{
    /// <summary>Builds the rules.</summary>
    public ConfirmOfferValidator()
    {
        RuleFor(step => step.Confirmed).DifferentEntries();
        RuleFor(step => step.Reason).LongText();
    }

    /// <summary>Confirmations of what the offer does not claim.</summary>
    internal static IReadOnlyList<Fault> Unclaimed(ConfirmOffer step, OfferTerms offer) =>
    [
        .. step.Confirmed.Index().Where(entry => !IsClaimed(entry.Item, offer))
            .Select(entry => new Fault($"#/confirmed/{entry.Index}", "invalid", "The offer does not claim this.")),
    ];

    private static bool IsClaimed(OfferClaim claim, OfferTerms offer) => claim switch
    {
        OfferClaim.Recycled => offer.Recycled,
        OfferClaim.SustainabilityScore => offer.SustainabilityScore is not null,
        OfferClaim.CarbonFootprint => offer.CarbonFootprint is not null,
        OfferClaim.StrategicProject => offer.StrategicProject,
        _ => false,
    };
}
