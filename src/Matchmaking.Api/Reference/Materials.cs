using System.Collections.Frozen;

namespace Matchmaking.Api.Reference;

/// <summary>The materials of both annexes with their forms and known dependencies, as built into this version.</summary>
public sealed class Materials
{
    private readonly FrozenDictionary<string, Material> _byCode;
    private readonly FrozenDictionary<string, Form> _formsByCode;

    private Materials()
    {
        Forms = MaterialTables.ReadForms();
        Dependencies = MaterialTables.ReadDependencies();
        All = MaterialTables.ReadMaterials(Forms, Dependencies);
        Leaves = [.. All.Where(material => material.Leaf)];
        _byCode = All.ToFrozenDictionary(material => material.Code, StringComparer.Ordinal);
        _formsByCode = Forms.ToFrozenDictionary(form => form.Code, StringComparer.Ordinal);
    }

    /// <summary>The tables, read once.</summary>
    public static Materials Current { get; } = new();

    /// <summary>Every material, leaves and collective entries, by code.</summary>
    public IReadOnlyList<Material> All { get; }

    /// <summary>The materials that are traded, by code.</summary>
    public IReadOnlyList<Material> Leaves { get; }

    /// <summary>Every form, by code.</summary>
    public IReadOnlyList<Form> Forms { get; }

    /// <summary>Every known dependency of the Union.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; }

    /// <summary>The material of that code, leaf or collective entry; null where there is none.</summary>
    public Material? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>The form of that code; null where there is none.</summary>
    public Form? FindForm(string code) => _formsByCode.GetValueOrDefault(code);
}
