using System.Text.Json;
using System.Text.RegularExpressions;
using FluentValidation;
using FluentValidation.Results;

namespace Matchmaking.Api.Http;

/// <summary>Rules that bodies share, and the way from a property to a JSON pointer.</summary>
public static partial class Validation
{
    /// <summary>The JSON pointer of a failure: <c>Coverage[0].Material</c> is <c>#/coverage/0/material</c>.</summary>
    public static Fault ToFault(ValidationFailure failure)
    {
        var steps = Index().Replace(failure.PropertyName, ".$1").Split('.', StringSplitOptions.RemoveEmptyEntries)
            .Select(JsonNamingPolicy.CamelCase.ConvertName);
        return new Fault(string.Join('/', steps.Prepend("#")), "invalid", failure.ErrorMessage);
    }

    /// <summary>Says which other members a rule reads: it is silent where those could not be read.</summary>
    public static IRuleBuilderOptions<T, TProperty> Reading<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, params string[] pointers) =>
        rule.WithState(_ => pointers);

    /// <summary>The members that a failed rule speaks of or reads, as JSON pointers.</summary>
    public static IEnumerable<string> Concerns(ValidationFailure failure) =>
        failure.CustomState is string[] read ? [ToFault(failure).Pointer, .. read] : [ToFault(failure).Pointer];

    /// <summary>A text that is not blank, neither begins nor ends with a blank, and is not longer than a name.</summary>
    public static IRuleBuilderOptions<T, string?> ShortText<T>(this IRuleBuilder<T, string?> rule) =>
        rule.SetValidator(new TextRule<T>(Limits.ShortText, oneLine: true))
            .WithMessage($"The text has to be 1 to {Limits.ShortText} characters without control characters, and no blank at either end.");

    /// <summary>A text that is not blank and not longer than a reason.</summary>
    public static IRuleBuilderOptions<T, string?> LongText<T>(this IRuleBuilder<T, string?> rule) =>
        rule.SetValidator(new TextRule<T>(Limits.LongText, oneLine: false))
            .WithMessage($"The text has to be 1 to {Limits.LongText} characters.");

    /// <summary>A number within bounds, with a limited number of decimals (trailing zeros do not count).</summary>
    public static IRuleBuilderOptions<T, decimal?> Number<T>(
        this IRuleBuilder<T, decimal?> rule, decimal least, decimal most, int decimals) =>
        rule.SetValidator(new NumberRule<T, decimal?>(least, most, decimals))
            .WithMessage(string.Create(null, $"The number has to be from {least} to {most} with at most {decimals} decimals."));

    /// <inheritdoc cref="Number{T}(IRuleBuilder{T, decimal?}, decimal, decimal, int)"/>
    public static IRuleBuilderOptions<T, decimal> Number<T>(
        this IRuleBuilder<T, decimal> rule, decimal least, decimal most, int decimals) =>
        rule.SetValidator(new NumberRule<T, decimal>(least, most, decimals))
            .WithMessage(string.Create(null, $"The number has to be from {least} to {most} with at most {decimals} decimals."));

    /// <summary>A list that is neither too short nor too long.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> Entries<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>> rule, int least = 0) =>
        rule.SetValidator(new ListRule<T, TItem>(least, Limits.Entries, unique: false))
            .WithMessage($"The list has to have {least} to {Limits.Entries} entries.");

    /// <summary>A list that is neither too short nor too long, each entry once.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> DifferentEntries<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>> rule, int least = 0) =>
        rule.SetValidator(new ListRule<T, TItem>(least, Limits.Entries, unique: true))
            .WithMessage($"The list has to have {least} to {Limits.Entries} entries, each once.");

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Index();
}
