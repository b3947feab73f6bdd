using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Matchmaking.Storage.Tests.Schemas;

/// <summary>Reads the schema that T-SQL scripts make, statement by statement, without a server.</summary>
internal static class SqlServerSchema
{
    private const string Collation = "Latin1_General_100_BIN2";

    public static SchemaFacts Read(IEnumerable<string> scripts)
    {
        var facts = new SchemaFacts();
        foreach (var statement in scripts.SelectMany(Statements))
            Apply(facts, statement);
        return facts;
    }

    /// <summary>The statements of a script, every one of which has to be T-SQL.</summary>
    public static IEnumerable<TSqlStatement> Statements(string script)
    {
        using var reader = new StringReader(script);
        var parsed = (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors.Select(error => $"{error.Line}:{error.Column} {error.Message}"));
        return parsed.Batches.SelectMany(batch => batch.Statements);
    }

    private static void Apply(SchemaFacts facts, TSqlStatement statement)
    {
        switch (statement)
        {
            case IfStatement { ElseStatement: null } guarded:
                Apply(facts, guarded.ThenStatement);
                break;
            case CreateTableStatement create:
                AddTable(facts, Name(create.SchemaObjectName), create.Definition);
                break;
            case DropTableStatement drop:
                foreach (var table in drop.Objects)
                    facts.Drop(Name(table));
                break;
            case AlterTableAddTableElementStatement { Definition: { TableConstraints.Count: 0, Indexes.Count: 0 } added } alter:
                AddColumns(facts, Name(alter.SchemaObjectName), added);
                break;
            case CreateIndexStatement { IncludeColumns.Count: 0 } index:
                facts.Add(Name(index.OnName), SchemaFacts.Index(
                    index.Name.Value, index.Unique, Sorted(index.Columns), index.FilterPredicate is { } filter ? Text(filter) : null));
                break;
            case DropIndexStatement drop:
                foreach (var index in drop.DropIndexClauses.Cast<DropIndexClause>())
                    facts.DropIndex(Name(index.Object), index.Index.Value);
                break;
            case CreateTriggerStatement trigger:
                AddTrigger(facts, trigger);
                break;
            case UpdateStatement:
                break;
            default:
                Assert.Fail($"Not yet compared with SQLite: {Text(statement)}");
                break;
        }
    }

    private static void AddTable(SchemaFacts facts, string table, TableDefinition definition)
    {
        Assert.Empty(definition.Indexes);
        facts.Create(table);
        AddColumns(facts, table, definition);
        foreach (var constraint in definition.TableConstraints)
            AddConstraint(facts, table, constraint, []);
    }

    private static void AddColumns(SchemaFacts facts, string table, TableDefinition definition)
    {
        foreach (var column in definition.ColumnDefinitions)
        {
            var name = column.ColumnIdentifier.Value;
            var nullable = column.Constraints.OfType<NullableConstraintDefinition>().Single().Nullable;
            facts.Add(table, SchemaFacts.Column(
                facts.Columns(table) + 1, name, Type(column), nullable, column.DefaultConstraint is { } byDefault ? Text(byDefault.Expression) : null));
            foreach (var constraint in column.Constraints)
                AddConstraint(facts, table, constraint, [name]);
        }
    }

    private static void AddConstraint(SchemaFacts facts, string table, ConstraintDefinition constraint, string[] column)
    {
        switch (constraint)
        {
            case NullableConstraintDefinition:
                break;
            case UniqueConstraintDefinition unique:
                var columns = unique.Columns.Count == 0 ? column : Sorted(unique.Columns);
                facts.Add(table, unique.IsPrimaryKey ? SchemaFacts.PrimaryKey(columns) : SchemaFacts.Unique(columns));
                break;
            case ForeignKeyConstraintDefinition key:
                facts.Add(table, SchemaFacts.ForeignKey(
                    key.Columns.Count == 0 ? column : Names(key.Columns), Name(key.ReferenceTableName), Names(key.ReferencedTableColumns),
                    Action(key.DeleteAction), Action(key.UpdateAction)));
                break;
            case CheckConstraintDefinition check:
                facts.Add(table, SchemaFacts.Check(Text(check.CheckCondition)));
                break;
            default:
                Assert.Fail($"Not yet compared with SQLite: {Text(constraint)}");
                break;
        }
    }

    private static void AddTrigger(SchemaFacts facts, CreateTriggerStatement trigger)
    {
        var table = Name(trigger.TriggerObject.Name);
        if (trigger.TriggerType == TriggerType.After
            && Only(trigger.StatementList) is IfStatement
            {
                Predicate: ExistsPredicate { Subquery: var rows }, ThenStatement: ThrowStatement refusal, ElseStatement: null,
            }
            && Text(rows) == "(SELECT 1 FROM deleted)")
            foreach (var action in trigger.TriggerActions)
                facts.Add(table, SchemaFacts.Refusal(action.TriggerActionType.ToString(), ((StringLiteral)refusal.Message).Value));
        else
            facts.Add(table, Text(trigger));
    }

    private static TSqlStatement? Only(StatementList list) =>
        list.Statements is not [var statement] ? null : statement is BeginEndBlockStatement block ? Only(block.StatementList) : statement;

    // Text is compared byte by byte, as SQLite does, and integers have 64 bits; anything else is shown as it is written.
    private static string Type(ColumnDefinition column) => (column.DataType, column.Collation?.Value) switch
    {
        _ when column.ComputedColumnExpression is not null || column.IdentityOptions is not null => Text(column),
        (SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar, Parameters.Count: 1 }, Collation) => "text",
        (SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.BigInt }, null) => "integer",
        (SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.VarBinary, Parameters: [MaxLiteral] }, null) => "bytes",
        var (type, collation) => $"{Text(type)} {collation}",
    };

    private static string Action(DeleteUpdateAction action) => action switch
    {
        DeleteUpdateAction.Cascade => "cascade",
        DeleteUpdateAction.SetNull => "set null",
        DeleteUpdateAction.SetDefault => "set default",
        _ => "no action",
    };

    private static IEnumerable<string> Sorted(IEnumerable<ColumnWithSortOrder> columns) => columns.Select(column =>
        column.Column.MultiPartIdentifier.Identifiers[^1].Value + (column.SortOrder == SortOrder.Descending ? " desc" : ""));

    private static IEnumerable<string> Names(IEnumerable<Identifier> names) => names.Select(name => name.Value);

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;

    private static string Text(TSqlFragment fragment) => SchemaFacts.Spaced(string.Concat(
        fragment.ScriptTokenStream.Take(fragment.LastTokenIndex + 1).Skip(fragment.FirstTokenIndex).Select(token => token.Text)));
}
