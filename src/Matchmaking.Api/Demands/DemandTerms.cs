using FluentValidation;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demands;

/// <summary>What a buyer asks for: one product form in one delivery period.</summary>
public record DemandTerms : LineTerms
{
    /// <summary>The line receives nothing or at least this much, in tonnes per year.</summary>
    public decimal? MinimumQuantity { get; init; }

    /// <summary>The highest landed price it pays, in euro per tonne of reference content; null: any.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Lowest purity in per cent (at most 6 decimals).</summary>
    public decimal? MinPurity { get; init; }

    /// <summary>Origins the buyer does not accept.</summary>
    public IReadOnlyList<string> ExcludedOrigins { get; init; } = [];

    /// <summary>Lowest sustainability score, 0 to 100 (at most 3 decimals); only scores that the operator has confirmed count.</summary>
    public decimal? MinSustainabilityScore { get; init; }

    /// <summary>
    /// Highest carbon footprint in tonnes of CO2e per tonne (at most 3 decimals); only footprints that the operator has confirmed count.
    /// </summary>
    public decimal? MaxCarbonFootprint { get; init; }

    /// <summary>Whether only recycled material will do; only material that the operator has confirmed as recycled counts.</summary>
    public bool RecycledOnly { get; init; }

    /// <summary>Country of delivery, ISO 3166 alpha-2.</summary>
    public required string Destination { get; init; }

    /// <summary>
    /// What the buyer already receives of the material at this stage, in tonnes per year and country; said once for each delivery period.
    /// </summary>
    public IReadOnlyList<CountryQuantity> ExistingSupply { get; init; } = [];

    /// <inheritdoc/>
    internal override decimal? FixedPrice => LimitPrice;
}

/// <summary>Rules of a demand line.</summary>
public sealed class DemandTermsValidator : LineTermsValidator<DemandTerms>
{
    /// <summary>Builds the rules.</summary>
    public DemandTermsValidator()
    {
        Minimum(line => line.MinimumQuantity);
        FixedPrice(line => line.LimitPrice);
        RuleFor(line => line.MinPurity).Number(0, 100, PurityDecimals);
        RuleFor(line => line.MinSustainabilityScore).Number(0, HighestScore, ScoreDecimals);
        RuleFor(line => line.MaxCarbonFootprint).Number(0, LargestFootprint, ScoreDecimals);
        RuleFor(line => line.Destination).Must(IsCountry).WithMessage("The country has to be an ISO 3166 alpha-2 code.");
        RuleFor(line => line.ExcludedOrigins).DifferentEntries();
        RuleForEach(line => line.ExcludedOrigins).Must(IsCountry).WithMessage("The country has to be an ISO 3166 alpha-2 code.");
        RuleFor(line => line.ExistingSupply).Entries();
        RuleFor(line => line.ExistingSupply).Must(list => Once(list, supply => supply.Country)).WithMessage("Name each country once.");
        RuleForEach(line => line.ExistingSupply).ChildRules(supply =>
        {
            supply.RuleFor(entry => entry.Country).Must(IsCountry).WithMessage("The country has to be an ISO 3166 alpha-2 code.");
            supply.RuleFor(entry => entry.Quantity).Number(0, Limits.LargestQuantity, Limits.QuantityDecimals);
        });
    }
}
