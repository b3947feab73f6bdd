using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Matchmaking.Storage.Statements;

/// <summary>A prepared statement with its parameters and, once it has found a row, Dapper's mapping of its columns.</summary>
internal sealed class KeptStatement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly (SqliteParameter Parameter, Func<object, object?> Value)[] _parameters;
    private Delegate? _mapping;

    public KeptStatement(SqliteConnection connection, string sql, Type? arguments)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _parameters = [.. ArgumentMembers.Of(arguments).Where(member => member.IsIn(sql)).Select(member => (Add(member.Name), member.Value))];
    }

    /// <summary>Runs the statement and tells how many rows it changed.</summary>
    public int Execute(object? arguments, SqliteTransaction? transaction)
    {
        Bind(arguments, transaction);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Reads at most so many rows.</summary>
    /// <exception cref="InvalidOperationException">There are more.</exception>
    public List<T> Query<T>(object? arguments, SqliteTransaction? transaction, int most = int.MaxValue)
    {
        Bind(arguments, transaction);
        using var reader = _command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            if (rows.Count == most)
                throw new InvalidOperationException($"The statement has more than {most} rows: {_command.CommandText}");
            rows.Add(Mapping<T>(reader)(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    private SqliteParameter Add(string name) => _command.Parameters.AddWithValue("@" + name, DBNull.Value);

    private void Bind(object? arguments, SqliteTransaction? transaction)
    {
        _command.Transaction = transaction;
        foreach (var (parameter, value) in _parameters)
            parameter.Value = value(arguments!) ?? DBNull.Value;
    }

    private static T Single<T>(DbDataReader reader) => reader.IsDBNull(0) ? default! : reader.GetFieldValue<T>(0);

    private Func<DbDataReader, T> Mapping<T>(SqliteDataReader reader)
    {
        if (_mapping is Func<DbDataReader, T> known)
            return known;
        if (typeof(T).IsPrimitive || typeof(T) == typeof(string) || typeof(T) == typeof(byte[]))
            return (Func<DbDataReader, T>)(_mapping = (Func<DbDataReader, T>)Single<T>);
        var mapping = reader.GetRowParser<T>();
        // The mapping is made for the columns' types, which only those of a table keep from row to row.
        if (Enumerable.Range(0, reader.FieldCount).All(column => raw.sqlite3_column_decltype(reader.Handle, column).utf8_to_string() is not null))
            _mapping = mapping;
        return mapping;
    }
}
