using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Tests.Schemas;

/// <summary>Reads the schema of a SQLite database from its pragmas; conditions and triggers, which those do not show, from its statements.</summary>
internal static partial class SqliteSchema
{
    private static readonly Dictionary<string, string> Types = new() { ["TEXT"] = "text", ["INTEGER"] = "integer", ["BLOB"] = "bytes" };

    public static SchemaFacts Read(SqliteConnection connection)
    {
        var facts = new SchemaFacts();
        foreach (var (name, sql) in connection.Query<(string, string)>(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"))
        {
            facts.Create(name);
            AddColumns(facts, connection, name);
            AddForeignKeys(facts, connection, name);
            AddIndexes(facts, connection, name);
            foreach (var condition in Conditions(SchemaFacts.Spaced(sql)))
                facts.Add(name, SchemaFacts.Check(condition));
        }

        foreach (var (table, sql) in connection.Query<(string, string)>("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"))
            facts.Add(table, Trigger().Match(SchemaFacts.Spaced(sql)) is { Success: true } trigger
                ? SchemaFacts.Refusal(trigger.Groups["action"].Value, trigger.Groups["message"].Value)
                : sql);
        return facts;
    }

    private static void AddColumns(SchemaFacts facts, SqliteConnection connection, string table)
    {
        var columns = connection.Query<(long Number, string Name, string Type, bool NotNull, string? Default, long Key, long Hidden)>(
            "SELECT cid, name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(@table)", new { table }).AsList();
        foreach (var (number, name, type, notNull, byDefault, _, hidden) in columns)
            facts.Add(table, SchemaFacts.Column((int)number + 1, name, Types[type] + (hidden == 0 ? "" : " generated"), !notNull, byDefault));
        if (columns.Exists(column => column.Key > 0))
            facts.Add(table, SchemaFacts.PrimaryKey(columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name)));
    }

    private static void AddForeignKeys(SchemaFacts facts, SqliteConnection connection, string table)
    {
        var keys = connection.Query<(long Id, string From, string Table, string? To, string OnUpdate, string OnDelete)>(
            "SELECT id, \"from\", \"table\", \"to\", on_update, on_delete FROM pragma_foreign_key_list(@table) ORDER BY id, seq", new { table });
        foreach (var key in keys.GroupBy(key => key.Id).Select(key => key.ToList()))
            facts.Add(table, SchemaFacts.ForeignKey(
                key.Select(part => part.From), key[0].Table, key.Select(part => part.To ?? "?"), Action(key[0].OnDelete), Action(key[0].OnUpdate)));
    }

    private static void AddIndexes(SchemaFacts facts, SqliteConnection connection, string table)
    {
        var indexes = connection.Query<(string Name, bool Unique, string Origin, string? Sql)>("""
            SELECT list.name, list."unique", list.origin, master.sql
            FROM pragma_index_list(@table) list JOIN sqlite_master master ON master.name = list.name
            WHERE list.origin <> 'pk'
            """, new { table });
        foreach (var (name, unique, origin, sql) in indexes)
        {
            var columns = connection.Query<string>("""
                SELECT COALESCE(name, '?') || CASE "desc" WHEN 1 THEN ' desc' ELSE '' END || CASE coll WHEN 'BINARY' THEN '' ELSE ' ' || coll END
                FROM pragma_index_xinfo(@name) WHERE key = 1 ORDER BY seqno
                """, new { name });
            facts.Add(table, origin == "u"
                ? SchemaFacts.Unique(columns)
                : SchemaFacts.Index(name, unique, columns, Filter().Match(SchemaFacts.Spaced(sql!)) is { Success: true } filter ? filter.Groups[1].Value : null));
        }
    }

    private static string Action(string name) => name.ToLowerInvariant();

    private static IEnumerable<string> Conditions(string sql)
    {
        const string check = "CHECK (";
        for (var start = sql.IndexOf(check, StringComparison.Ordinal); start >= 0; start = sql.IndexOf(check, start + 1, StringComparison.Ordinal))
        {
            var (end, depth) = (start + check.Length, 1);
            for (; depth > 0; end++)
                depth += sql[end] switch { '(' => 1, ')' => -1, _ => 0 };
            yield return sql[(start + check.Length)..(end - 1)];
        }
    }

    [GeneratedRegex(@"\bWHERE (.*)$")]
    private static partial Regex Filter();

    [GeneratedRegex(@"^CREATE TRIGGER \w+ BEFORE (?<action>UPDATE|DELETE) ON \w+ BEGIN SELECT RAISE\(ABORT, '(?<message>[^']*)'\); END$")]
    private static partial Regex Trigger();
}
