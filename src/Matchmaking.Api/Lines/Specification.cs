using FluentValidation;
using Matchmaking.Api.Http;

namespace Matchmaking.Api.Lines;

/// <summary>One parameter of a specification: what a line asks for at least or at most, or what an offer guarantees.</summary>
public sealed record Specification
{
    /// <summary>Parameter, such as <c>Fe</c>.</summary>
    public required string Parameter { get; init; }

    /// <summary>Lowest value (at most 6 decimals).</summary>
    public decimal? Min { get; init; }

    /// <summary>Highest value (at most 6 decimals).</summary>
    public decimal? Max { get; init; }

    /// <summary>Unit, such as <c>ppm</c>.</summary>
    public required string Unit { get; init; }
}

/// <summary>Rules of a parameter that need no form.</summary>
internal sealed class SpecificationValidator : AbstractValidator<Specification>
{
    private const decimal Largest = 1_000_000_000m;
    private const int Decimals = 6;

    /// <summary>Builds the rules.</summary>
    public SpecificationValidator()
    {
        RuleFor(spec => spec.Parameter).ShortText();
        RuleFor(spec => spec.Unit).ShortText();
        RuleFor(spec => spec.Min).Number(-Largest, Largest, Decimals);
        RuleFor(spec => spec.Max).Number(-Largest, Largest, Decimals);
        RuleFor(spec => spec.Max).NotNull().When(spec => spec.Min is null).WithMessage("Say a lowest or a highest value.");
        RuleFor(spec => spec.Max).Must((spec, max) => max is null || spec.Min is null || max >= spec.Min)
            .WithMessage("The highest value may not be below the lowest.");
    }
}
