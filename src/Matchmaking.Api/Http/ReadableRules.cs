using FluentValidation;
using FluentValidation.Validators;

namespace Matchmaking.Api.Http;

/// <summary>A rule on a text whose bounds the OpenAPI document reads.</summary>
public interface ITextRule
{
    /// <summary>The most characters; one at least is not blank.</summary>
    int Longest { get; }

    /// <summary>The regular expression that it has to match, beside its length.</summary>
    string Pattern { get; }
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

/// <summary>A rule on a list whose bounds the OpenAPI document reads.</summary>
public interface IListRule
{
    /// <summary>The fewest entries.</summary>
    int Fewest { get; }

    /// <summary>The most entries.</summary>
    int Most { get; }

    /// <summary>Whether no entry may occur twice.</summary>
    bool Unique { get; }
}

/// <inheritdoc cref="ITextRule"/>
/// <remarks>A text of one line is a name, and names are compared.</remarks>
internal sealed class TextRule<T>(int longest, bool oneLine) : PropertyValidator<T, string?>, ITextRule
{
    /// <inheritdoc/>
    public override string Name => "Text";

    /// <inheritdoc/>
    public int Longest => longest;

    /// <inheritdoc/>
    public string Pattern => oneLine ? @"^\S([\s\S]*\S)?$" : @"\S";

    /// <inheritdoc/>
    public override bool IsValid(ValidationContext<T> context, string? value) =>
        value is null || (value.Trim().Length > 0 && value.Length <= longest && (!oneLine || (Blanks.Inside(value) && !value.Any(char.IsControl))));
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

/// <inheritdoc cref="IListRule"/>
internal sealed class ListRule<T, TItem>(int fewest, int most, bool unique) : PropertyValidator<T, IReadOnlyList<TItem>>, IListRule
{
    /// <inheritdoc/>
    public override string Name => "List";

    /// <inheritdoc/>
    public int Fewest => fewest;

    /// <inheritdoc/>
    public int Most => most;

    /// <inheritdoc/>
    public bool Unique => unique;

    /// <inheritdoc/>
    public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem> value) =>
        value.Count >= fewest && value.Count <= most && (!unique || value.Distinct().Count() == value.Count);
}
