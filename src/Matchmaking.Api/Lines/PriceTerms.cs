using FluentValidation;
using Matchmaking.Api.Http;
using Matchmaking.Api.Rounds;

namespace Matchmaking.Api.Lines;

/// <summary>How a price is stated.</summary>
public enum PriceKind
{
    /// <summary>As a number.</summary>
    Fixed,

    /// <summary>As an index plus a premium.</summary>
    Index,
}

/// <summary>A price: fixed, or an index plus a premium, evaluated at the benchmark that the round publishes.</summary>
public sealed record PriceTerms
{
    /// <summary>How the price is stated.</summary>
    public required PriceKind Kind { get; init; }

    /// <summary>Name of an index among the round's benchmarks; only with kind <c>index</c>.</summary>
    public string? Index { get; init; }

    /// <summary>Euro per tonne of reference content on top of the index, or below it where negative; left out: 0.</summary>
    public decimal? Premium { get; init; }

    /// <summary>An index price at the round's benchmark, in euro per tonne; null where the round has no such benchmark.</summary>
    internal decimal? At(DefineRound round) =>
        Kind == PriceKind.Index && round.Benchmarks.FirstOrDefault(entry => entry.Index == Index) is { } benchmark
            ? benchmark.Price + (Premium ?? 0)
            : null;
}

/// <summary>Rules of a price that need no round.</summary>
internal sealed class PriceTermsValidator : AbstractValidator<PriceTerms>
{
    /// <summary>Builds the rules.</summary>
    public PriceTermsValidator()
    {
        RuleFor(price => price.Index).ShortText();
        RuleFor(price => price.Index).NotNull().When(price => price.Kind == PriceKind.Index).WithMessage("Name an index of the round.");
        RuleFor(price => price.Index).Null().When(price => price.Kind == PriceKind.Fixed).WithMessage("A fixed price has no index.");
        RuleFor(price => price.Premium).Number(-Limits.LargestPrice, Limits.LargestPrice, Limits.PriceDecimals);
        RuleFor(price => price.Premium).Null().When(price => price.Kind == PriceKind.Fixed).WithMessage("A fixed price has no premium.");
    }
}
