namespace Matchmaking.Api.Reference;

/// <summary>A raw material of Annex I or II of Regulation (EU) 2024/1252: a traded leaf or a collective entry.</summary>
public sealed record Material
{
    /// <summary>Code, in kebab-case.</summary>
    public required string Code { get; init; }

    /// <summary>Name in English.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Whether it is traded. A collective entry is not: it serves reports only, so that one element never sets another's cap.
    /// </summary>
    public required bool Leaf { get; init; }

    /// <summary>Codes of the collective entries it belongs to; a magnet rare earth has one on each list.</summary>
    public required IReadOnlyList<string> Parents { get; init; }

    /// <summary>Codes of the leaves of a collective entry.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>Whether it is a strategic raw material (Annex I), itself or in a collective entry.</summary>
    public required bool Strategic { get; init; }

    /// <summary>Whether it is a critical raw material (Annex II), itself, in a collective entry, or in all its members.</summary>
    public required bool Critical { get; init; }

    /// <summary>Wording of the entry of Annex I it falls under.</summary>
    public required string? AnnexIWording { get; init; }

    /// <summary>Wording of the entry of Annex II it falls under.</summary>
    public required string? AnnexIIWording { get; init; }

    /// <summary>Chemical symbols or formulas.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>
    /// What a tonne of it means wherever quantities are stated: lithium carbonate equivalent, rare earth oxide, contained metal.
    /// </summary>
    public required string? ReferenceContent { get; init; }

    /// <summary>Stages at which a form of it, or of a member, is traded.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>The products in which it is traded.</summary>
    public required IReadOnlyList<Form> Forms { get; init; }

    /// <summary>Known dependencies of the Union on one third country, its own before those stated for its collective entries.</summary>
    public required IReadOnlyList<Dependency> KnownDependencies { get; init; }

    /// <summary>The Union's yearly consumption, where published or derived from published figures.</summary>
    public required IReadOnlyList<Consumption> Consumption { get; init; }

    /// <summary>Source of the entry.</summary>
    public required string Source { get; init; }
}
