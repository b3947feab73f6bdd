using System.Diagnostics;

namespace Matchmaking.Benchmarks.Load;

/// <summary>A server in a process of its own, as a user starts it, on a free port of the loopback address.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Child _child;
    private readonly TaskCompletionSource<Uri> _address = new();
    private readonly List<string> _output = [];

    /// <summary>Starts a program and waits until it tells where it listens.</summary>
    /// <param name="assembly">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public ServerProcess(string assembly, params IEnumerable<string> arguments)
    {
        _child = new Child(arguments.Prepend(assembly));
        var process = _child.Process;
        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
        process.Exited += (_, _) => _address.TrySetException(new LoadFailure($"The server ended:\n{Output}"));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            Address = _address.Task.WaitAsync(Patience).GetAwaiter().GetResult();
        }
        catch
        {
            _child.Dispose();
            throw;
        }
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Number of the process.</summary>
    public int Id => _child.Process.Id;

    /// <summary>Processor time it has taken so far.</summary>
    public TimeSpan ProcessorTime => Look(process => process.TotalProcessorTime);

    /// <summary>The memory it holds, in megabytes.</summary>
    public double Megabytes => Look(process => process.WorkingSet64) / 1e6;

    /// <summary>The most memory it has held so far, in megabytes.</summary>
    public double PeakMegabytes => Look(process => process.PeakWorkingSet64) / 1e6;

    private string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>Runs a load against it.</summary>
    public LoadFigures Measure(Workload workload, LoadBounds bounds, CancellationToken stop = default) =>
        Measure([this], workload, bounds, stop);

    /// <summary>Runs a load against several at once.</summary>
    public static LoadFigures Measure(
        IReadOnlyList<ServerProcess> servers, Workload workload, LoadBounds bounds, CancellationToken stop = default)
    {
        var before = servers.Sum(server => server.ProcessorTime.TotalMicroseconds);
        var figures = LoadClient.Run([.. servers.Select(server => server.Address)], workload, bounds, stop);
        return figures with { Server = (servers.Sum(server => server.ProcessorTime.TotalMicroseconds) - before) / figures.Count };
    }

    /// <inheritdoc/>
    public void Dispose() => _child.Dispose();

    private T Look<T>(Func<Process, T> at)
    {
        _child.Process.Refresh();
        return at(_child.Process);
    }

    private void Read(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
            return;
        lock (_output)
            _output.Add(text);
        if (text.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(new Uri(text[(at + Listening.Length)..]));
    }
}
