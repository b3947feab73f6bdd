using System.Reflection;
using CsvHelper;

namespace Matchmaking.Api.Tests.Reference;

/// <summary>Reads an embedded table cell by cell, so that the tests see columns which the service does not.</summary>
internal static class ReferenceTable
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(Assembly assembly, string table)
    {
        using var stream = assembly.GetManifestResourceStream(table) ?? throw new InvalidOperationException(table);
        using var csv = CsvReader.Create(stream, new CsvReaderOptions());
        csv.ReadHeader();
        List<IReadOnlyDictionary<string, string>> rows = [];
        while (csv.Read())
            rows.Add(csv.Headers.Select((name, at) => (name, at)).ToDictionary(cell => cell.name, cell => csv.GetString(cell.at)));
        return rows;
    }
}
