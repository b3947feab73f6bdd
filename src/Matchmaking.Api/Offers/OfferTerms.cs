using FluentValidation;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Offers;

/// <summary>What a supplier offers: one product form in one delivery period, from one country.</summary>
public record OfferTerms : LineTerms
{
    /// <summary>The offer gives nothing or at least this much, summed over all buyers, in tonnes per year.</summary>
    public decimal? MinimumOrder { get; init; }

    /// <summary>Asked price in euro per tonne of reference content; required with a fixed price.</summary>
    public decimal? AskPrice { get; init; }

    /// <summary>Whether the price includes the freight; left out: as the incoterm says, else ex works.</summary>
    public PriceBasis? PriceBasis { get; init; }

    /// <summary>Country of the offer's own stage, ISO 3166 alpha-2.</summary>
    public required string Origin { get; init; }

    /// <summary>Purity in per cent (at most 6 decimals).</summary>
    public decimal? Purity { get; init; }

    /// <summary>Sustainability score, 0 to 100 (at most 3 decimals); counts once the operator has confirmed it.</summary>
    public decimal? SustainabilityScore { get; init; }

    /// <summary>Carbon footprint in tonnes of CO2e per tonne (at most 3 decimals); counts once the operator has confirmed it.</summary>
    public decimal? CarbonFootprint { get; init; }

    /// <summary>Whether the material is recycled; counts once the operator has confirmed it.</summary>
    public bool Recycled { get; init; }

    /// <summary>Whether it comes from a strategic project; counts once the operator has confirmed it.</summary>
    public bool StrategicProject { get; init; }

    /// <summary>Countries of the stages up to its own.</summary>
    public IReadOnlyList<StageOrigin> Provenance { get; init; } = [];

    /// <summary>Production site.</summary>
    public string? Site { get; init; }

    /// <summary>Certificates of the site or the material.</summary>
    public IReadOnlyList<OfferCertificate> Certificates { get; init; } = [];

    /// <summary>Project that it comes from.</summary>
    public string? Project { get; init; }

    /// <summary>When deliveries can start.</summary>
    public DateOnly? StartDate { get; init; }

    /// <inheritdoc/>
    internal override decimal? FixedPrice => AskPrice;

    /// <summary>Whether the price includes the freight.</summary>
    internal PriceBasis BasisOfPrice => PriceBasis ?? Incoterm?.PriceBasis ?? Engine.Documents.PriceBasis.ExWorks;
}

/// <summary>Rules of an offer.</summary>
public sealed class OfferTermsValidator : LineTermsValidator<OfferTerms>
{
    /// <summary>Builds the rules.</summary>
    public OfferTermsValidator()
    {
        Minimum(offer => offer.MinimumOrder);
        FixedPrice(offer => offer.AskPrice);
        RuleFor(offer => offer.AskPrice).NotNull().When(offer => offer.Price.Kind == PriceKind.Fixed)
            .WithMessage("A fixed price needs the asked price.");
        RuleFor(offer => offer.PriceBasis)
            .Must((offer, basis) => basis is null || offer.Incoterm is null || basis == offer.Incoterm.PriceBasis)
            .WithMessage("The price basis contradicts the incoterm: EXW, FCA and FOB are ex works, the others delivered.");
        RuleFor(offer => offer.Origin).Must(IsCountry).WithMessage("The country has to be an ISO 3166 alpha-2 code.");
        RuleFor(offer => offer.Purity).Number(0, 100, PurityDecimals);
        RuleFor(offer => offer.SustainabilityScore).Number(0, HighestScore, ScoreDecimals);
        RuleFor(offer => offer.CarbonFootprint).Number(0, LargestFootprint, ScoreDecimals);
        RuleFor(offer => offer.Provenance).Must(list => Once(list, entry => entry.Stage))
            .WithMessage("Name each stage once; a mixed product is one offer per country.");
        RuleForEach(offer => offer.Provenance).ChildRules(entry =>
            entry.RuleFor(step => step.Country).Must(IsCountry).WithMessage("The country has to be an ISO 3166 alpha-2 code."));
        RuleFor(offer => offer).Custom(CheckProvenance);
        RuleFor(offer => offer.Site).ShortText();
        RuleFor(offer => offer.Project).ShortText();
        RuleFor(offer => offer.Certificates).DifferentEntries();
        RuleForEach(offer => offer.Certificates).SetValidator(new OfferCertificateValidator());
    }

    private static void CheckProvenance(OfferTerms offer, ValidationContext<OfferTerms> context)
    {
        if (offer.Provenance.Count == 0)
            return;
        var stages = offer.Provenance.Select(entry => entry.Stage).ToList();
        foreach (var stage in StageOrigin.Needed(offer.Stage, offer.Recycled).Except(stages))
            context.AddFailure(nameof(OfferTerms.Provenance), $"The stage {Json.Name(stage)} is missing.");
        foreach (var (index, entry) in offer.Provenance.Index())
            if (entry.Stage == offer.Stage && entry.Country != offer.Origin)
                context.AddFailure($"Provenance[{index}].Country", "The country of the offer's own stage is its origin.");
            else if (offer.Stage == Stage.Extraction && entry.Stage != Stage.Extraction)
                context.AddFailure($"Provenance[{index}].Stage", "The stage comes after the offer's own.");
    }
}
