namespace Matchmaking.Api.Reference;

/// <summary>A product in which a material is traded.</summary>
public sealed record Form
{
    /// <summary>Code, in kebab-case.</summary>
    public required string Code { get; init; }

    /// <summary>Name in English.</summary>
    public required string Name { get; init; }

    /// <summary>Code of the leaf material it is traded for; a mixed product has one too.</summary>
    public required string Material { get; init; }

    /// <summary>Its one stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>
    /// Tonnes of the material's reference content in a tonne of product, at most 4 decimals; above 1 where the product holds more
    /// of the element than the reference does (a rare earth metal counted in oxide).
    /// </summary>
    public required decimal ContentPerTonne { get; init; }

    /// <summary>How the content was found: the formula or the assay.</summary>
    public required string Basis { get; init; }

    /// <summary>Parameters of a specification that are tested, not only shown.</summary>
    public required IReadOnlyList<TestedParameter> TestedParameters { get; init; }

    /// <summary>Source of the name and of the content.</summary>
    public required string Source { get; init; }
}

/// <summary>A parameter of a specification with the unit it is tested in.</summary>
/// <param name="Parameter">Such as <c>Fe</c>.</param>
/// <param name="Unit">Such as <c>ppm</c>.</param>
public sealed record TestedParameter(string Parameter, string Unit);
