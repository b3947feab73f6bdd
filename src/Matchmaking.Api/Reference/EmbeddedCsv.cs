using CsvHelper;

namespace Matchmaking.Api.Reference;

/// <summary>Reads the tables that are compiled into this assembly, so that a deployment cannot lose or change them.</summary>
internal static class EmbeddedCsv
{
    private static readonly CsvReaderOptions Options = new()
    {
        // in_reference_content binds InReferenceContent.
        NormalizeHeaderName = name => name.Replace("_", "", StringComparison.Ordinal),
        NullValues = [""],
        TrueValues = ["yes"],
        FalseValues = ["no"],
        // A slip of the pen in a table is an error at start, not a shifted column.
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>Every row of the table; a missing table, column or value is an error.</summary>
    /// <param name="table">Its path below the project folder, such as <c>Reference/materials.csv</c>.</param>
    public static List<T> Read<T>(string table)
    {
        using var stream = typeof(EmbeddedCsv).Assembly.GetManifestResourceStream(table)
            ?? throw new InvalidOperationException($"The assembly has no table {table}.");
        using var csv = CsvReader.Create(stream, Options);
        return [.. csv.GetRecords<T>()];
    }
}
