using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Benchmarks.Floor;

/// <summary>The statement of both ways to insert.</summary>
internal static class FloorInserts
{
    public const string Insert = """
        INSERT INTO lines (id, company, material, year, quantity_kg, price_cents, created_at)
        VALUES (@Id, @Company, @Material, @Year, @QuantityKg, @PriceCents, @CreatedAt)
        """;
}

/// <summary>One transaction, and so one sync, for each row.</summary>
internal sealed class SingleInserts(SqliteConnection connection) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task InsertAsync(FloorRow row)
    {
        await _turn.WaitAsync();
        try
        {
            connection.Execute(FloorInserts.Insert, row);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        _turn.Dispose();
    }
}

/// <summary>One transaction for all rows that wait when it begins.</summary>
internal sealed class GroupInserts : IDisposable
{
    private readonly Channel<(FloorRow Row, TaskCompletionSource Done)> _waiting =
        Channel.CreateUnbounded<(FloorRow, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SqliteConnection _connection;

    public GroupInserts(SqliteConnection connection)
    {
        _connection = connection;
        new Thread(Write) { IsBackground = true }.Start();
    }

    public Task InsertAsync(FloorRow row)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((row, done));
        return done.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => _waiting.Writer.Complete();

    private void Write()
    {
        var group = new List<TaskCompletionSource>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            while (_waiting.Reader.TryRead(out var next))
            {
                _connection.Execute(FloorInserts.Insert, next.Row, transaction);
                group.Add(next.Done);
            }

            transaction.Commit();
            group.ForEach(done => done.SetResult());
            group.Clear();
        }
    }
}
