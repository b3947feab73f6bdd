using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Statements;

/// <summary>A connection that keeps its statements prepared: preparing one takes longer than running most of them.</summary>
internal sealed class KeepingConnection(string connectionString) : SqliteConnection(connectionString)
{
    // The service has fewer; texts that are made anew each time must not add up.
    private const int Most = 500;

    private readonly Dictionary<StatementKey, KeptStatement> _statements = [];

    /// <summary>The statement of a text, with parameters for the members of its arguments.</summary>
    /// <param name="sql">A constant: it is looked up by its reference.</param>
    /// <param name="suffix">Appended to the text, or null.</param>
    /// <param name="arguments">An object with a member for each parameter, or null.</param>
    public KeptStatement Statement(string sql, string? suffix, object? arguments)
    {
        var key = new StatementKey(sql, suffix, arguments?.GetType());
        if (_statements.TryGetValue(key, out var statement))
            return statement;
        if (_statements.Count == Most)
            Forget();
        return _statements[key] = new KeptStatement(this, sql + suffix, key.Arguments);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Forget();
        base.Dispose(disposing);
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }

    private readonly record struct StatementKey(string Sql, string? Suffix, Type? Arguments)
    {
        public bool Equals(StatementKey other) =>
            ReferenceEquals(Sql, other.Sql) && ReferenceEquals(Suffix, other.Suffix) && Arguments == other.Arguments;

        public override int GetHashCode() =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(Sql), Suffix is null ? 0 : RuntimeHelpers.GetHashCode(Suffix), Arguments);
    }
}
