using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>
/// Sends requests at a steady rate on a thread of its own, whatever the server does. An answer's time counts from when its request was due,
/// not from when a connection was free for it: a stall counts for everybody who would have come meanwhile.
/// </summary>
internal sealed class SteadyStream : IDisposable
{
    /// <summary>The most requests a second.</summary>
    public const int MostRate = 5_000;

    private const int MostConnections = 64;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly List<Connection> _connections = [];
    private readonly List<RequestTiming> _timings = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Workload _workload;
    private readonly TimeSpan _patience;
    private readonly Task _sending;
    private int _count;
    private long _due;

    /// <summary>Starts.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="workload">What is sent; never empty.</param>
    /// <param name="rate">Requests a second.</param>
    /// <param name="connections">The most requests under way at once.</param>
    /// <param name="patience">When to give up waiting for an answer.</param>
    /// <exception cref="ArgumentException">The server is not on this machine, or more is asked for than is allowed.</exception>
    public SteadyStream(Uri server, Workload workload, int rate, int connections, TimeSpan patience)
    {
        if (connections is < 1 or > MostConnections || rate is < 1 or > MostRate)
            throw new ArgumentException($"At most {MostConnections} connections and {MostRate} requests a second are allowed.");
        (_workload, _patience) = (workload, patience);
        while (_connections.Count < connections)
            _connections.Add(Connection.To(server));
        _due = Stopwatch.GetTimestamp();
        _sending = Task.Factory.StartNew(() => Send(Stopwatch.Frequency / rate), TaskCreationOptions.LongRunning);
    }

    /// <summary>How many answers have come.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How long the next request has been due: what a stall has left to be worked off.</summary>
    public TimeSpan Behind => Stopwatch.GetElapsedTime(Volatile.Read(ref _due)) is { Ticks: > 0 } behind ? behind : TimeSpan.Zero;

    /// <summary>Ends it, and tells what it has seen.</summary>
    /// <exception cref="LoadFailure">An answer had another status than expected, or none came.</exception>
    public async Task<IReadOnlyList<RequestTiming>> StopAsync(CancellationToken patience)
    {
        await _stop.CancelAsync();
        await _sending.WaitAsync(patience);
        return _timings;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _connections.ForEach(connection => connection.Dispose());
        _stop.Dispose();
    }

    private void Send(long interval)
    {
        var idle = new Stack<int>(Enumerable.Range(0, _connections.Count));
        var waiting = new Dictionary<Socket, (int Number, long Due)>();
        var heard = _due;
        while (!_stop.IsCancellationRequested || waiting.Count > 0)
        {
            while (!_stop.IsCancellationRequested && idle.Count > 0 && _due <= Stopwatch.GetTimestamp())
            {
                var number = idle.Pop();
                _connections[number].Send(_workload.Next(number));
                waiting.Add(_connections[number].Socket, (number, _due));
                Volatile.Write(ref _due, _due + interval);
            }

            // Until the next request is due, or a connection is free for one that is overdue.
            var left = Math.Max(0, Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _due).Ticks);
            var pause = idle.Count > 0 && !_stop.IsCancellationRequested && left < Look.Ticks ? TimeSpan.FromTicks(left) : Look;
            if (waiting.Count == 0)
            {
                Thread.Sleep(pause);
                heard = Stopwatch.GetTimestamp();
                continue;
            }

            var ready = waiting.Keys.ToList();
            Socket.Select(ready, null, null, pause);
            if (ready.Count > 0)
                heard = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(heard) > _patience)
                throw new LoadFailure($"The second stream had no answer for {_patience.TotalSeconds} s.");
            foreach (var socket in ready)
                Receive(socket);
        }

        void Receive(Socket socket)
        {
            var (number, since) = waiting[socket];
            if (!_connections[number].Receive(out var answer))
                return;
            if (answer.Status != _workload.Expected)
                throw new LoadFailure($"The second stream got {answer.Status}: {Encoding.UTF8.GetString(answer.Body)}");
            _timings.Add(new RequestTiming(since, Stopwatch.GetTimestamp()));
            Volatile.Write(ref _count, _timings.Count);
            waiting.Remove(socket);
            idle.Push(number);
        }
    }
}

/// <summary>When a request was due and when its answer was whole, in ticks of <see cref="Stopwatch"/>.</summary>
internal readonly record struct RequestTiming(long Due, long Answered)
{
    /// <summary>A request belongs to where the middle of its time lies: one that a stall holds up belongs to the stall.</summary>
    public long Middle => Due + ((Answered - Due) / 2);
}
