using System.Data.Common;
using Dapper;

namespace Matchmaking.Storage;

/// <summary>Moves what stands in SQLite's write-ahead log to the database, on a thread beside the one that writes.</summary>
/// <remarks>
/// SQLite's own way does it inside the commit that makes the log long, and every write then waits for it. Beside a writer that never rests a
/// log is never done, so that it would grow for ever: once it is long, the writer itself moves the little that has come since.
/// </remarks>
public sealed class Checkpoints : IDisposable
{
    // In pages of 4 KiB.
    private const long LongLog = 32_768;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Dialect _dialect;
    private readonly AutoResetEvent _written = new(false);
    private readonly ManualResetEvent _ended = new(false);
    private readonly Thread _thread;
    private volatile bool _isLong;

    /// <summary>Starts the thread.</summary>
    public Checkpoints(Dialect dialect)
    {
        _dialect = dialect;
        _thread = new Thread(KeepUp) { IsBackground = true, Name = "checkpoints" };
        _thread.Start();
    }

    /// <summary>Tells that a transaction was committed; shortens the log over the writer's connection where it is time for it.</summary>
    public void Written(DbConnection writer)
    {
        if (_isLong)
        {
            _isLong = false;
            TryMove(() => Move(writer));
        }

        _written.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
        _written.Dispose();
    }

    private void KeepUp()
    {
        while (WaitHandle.WaitAny([_ended, _written]) != 0 && !_ended.WaitOne(Pause))
            TryMove(() =>
            {
                using var connection = _dialect.Open(readOnly: false);
                _isLong = Move(connection) > LongLog;
            });
    }

    private static void TryMove(Action move)
    {
        try
        {
            move();
        }
        catch (DbException)
        {
            // What is committed is safe in the log, and the next time tries again. Who writes is told of a full disk by its own writes.
        }
    }

    // Tells how many pages the log has.
    private static long Move(DbConnection connection) => connection.QuerySingle<(long Busy, long Pages, long Moved)>("PRAGMA wal_checkpoint(PASSIVE)").Pages;
}
