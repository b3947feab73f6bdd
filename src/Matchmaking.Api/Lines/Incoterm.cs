using FluentValidation;
using Matchmaking.Api.Http;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Lines;

/// <summary>The eleven rules of Incoterms 2020.</summary>
public enum IncotermRule
{
    /// <summary>Ex works.</summary>
    Exw,

    /// <summary>Free carrier.</summary>
    Fca,

    /// <summary>Free alongside ship.</summary>
    Fas,

    /// <summary>Free on board.</summary>
    Fob,

    /// <summary>Cost and freight.</summary>
    Cfr,

    /// <summary>Cost, insurance and freight.</summary>
    Cif,

    /// <summary>Carriage paid to.</summary>
    Cpt,

    /// <summary>Carriage and insurance paid to.</summary>
    Cip,

    /// <summary>Delivered at place.</summary>
    Dap,

    /// <summary>Delivered at place unloaded.</summary>
    Dpu,

    /// <summary>Delivered duty paid.</summary>
    Ddp,
}

/// <summary>A term of delivery with its named place.</summary>
public sealed record Incoterm
{
    /// <summary>Rule; EXW, FCA and FOB count as ex works, the others as delivered.</summary>
    public required IncotermRule Term { get; init; }

    /// <summary>Named place.</summary>
    public required string Place { get; init; }

    /// <summary>Whether a price at this term includes the freight.</summary>
    internal PriceBasis PriceBasis =>
        Term is IncotermRule.Exw or IncotermRule.Fca or IncotermRule.Fob ? PriceBasis.ExWorks : PriceBasis.Delivered;
}

/// <summary>Rules of a term of delivery.</summary>
internal sealed class IncotermValidator : AbstractValidator<Incoterm>
{
    /// <summary>Builds the rules.</summary>
    public IncotermValidator() => RuleFor(incoterm => incoterm.Place).ShortText();
}
