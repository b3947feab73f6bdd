using System.Collections.Concurrent;
using System.Data;
using System.Text.RegularExpressions;
using Matchmaking.Storage.Statements;

namespace Matchmaking.Storage;

/// <summary>Reads a statement that inserts one row for what a copy of many rows needs, so that each table's columns are named once.</summary>
internal static partial class InsertStatement
{
    private static readonly ConcurrentDictionary<(string, Type), (string Table, (string Name, ArgumentMember Member)[] Columns)> Parsed = new();

    /// <summary>The table, and the member of a row that each column takes.</summary>
    /// <exception cref="ArgumentException">The statement is not of this form, or names a property that the rows have not.</exception>
    public static (string Table, (string Name, ArgumentMember Member)[] Columns) Parse<T>(string insert) => Parsed.GetOrAdd((insert, typeof(T)), static key =>
    {
        var (text, type) = key;
        if (Form().Match(text) is not { Success: true } parts)
            throw new ArgumentException($"Rows cannot be copied by: {text}");
        var names = Split(parts.Groups["columns"].Value);
        var values = Split(parts.Groups["values"].Value);
        if (names.Length != values.Length || !values.All(value => value.StartsWith('@')))
            throw new ArgumentException($"Columns and values do not belong together: {text}");
        return (parts.Groups["table"].Value, [.. names.Zip(values, (name, value) => (name, Member(type, value[1..])))]);
    });

    /// <summary>Rows as the driver copies them: integers, text, bytes, and times in their one form.</summary>
    public static DataTable ToTable<T>((string Name, ArgumentMember Member)[] columns, IReadOnlyCollection<T> rows)
    {
        var table = new DataTable { MinimumCapacity = rows.Count };
        foreach (var (name, member) in columns)
            table.Columns.Add(name, StoredType(Nullable.GetUnderlyingType(member.Type) ?? member.Type));
        foreach (var row in rows)
            table.Rows.Add(Array.ConvertAll(columns, column => Stored(column.Member.Value(row!))));
        return table;
    }

    private static Type StoredType(Type type) =>
        type == typeof(bool) || type == typeof(int) ? typeof(long) : type == typeof(DateTimeOffset) ? typeof(string) : type;

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        bool flag => flag ? 1L : 0L,
        int number => (long)number,
        _ => value,
    };

    private static ArgumentMember Member(Type type, string name) =>
        ArgumentMembers.Of(type).FirstOrDefault(member => member.Name == name) ?? throw new ArgumentException($"{type.Name} has no {name}.");

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"\A\s*INSERT INTO (?<table>\w+)\s*\((?<columns>[^)]*)\)\s*VALUES\s*\((?<values>[^)]*)\)\s*\z")]
    private static partial Regex Form();
}
