using CsvHelper;

namespace Matchmaking.Api.Reference;

/// <summary>Reads materials, forms and dependencies from their tables and ties them together.</summary>
internal static class MaterialTables
{
    public static IReadOnlyList<Form> ReadForms() =>
    [
        .. EmbeddedCsv.Read<FormRow>("Reference/forms.csv")
            .Select(row => row.ToForm()).OrderBy(form => form.Code, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<Dependency> ReadDependencies() => EmbeddedCsv.Read<Dependency>("Reference/dependencies.csv").AsReadOnly();

    public static IReadOnlyList<Material> ReadMaterials(IReadOnlyList<Form> forms, IReadOnlyList<Dependency> dependencies)
    {
        var rows = EmbeddedCsv.Read<MaterialRow>("Reference/materials.csv").OrderBy(row => row.Code, StringComparer.Ordinal).ToArray();
        var formsOf = forms.ToLookup(form => form.Material, StringComparer.Ordinal);
        var dependenciesOn = dependencies.ToLookup(dependency => dependency.Material, StringComparer.Ordinal);
        return [.. rows.Select(row => row.ToMaterial(rows, formsOf, dependenciesOn))];
    }
}

[CsvRecord]
internal sealed partial record MaterialRow(string Code, string Name, string? Parents, bool Strategic, bool Critical,
    string? AnnexIWording, string? AnnexIIWording, string? Symbols, string? ReferenceContent, string Source)
{
    private string[] ParentCodes => Cell.List(Parents);

    public Material ToMaterial(MaterialRow[] rows, ILookup<string, Form> formsOf, ILookup<string, Dependency> dependenciesOn)
    {
        string[] members = [.. rows.Where(other => other.ParentCodes.Contains(Code)).Select(other => other.Code)];
        return new()
        {
            Code = Code,
            Name = Name,
            Leaf = members.Length == 0,
            Parents = ParentCodes,
            Members = members,
            Strategic = Strategic,
            Critical = Critical,
            AnnexIWording = AnnexIWording,
            AnnexIIWording = AnnexIIWording,
            Symbols = Cell.List(Symbols),
            ReferenceContent = ReferenceContent,
            Stages = [.. members.Prepend(Code).SelectMany(code => formsOf[code]).Select(form => form.Stage).Distinct().Order()],
            Forms = [.. formsOf[Code]],
            KnownDependencies = [.. ParentCodes.Prepend(Code).SelectMany(code => dependenciesOn[code])],
            Consumption = ConsumptionTable.Current.Find(Code),
            Source = Source,
        };
    }
}

[CsvRecord]
internal sealed partial record FormRow(string Code, string Name, string Material, Stage Stage, decimal ContentPerTonne, string Basis,
    string? TestedParameters, string Source)
{
    public Form ToForm() => new()
    {
        Code = Code,
        Name = Name,
        Material = Material,
        Stage = Stage,
        ContentPerTonne = ContentPerTonne,
        Basis = Basis,
        TestedParameters =
        [
            .. Cell.List(TestedParameters).Select(cell => cell.Split(' ')).Select(pair => new TestedParameter(pair[0], pair[1])),
        ],
        Source = Source,
    };
}

/// <summary>A cell that holds several values.</summary>
internal static class Cell
{
    public static string[] List(string? cell) =>
        cell?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
