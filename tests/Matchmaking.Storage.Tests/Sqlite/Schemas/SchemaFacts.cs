using System.Text.RegularExpressions;

namespace Matchmaking.Storage.Tests.Schemas;

/// <summary>What a schema says of each of its tables, in words that do not depend on the engine.</summary>
internal sealed partial class SchemaFacts
{
    private readonly SortedDictionary<string, SortedSet<string>> _tables = new(StringComparer.Ordinal);

    /// <summary>The tables.</summary>
    public IReadOnlyCollection<string> Tables => _tables.Keys;

    /// <summary>What is said of one table; nothing where there is none.</summary>
    public IReadOnlyCollection<string> Of(string table) => _tables.TryGetValue(table, out var facts) ? facts : [];

    public void Create(string table) => _tables.Add(table, new SortedSet<string>(StringComparer.Ordinal));

    public void Drop(string table) => Assert.True(_tables.Remove(table), $"There is no table {table} to drop.");

    public void DropIndex(string table, string name) => Assert.Equal(
        1, _tables[table].RemoveWhere(fact => fact.StartsWith($"index {name} (", StringComparison.Ordinal) || fact.StartsWith($"unique index {name} (", StringComparison.Ordinal)));

    /// <summary>How many columns a table has so far.</summary>
    public int Columns(string table) => _tables[table].Count(fact => fact.StartsWith("column ", StringComparison.Ordinal));

    /// <summary>Says one more thing of a table that is there, and has not been said before.</summary>
    public void Add(string table, string fact) => Assert.True(_tables[table].Add(fact), $"{table} has twice: {fact}");

    public static string Column(int number, string name, string type, bool nullable, string? byDefault) =>
        $"column {number} {name} {type}{(nullable ? "" : " not null")}{(byDefault is null ? "" : $" default {Spaced(byDefault)}")}";

    public static string PrimaryKey(IEnumerable<string> columns) => $"primary key {List(columns)}";

    public static string Unique(IEnumerable<string> columns) => $"unique {List(columns)}";

    public static string Index(string name, bool unique, IEnumerable<string> columns, string? filter) =>
        $"{(unique ? "unique " : "")}index {name} {List(columns)}{(filter is null ? "" : $" where {Spaced(filter)}")}";

    public static string ForeignKey(IEnumerable<string> columns, string table, IEnumerable<string> others, string onDelete, string onUpdate) =>
        $"foreign key {List(columns)} to {table} {List(others)} on delete {onDelete} on update {onUpdate}";

    public static string Check(string condition) => $"check {Spaced(condition)}";

    /// <summary>A trigger that lets nobody change or delete a row.</summary>
    public static string Refusal(string action, string message) => $"refuses {action.ToLowerInvariant()}: {message}";

    /// <summary>A text with one blank wherever it has white space.</summary>
    public static string Spaced(string text) => Blanks().Replace(text.Trim(), " ");

    private static string List(IEnumerable<string> columns) => $"({string.Join(", ", columns)})";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
