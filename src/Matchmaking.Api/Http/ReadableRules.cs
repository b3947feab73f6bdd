using FluentValidation;
using FluentValidation.Validators;

namespace Matchmaking.Api.Http;

/// <summary>A rule on a text whose bounds the OpenAPI document reads.</summary>
public interface ITextRule
{
    /// <summary>The most characters; one at least is not blank.</summary>
    int Longest { get; }
}

/// <summary>A rule on a number whose bounds the OpenAPI document reads.</summary>
public interface INumberRule
{
    /// <summary>The least.</summary>
    decimal Least { get; }

    /// <summary>The most.</summary>
    decimal Most { get; }

    /// <summary>The most decimals.</summary>
    int Decimals { get; }
}

/// <inheritdoc cref="ITextRule"/>
internal sealed class TextRule<T>(int longest, bool controls) : PropertyValidator<T, string?>, ITextRule
{
    /// <inheritdoc/>
    public override string Name => "Text";

    /// <inheritdoc/>
    public int Longest => longest;

    /// <inheritdoc/>
    public override bool IsValid(ValidationContext<T> context, string? value) =>
        value is null || (value.Trim().Length > 0 && value.Length <= longest && (controls || !value.Any(char.IsControl)));
}

/// <inheritdoc cref="INumberRule"/>
internal sealed class NumberRule<T, TNumber>(decimal least, decimal most, int decimals) : PropertyValidator<T, TNumber>, INumberRule
{
    /// <inheritdoc/>
    public override string Name => "Number";

    /// <inheritdoc/>
    public decimal Least => least;

    /// <inheritdoc/>
    public decimal Most => most;

    /// <inheritdoc/>
    public int Decimals => decimals;

    /// <inheritdoc/>
    public override bool IsValid(ValidationContext<T> context, TNumber value) =>
        value is not decimal number || (number >= least && number <= most && decimal.Round(number, decimals) == number);
}
