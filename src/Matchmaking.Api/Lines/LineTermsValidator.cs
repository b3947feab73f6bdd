using System.Linq.Expressions;
using FluentValidation;
using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Lines;

/// <summary>Rules that demand lines and offers share; those that need the round are <see cref="RoundFit"/>'s.</summary>
public abstract class LineTermsValidator<T> : AbstractValidator<T> where T : LineTerms
{
    /// <summary>Bounds of a sustainability score and of a carbon footprint, in tonnes of CO2e per tonne.</summary>
    protected const decimal HighestScore = 100, LargestFootprint = 1_000_000;

    /// <summary>Decimals of a purity in per cent, and of a score or footprint.</summary>
    protected const int PurityDecimals = 6, ScoreDecimals = 3;

    private const decimal SmallestQuantity = 0.001m;

    /// <summary>Builds the rules.</summary>
    protected LineTermsValidator()
    {
        RuleFor(line => line.Material).Must(code => Materials.Current.Find(code) is { Leaf: true })
            .WithMessage("The material has to be a leaf of /v1/materials.");
        RuleFor(line => line.Form).Must(IsFormOf).WithMessage("The form has to be one of the material's at this stage.").Reading("#/material", "#/stage");
        RuleFor(line => line.Quantity).Number(SmallestQuantity, Limits.LargestQuantity, Limits.QuantityDecimals);
        RuleFor(line => line.Price).SetValidator(new PriceTermsValidator());
        RuleFor(line => line.Reference).ShortText();
        RuleFor(line => line.Series).ShortText();
        RuleFor(line => line.OnBehalfOf).ShortText();
        RuleFor(line => line.Incoterm!).SetValidator(new IncotermValidator()).When(line => line.Incoterm is not null);
        RuleFor(line => line.Specs).Entries();
        RuleFor(line => line.Specs).Must(list => Once(list, spec => spec.Parameter)).WithMessage("Name each parameter once.");
        RuleForEach(line => line.Specs).SetValidator(new SpecificationValidator());
        RuleFor(line => line).Custom(CheckTestedParameters);
    }

    /// <summary>Whether no key occurs twice.</summary>
    protected static bool Once<TItem, TKey>(IReadOnlyList<TItem> list, Func<TItem, TKey> key) =>
        list.DistinctBy(key).Count() == list.Count;

    /// <summary>Whether a country is known.</summary>
    protected static bool IsCountry(string code) => Countries.Current.Find(code) is not null;

    /// <summary>A minimum in tonnes, not above the quantity.</summary>
    protected void Minimum(Expression<Func<T, decimal?>> minimum)
    {
        RuleFor(minimum).Number(SmallestQuantity, Limits.LargestQuantity, Limits.QuantityDecimals);
        RuleFor(minimum).Must((line, value) => value is null || value <= line.Quantity)
            .WithMessage("The minimum may not be above the quantity.").Reading("#/quantity");
    }

    /// <summary>A fixed price in euro per tonne, which an index price leaves out.</summary>
    protected void FixedPrice(Expression<Func<T, decimal?>> price)
    {
        RuleFor(price).Number(0, Limits.LargestPrice, Limits.PriceDecimals);
        RuleFor(price).Null().When(line => line.Price.Kind == PriceKind.Index)
            .WithMessage("An index price is evaluated at the round's benchmark; leave this out.");
    }

    private static bool IsFormOf(T line, string code) =>
        Materials.Current.FindForm(code) is { } form && form.Material == line.Material && form.Stage == line.Stage;

    // A tested parameter that is misspelt or in another unit would be shown and silently not tested.
    private static void CheckTestedParameters(T line, ValidationContext<T> context)
    {
        if (Materials.Current.FindForm(line.Form) is not { } form)
            return;
        foreach (var (index, spec) in line.Specs.Index())
        {
            var tested = form.TestedParameters
                .FirstOrDefault(entry => entry.Parameter.Equals(spec.Parameter, StringComparison.OrdinalIgnoreCase));
            if (tested is not null && tested.Parameter != spec.Parameter)
                context.AddFailure($"Specs[{index}].Parameter", $"This form's parameter is written {tested.Parameter}.");
            if (tested is not null && tested.Unit != spec.Unit)
                context.AddFailure($"Specs[{index}].Unit", $"{tested.Parameter} is tested in {tested.Unit}.");
        }
    }
}
