namespace Matchmaking.Api.Reference;

/// <summary>
/// The Union's yearly consumption per material, from <c>consumption.csv</c>: only what is published or derived from published
/// figures, since import proxies are too weak to set a cap. A round's operator adopts a figure or states its own.
/// </summary>
public sealed class ConsumptionTable
{
    private readonly ILookup<string, Consumption> _byMaterial;

    private ConsumptionTable()
    {
        All = EmbeddedCsv.Read<Consumption>("Reference/consumption.csv").AsReadOnly();
        _byMaterial = All.ToLookup(figure => figure.Material, StringComparer.Ordinal);
    }

    /// <summary>The table as built into this version.</summary>
    public static ConsumptionTable Current { get; } = new();

    /// <summary>Every figure.</summary>
    public IReadOnlyList<Consumption> All { get; }

    /// <summary>The figures of one material at any stage; none is an empty list.</summary>
    public IReadOnlyList<Consumption> Find(string material) => [.. _byMaterial[material]];

    /// <summary>The figures of one material at one stage; none is an empty list.</summary>
    public IReadOnlyList<Consumption> Find(string material, Stage stage) =>
        [.. _byMaterial[material].Where(figure => figure.Stage == stage)];
}
