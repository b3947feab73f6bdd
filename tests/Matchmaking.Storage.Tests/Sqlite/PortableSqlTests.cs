using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Matchmaking.Storage.Tests;

/// <summary>There is one copy of every statement, so both engines have to read it.</summary>
public sealed class PortableSqlTests : IDisposable
{
    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "CREATE", "ALTER", "DROP", "MERGE", "PRAGMA"];

    private readonly TestDatabase _test = new();

    public static TheoryData<string> Statements() => new(Constants().Select(constant => constant.Name));

    [Theory]
    [MemberData(nameof(Statements))]
    public void Every_statement_is_t_sql(string name)
    {
        using var reader = new StringReader(Text(name));
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors.Select(error => $"{error.Line}:{error.Column} {error.Message}"));
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public void Every_statement_is_sqlite_and_fits_the_schema(string name)
    {
        using var connection = new SqliteConnection($"Data Source={_test.Engine.FileName};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Text(name);
        command.Prepare();
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
        where Verbs.Any(verb => text.TrimStart().StartsWith(verb, StringComparison.Ordinal))
        select ($"{type.Name}.{field.Name}", text);
}
