using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Matchmaking.Benchmarks.Load;

/// <summary>How much is sent at most: a measurement ends, whatever the server does.</summary>
/// <param name="Connections">Connections, each with one request under way.</param>
/// <param name="Requests">The most requests of all connections together.</param>
/// <param name="Time">When no further request is sent.</param>
internal sealed record LoadBounds(int Connections, int Requests, TimeSpan Time);

/// <summary>
/// Sends a workload over many connections from one thread that waits for all sockets at once: a thread or a task for each would cost the server
/// the cores that they share.
/// </summary>
internal static class LoadClient
{
    /// <summary>The most connections that are opened.</summary>
    public const int MostConnections = 1_024;

    private const int MostRequests = 5_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60), Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends until the bounds, the workload's end or <paramref name="stop"/>, and waits for the answers still under way.</summary>
    /// <param name="servers">Instances, which the connections are spread over.</param>
    /// <param name="workload">What is sent.</param>
    /// <param name="bounds">How much at most.</param>
    /// <param name="stop">Ends it earlier.</param>
    /// <exception cref="ArgumentException">A server is not on this machine, or the bounds are too wide.</exception>
    /// <exception cref="LoadFailure">An answer had another status than the workload expects, or none came.</exception>
    public static LoadFigures Run(IReadOnlyList<Uri> servers, Workload workload, LoadBounds bounds, CancellationToken stop = default)
    {
        if (bounds.Connections is < 1 or > MostConnections || bounds.Requests is < 1 or > MostRequests || bounds.Time > Longest)
            throw new ArgumentException($"At most {MostConnections} connections, {MostRequests} requests and {Longest} are allowed.");
        var connections = new List<Connection>();
        try
        {
            for (var number = 0; number < bounds.Connections; number++)
                connections.Add(Connection.To(servers[number % servers.Count]));
            return Run(connections, workload, bounds, stop);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    private static LoadFigures Run(List<Connection> connections, Workload workload, LoadBounds bounds, CancellationToken stop)
    {
        var latencies = new List<long>(Math.Min(bounds.Requests, 1 << 20));
        var numbers = connections.Index().ToDictionary(entry => entry.Item.Socket, entry => entry.Index);
        var waiting = new List<Socket>(connections.Count);
        var ready = new List<Socket>(connections.Count);
        var sent = 0;
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < connections.Count; number++)
            SendNext(number);
        while (waiting.Count > 0)
        {
            ready.Clear();
            ready.AddRange(waiting);
            Socket.Select(ready, null, null, Patience);
            if (ready.Count == 0)
                throw new LoadFailure($"No answer came within {Patience.TotalSeconds} s.");
            foreach (var socket in ready)
            {
                var number = numbers[socket];
                if (!connections[number].Receive(out var answer))
                    continue;
                latencies.Add(Stopwatch.GetTimestamp() - connections[number].SentAt);
                if (answer.Status != workload.Expected)
                    throw new LoadFailure($"{answer.Status} instead of {workload.Expected}: {Encoding.UTF8.GetString(answer.Body)}");
                workload.Answered(number, answer);
                waiting.Remove(socket);
                SendNext(number);
            }
        }

        return LoadFigures.Of(latencies, Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu);

        void SendNext(int number)
        {
            if (sent == bounds.Requests || stop.IsCancellationRequested || Stopwatch.GetElapsedTime(start) >= bounds.Time)
                return;
            var request = workload.Next(number);
            if (request.IsEmpty)
                return;
            sent++;
            connections[number].Send(request);
            waiting.Add(connections[number].Socket);
        }
    }
}

/// <summary>The server did not answer as the workload expects.</summary>
internal sealed class LoadFailure(string message) : Exception(message);
