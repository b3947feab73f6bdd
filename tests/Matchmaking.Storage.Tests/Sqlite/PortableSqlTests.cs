using System.Reflection;
using Matchmaking.Storage.Tests.Schemas;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Tests;

/// <summary>There is one copy of every statement, so both engines have to read it.</summary>
public sealed class PortableSqlTests : IDisposable
{
    private static readonly string[] Verbs =
    [
        "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "CREATE", "ALTER", "DROP", "MERGE", "REPLACE", "TRUNCATE", "PRAGMA", "VACUUM", "BEGIN", "COMMIT",
        "SAVEPOINT", "ROLLBACK", "RELEASE", "SET", "IF", "EXEC", "DECLARE",
    ];

    // What runs on one engine alone: its dialect, and of the one that has a single writer, how that takes a write back and what empties its log.
    private static readonly string[] OfSqlServer = [nameof(SqlServerDialect)], OfSqlite = [nameof(SqliteDialect), "GroupTransaction", "Checkpoints"];

    private readonly TestDatabase _test = new();

    public static TheoryData<string> Statements() => new(Constants().Select(constant => constant.Name));

    public static TheoryData<string> Ordered() => new(Constants()
        .Where(constant => constant.Text.Split('\n')[^1].Contains("ORDER BY", StringComparison.Ordinal)).Select(constant => constant.Name));

    [Theory]
    [MemberData(nameof(Statements))]
    public void Every_statement_is_t_sql(string name) => Assert.Single(SqlServerSchema.Statements(Text(name)));

    [Theory]
    [MemberData(nameof(Statements))]
    public void Every_statement_is_sqlite_and_fits_the_schema(string name) => Prepare(Text(name));

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Every_ordered_statement_can_be_cut_into_pages(string name)
    {
        Assert.Single(SqlServerSchema.Statements(Text(name) + new SqlServerDialect("unused").PageSuffix));
        Prepare(Text(name) + new SqliteDialect("unused").PageSuffix);
    }

    [Fact]
    public void Every_text_of_sql_in_the_assembly_is_tested_here()
    {
        var constants = Constants().Select(constant => constant.Text).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(
            Compiled(), text => !constants.Contains(text.Text) && !OfSqlServer.Contains(text.Type) && !OfSqlite.Contains(text.Type));
    }

    [Fact]
    public void What_only_sql_server_runs_is_t_sql()
    {
        var statements = Compiled().Where(text => OfSqlServer.Contains(text.Type)).Select(text => text.Text).ToList();
        Assert.True(statements.Count > 3);
        Assert.All(statements, text => Assert.Single(SqlServerSchema.Statements(text.EndsWith(' ') ? text + "[name]" : text)));
    }

    [Fact]
    public void What_only_sqlite_runs_is_sqlite()
    {
        var statements = Compiled().Where(text => OfSqlite.Contains(text.Type)).Select(text => text.Text).ToList();
        Assert.True(statements.Count > 3);
        Assert.All(statements, Prepare);
    }

    [Fact]
    public void Statements_are_found_in_every_store()
    {
        var stores = typeof(Database).Assembly.GetTypes().Where(type => type.Name.EndsWith("Store", StringComparison.Ordinal)).Select(type => type.Name);
        Assert.Empty(stores.Except(Constants().Select(constant => constant.Name.Split('.')[0])));
    }

    [Fact]
    public void Only_dialects_define_the_schema() =>
        Assert.DoesNotContain(Constants(), constant => constant.Text.StartsWith("CREATE", StringComparison.Ordinal) || constant.Text.StartsWith("PRAGMA", StringComparison.Ordinal));

    public void Dispose() => _test.Dispose();

    private static string Text(string name) => Constants().Single(constant => constant.Name == name).Text;

    // A constant that starts with no verb is a part of others: a list of columns.
    private static IEnumerable<(string Name, string Text)> Constants() =>
        from type in typeof(Database).Assembly.GetTypes()
        where !type.IsSubclassOf(typeof(Dialect))
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where field.IsLiteral && field.FieldType == typeof(string)
        let text = (string)field.GetRawConstantValue()!
        where IsSql(text) && !OfSqlite.Contains(type.Name)
        select ($"{type.Name}.{field.Name}", text);

    // Types of the compiler's own hold the parts of regular expressions.
    private static IEnumerable<(string Type, string Text)> Compiled() =>
        CompiledTexts.Of(typeof(Database).Assembly.Location).Where(text => IsSql(text.Text) && !text.Type.StartsWith('<'));

    private static bool IsSql(string text) => Verbs.Contains(text.TrimStart().Split(' ', '\n')[0]);

    private void Prepare(string text)
    {
        using var connection = new SqliteConnection($"Data Source={_test.Engine.FileName};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.Prepare();
    }
}
