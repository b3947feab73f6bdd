using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;

namespace Matchmaking.Storage;

/// <summary>One connection that writes, on a thread of its own: writes that wait share a transaction, and so one sync of the disk.</summary>
/// <remarks>
/// SQLite has one writer at a time anyway. Before version 3.51.3 two connections that wrote or moved the log at the same moment could corrupt a
/// database, so the package that brings SQLite is named with a version of its own.
/// </remarks>
public sealed class GroupWriter : Writer
{
    // The queue holds back who writes faster than the disk. A group ends early enough that those at its start do not wait for its length.
    private const int LongestQueue = 4_096, LargestGroup = 256;
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(5);

    private readonly Channel<PendingWrite> _waiting = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly List<PendingWrite> _group = [];
    private readonly Dialect _dialect;
    private readonly Checkpoints? _checkpoints;
    private readonly Thread _thread;
    private DbConnection? _connection;

    /// <summary>Starts the thread; the connection is opened by the first write.</summary>
    /// <param name="dialect">The engine.</param>
    /// <param name="checkpoints">What keeps the log short beside the writer, and ends with it; null: nothing does.</param>
    public GroupWriter(Dialect dialect, Checkpoints? checkpoints = null)
    {
        _dialect = dialect;
        _checkpoints = checkpoints;
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "database writer" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public override async Task<T> WriteAsync<T>(Func<WriteSession, T> write, Func<T, bool> keep, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var pending = new PendingWrite<T>(write, keep);
        if (!_waiting.Writer.TryWrite(pending))
            await WaitInLineAsync(pending, cancellation);
        pending.GiveUpOn(cancellation);
        return await pending.Done;
    }

    /// <summary>Writes what still waits, and closes the connection.</summary>
    protected override void Dispose(bool disposing)
    {
        _waiting.Writer.TryComplete();
        _thread.Join();
        _checkpoints?.Dispose();
    }

    private async Task WaitInLineAsync(PendingWrite write, CancellationToken cancellation)
    {
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(GroupWriter));
        }
    }

    private void WriteAll()
    {
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            try
            {
                WriteGroup();
                _group.ForEach(write => write.Complete());
            }
            catch (Exception failure)
            {
                // A failed connection is not trusted again: the next group opens a new one.
                _connection?.Dispose();
                _connection = null;
                _group.ForEach(write => write.Fail(failure));
            }

            _group.Clear();
            if (_connection is not null)
                _checkpoints?.Written(_connection);
        }

        _connection?.Dispose();
    }

    private void WriteGroup()
    {
        if (!TryTake(out var write))
            return;
        _connection ??= _dialect.Open(readOnly: false);
        using var group = new GroupTransaction(_dialect, _connection);
        var start = Stopwatch.GetTimestamp();
        do
            group.Write(write);
        while (_group.Count < LargestGroup && Stopwatch.GetElapsedTime(start) < LongestGroup && TryTake(out write));
        group.Commit();
    }

    private bool TryTake(out PendingWrite write)
    {
        while (_waiting.Reader.TryRead(out write!))
            if (write.Start())
            {
                _group.Add(write);
                return true;
            }

        return false;
    }
}
