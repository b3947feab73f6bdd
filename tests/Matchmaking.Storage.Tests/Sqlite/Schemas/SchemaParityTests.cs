using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Tests.Schemas;

/// <summary>Both engines have one schema: the same tables with the same columns, keys, indexes, conditions and triggers.</summary>
public sealed partial class SchemaParityTests : IDisposable
{
    private const string Older = "no database on SQL Server is older than this migration";

    private static readonly SqlServerDialect SqlServer = new("unused");
    private static readonly SqliteDialect Sqlite = new("unused");
    private static readonly SchemaFacts OnSqlServer = SqlServerSchema.Read(Migrations.Scripts(SqlServer));

    // What one engine's migrations do with data and the other's do not, and why.
    private static readonly Dictionary<string, string> OnlyOnSqlite = new()
    {
        ["0003-instances: INSERT INTO round_gates"] = Older,
        ["0003-instances: INSERT INTO run_chunks"] = Older,
        ["0003-instances: UPDATE runs"] = Older,
    };

    private readonly TestDatabase _test = new();

    public static TheoryData<string> Tables => [.. OnSqlServer.Tables];

    public static TheoryData<string> SqlServerMigrations => [.. Migrations.Names(SqlServer.Name)];

    [Fact]
    public void Migrations_have_the_same_names() => Assert.Equal(Migrations.Names(Sqlite.Name), Migrations.Names(SqlServer.Name));

    [Fact]
    public void Tables_are_the_same() => Assert.Equal(Migrated().Tables, OnSqlServer.Tables);

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_the_same(string table)
    {
        var (sqlite, sqlServer) = (Migrated().Of(table), OnSqlServer.Of(table));
        Assert.NotEmpty(sqlite);
        List<string> alone =
        [
            .. sqlite.Except(sqlServer).Select(fact => $"SQLite alone: {fact}"),
            .. sqlServer.Except(sqlite).Select(fact => $"SQL Server alone: {fact}"),
        ];
        Assert.True(alone.Count == 0, string.Join('\n', alone));
    }

    [Theory]
    [MemberData(nameof(SqlServerMigrations))]
    public void Batches_are_parted_where_the_server_wants_it(string name)
    {
        foreach (var batch in Migrations.Text(SqlServer.Name, name).ReplaceLineEndings("\n").Split("\nGO\n"))
        {
            Assert.NotEmpty(SqlServerSchema.Statements(batch));
            Assert.DoesNotMatch(Parting(), batch);
        }
    }

    [Fact]
    public void Data_is_moved_alike() => Assert.Equal(OnlyOnSqlite.Keys, Moves(Sqlite).Except(Moves(SqlServer)).Union(Moves(SqlServer).Except(Moves(Sqlite))));

    [Theory]
    [InlineData("review ", "revue ")]
    [InlineData("review NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,", "")]
    [InlineData("review NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL", "review NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL")]
    [InlineData("review NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2", "review NVARCHAR(MAX) COLLATE Latin1_General_CI_AS")]
    [InlineData("review NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2", "review NVARCHAR(MAX)")]
    [InlineData("group_confirmed BIGINT", "group_confirmed INT")]
    [InlineData("group_confirmed BIGINT", "group_confirmed BIGINT DEFAULT 0")]
    [InlineData("content VARBINARY(MAX)", "content VARBINARY(8000)")]
    [InlineData("PRIMARY KEY (round_id, slot)", "PRIMARY KEY (slot, round_id)")]
    [InlineData("NOT NULL UNIQUE", "NOT NULL")]
    [InlineData(" REFERENCES rounds (id)", "")]
    [InlineData(" REFERENCES rounds (id)", " REFERENCES rounds (id) ON DELETE CASCADE")]
    [InlineData("'rejected', 'suspended'", "'rejected'")]
    [InlineData("CREATE INDEX lines_round ON lines (round_id, side, id);", "")]
    [InlineData("lines_round ON lines (round_id, side, id)", "lines_round ON lines (round_id, id, side)")]
    [InlineData("lines_round ON lines (round_id, side, id)", "lines_round ON lines (round_id, side, id DESC)")]
    [InlineData("CREATE UNIQUE INDEX lines_own", "CREATE INDEX lines_own")]
    [InlineData(" WHERE state <> 'done'", "")]
    [InlineData("own_key NVARCHAR(201) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT ''", "own_key NVARCHAR(201) COLLATE Latin1_General_100_BIN2 NOT NULL")]
    [InlineData("DROP INDEX lines_participant ON lines;", "")]
    [InlineData("AFTER UPDATE, DELETE", "AFTER UPDATE")]
    [InlineData("IF EXISTS (SELECT 1 FROM deleted)", "IF EXISTS (SELECT 1 FROM inserted)")]
    [InlineData("is append-only'", "is final'")]
    [InlineData("DROP TABLE idempotency;", "")]
    public void A_change_on_sql_server_alone_is_seen(string text, string changed) =>
        AssertDiffer(Migrated(), SqlServerSchema.Read(Changed(Migrations.Scripts(SqlServer), text, changed)));

    [Theory]
    [InlineData("    review              TEXT,", "")]
    [InlineData("    review              TEXT,", "    review TEXT NOT NULL,")]
    [InlineData("    review              TEXT,", "    review INTEGER,")]
    [InlineData("    review              TEXT,", "    review TEXT DEFAULT '',")]
    [InlineData("PRIMARY KEY (round_id, slot)", "PRIMARY KEY (slot, round_id)")]
    [InlineData("NOT NULL UNIQUE", "NOT NULL")]
    [InlineData(" REFERENCES rounds (id)", "")]
    [InlineData(" REFERENCES rounds (id)", " REFERENCES rounds (id) ON UPDATE CASCADE")]
    [InlineData("'rejected', 'suspended'", "'rejected'")]
    [InlineData("CREATE INDEX lines_round ON lines (round_id, side, id);", "")]
    [InlineData("lines_round ON lines (round_id, side, id)", "lines_round ON lines (round_id, side DESC, id)")]
    [InlineData("lines_round ON lines (round_id, side, id)", "lines_round ON lines (round_id, side COLLATE NOCASE, id)")]
    [InlineData("CREATE UNIQUE INDEX lines_own", "CREATE INDEX lines_own")]
    [InlineData(" WHERE state <> 'done'", "")]
    [InlineData("own_key TEXT NOT NULL DEFAULT ''", "own_key TEXT NOT NULL DEFAULT '-'")]
    [InlineData("DROP INDEX lines_participant;", "")]
    [InlineData("CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;", "")]
    [InlineData("BEFORE DELETE ON audit BEGIN", "BEFORE DELETE ON audit WHEN old.id = '1' BEGIN")]
    [InlineData("DROP TABLE idempotency;", "")]
    public void A_change_on_sqlite_alone_is_seen(string text, string changed)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var script in Changed(Migrations.Scripts(Sqlite), text, changed))
            connection.Execute(script);
        AssertDiffer(SqliteSchema.Read(connection), OnSqlServer);
    }

    public void Dispose() => _test.Dispose();

    private SchemaFacts Migrated()
    {
        using var connection = new SqliteConnection($"Data Source={_test.Engine.FileName};Pooling=False");
        connection.Open();
        return SqliteSchema.Read(connection);
    }

    private static void AssertDiffer(SchemaFacts first, SchemaFacts second) => Assert.Contains(
        first.Tables.Union(second.Tables), table => !first.Of(table).SequenceEqual(second.Of(table)));

    private static List<string> Changed(IEnumerable<string> scripts, string text, string changed)
    {
        var all = scripts.ToList();
        var place = all.FindIndex(script => script.Contains(text, StringComparison.Ordinal));
        var at = all[place].IndexOf(text, StringComparison.Ordinal);
        all[place] = all[place].Remove(at, text.Length).Insert(at, changed);
        return all;
    }

    private static IEnumerable<string> Moves(Dialect dialect) =>
        from name in Migrations.Names(dialect.Name)
        from Match move in Move().Matches(Migrations.Text(dialect.Name, name))
        select $"{name}: {move.Value}";

    [GeneratedRegex(@"^(INSERT INTO|UPDATE|DELETE FROM) \w+", RegexOptions.Multiline)]
    private static partial Regex Move();

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Parting();
}
