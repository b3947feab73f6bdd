using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Validators;
using Matchmaking.Api.Http;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>The bounds that the bodies' validators hold members to, read from the validators themselves.</summary>
internal sealed class BodyLimits
{
    private readonly Dictionary<(Type Owner, string Member), List<IPropertyValidator>> _rules = [];

    /// <summary>Reads every registered validator.</summary>
    public BodyLimits(IServiceProvider services)
    {
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(typeof(BodyLimits).Assembly))
            if (services.GetService(found.InterfaceType) is IValidator validator)
                Read(validator, found.InterfaceType.GetGenericArguments()[0]);
    }

    /// <summary>Writes a member's bounds into its schema.</summary>
    public void Apply(OpenApiSchema schema, JsonPropertyInfo property)
    {
        if (property.AttributeProvider is not MemberInfo member)
            return;
        foreach (var rule in _rules.GetValueOrDefault((member.DeclaringType!, member.Name)) ?? [])
            Apply(schema, rule);
        if (EngineLimits.Find(member.DeclaringType!, member.Name) is { } bounds)
            Apply(schema, bounds);
    }

    private static void Apply(OpenApiSchema schema, EngineLimits.Bounds bounds)
    {
        schema.Minimum = bounds.Least.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = bounds.Most?.ToString(CultureInfo.InvariantCulture);
        if (bounds.Decimals is { } decimals)
            Decimals(schema, decimals);
    }

    // Not as multipleOf: validators that count in binary then refuse 0.6 as no multiple of 0.0001.
    private static void Decimals(OpenApiSchema schema, int decimals)
    {
        schema.AddExtension("x-decimals", new JsonNodeExtension(decimals));
        if (schema.Description?.Contains("decimals", StringComparison.Ordinal) is false)
            schema.Description += $" At most {decimals} decimals.";
    }

    private static void Apply(OpenApiSchema schema, IPropertyValidator rule)
    {
        switch (rule)
        {
            case ITextRule text:
                (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, text.Longest, text.Pattern);
                break;
            case INumberRule number:
                schema.Minimum = number.Least.ToString(CultureInfo.InvariantCulture);
                schema.Maximum = number.Most.ToString(CultureInfo.InvariantCulture);
                Decimals(schema, number.Decimals);
                break;
            case IListRule list:
                (schema.MinItems, schema.MaxItems) = (list.Fewest == 0 ? null : list.Fewest, list.Most);
                schema.UniqueItems = list.Unique ? true : null;
                break;
            case IBetweenValidator between:
                schema.Minimum = Convert.ToString(between.From, CultureInfo.InvariantCulture);
                schema.Maximum = Convert.ToString(between.To, CultureInfo.InvariantCulture);
                break;
            case IEmailValidator:
                schema.Format = "email";
                break;
            case IEqualValidator { ValueToCompare: bool value }:
                schema.Enum = [value];
                break;
        }
    }

    private void Read(IValidator validator, Type type)
    {
        foreach (var rule in validator.CreateDescriptor().Rules.Where(rule => rule.PropertyName is { Length: > 0 }))
        {
            var (owner, member) = Follow(type, rule.PropertyName);
            foreach (var component in rule.Components)
                if (component.Validator is IChildValidatorAdaptor child)
                    Read(Inner(child), rule.TypeToValidate);
                else if (member is not null && !IsConditional(rule, component))
                    RulesOf(owner, member).Add(component.Validator);
        }
    }

    private List<IPropertyValidator> RulesOf(Type owner, PropertyInfo member) =>
        _rules.TryGetValue((owner, member.Name), out var known) ? known : _rules[(owner, member.Name)] = [];

    private static bool IsConditional(IValidationRule rule, IRuleComponent component) =>
        rule.HasCondition || rule.HasAsyncCondition || component.HasCondition || component.HasAsyncCondition;

    // "Contact.Name" belongs to Contact; the owner is where the member is declared, so that heirs share its bounds.
    private static (Type Owner, PropertyInfo? Member) Follow(Type type, string path)
    {
        PropertyInfo? member = null;
        foreach (var step in path.Split('.'))
        {
            type = member is null ? type : SchemaTypes.Bare(member.PropertyType);
            member = type.GetProperty(step);
            if (member is null)
                return (type, null);
        }

        return (member!.DeclaringType!, member);
    }

    // The adaptor gives its validator for a value in a context; the service's validators depend on neither, so empty ones do.
    private static IValidator Inner(IChildValidatorAdaptor child)
    {
        var method = child.GetType().GetMethod("GetValidator")!;
        return (IValidator)method.Invoke(child, [RuntimeHelpers.GetUninitializedObject(method.GetParameters()[0].ParameterType), null])!;
    }
}
