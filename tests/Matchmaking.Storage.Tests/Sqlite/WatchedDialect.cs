using System.Data.Common;

namespace Matchmaking.Storage.Tests;

/// <summary>Another dialect, counting the connections it opens.</summary>
public sealed class WatchedDialect(Dialect inner) : Dialect
{
    private int _writers;

    /// <summary>How many connections that can write were ever opened.</summary>
    public int Writers => _writers;

    /// <summary>The most such connections that were open at once.</summary>
    public int WritersAtOnce { get; private set; }

    public override string Name => inner.Name;

    public override string CreateHistory => inner.CreateHistory;

    public override string PageSuffix => inner.PageSuffix;

    public override bool PoolsConnections => inner.PoolsConnections;

    public override string? Prepare() => inner.Prepare();

    public override DbConnection Open(bool readOnly)
    {
        var connection = inner.Open(readOnly);
        if (readOnly)
            return connection;
        Interlocked.Increment(ref _writers);
        var open = 1;
        connection.StateChange += (_, change) => open = change.CurrentState == System.Data.ConnectionState.Open ? 1 : 0;
        lock (_open)
        {
            _open.Add(() => open);
            WritersAtOnce = Math.Max(WritersAtOnce, _open.Sum(count => count()));
        }

        return connection;
    }

    public override Writer CreateWriter() => new GroupWriter(this);

    public override DbTransaction BeginWrite(DbConnection connection) => inner.BeginWrite(connection);

    public override void Exclude(WriteSession session, string name) => inner.Exclude(session, name);

    public override bool IsDuplicateKey(DbException exception) => inner.IsDuplicateKey(exception);

    public override bool IsTransient(DbException exception) => inner.IsTransient(exception);

    public override void BulkInsert<T>(WriteSession session, string insert, IEnumerable<T> rows) => inner.BulkInsert(session, insert, rows);

    private readonly List<Func<int>> _open = [];
}
