using System.Diagnostics;

namespace Matchmaking.Benchmarks.Load;

/// <summary>A server in a process of its own, as a user starts it, on a free port of the loopback address.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new();
    private readonly List<string> _output = [];

    /// <summary>Starts a program and waits until it tells where it listens.</summary>
    /// <param name="assembly">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public ServerProcess(string assembly, params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(assembly))
            info.ArgumentList.Add(argument);
        _process = Process.Start(info) ?? throw new InvalidOperationException($"{assembly} did not start.");
        _process.OutputDataReceived += Read;
        _process.ErrorDataReceived += Read;
        _process.Exited += (_, _) => _address.TrySetException(new LoadFailure($"The server ended:\n{Output}"));
        _process.EnableRaisingEvents = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = _address.Task.WaitAsync(Patience).GetAwaiter().GetResult();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Processor time it has taken so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory it has held so far, in megabytes.</summary>
    public double PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    private string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>Runs a load against it.</summary>
    public LoadFigures Measure(Workload workload, LoadBounds bounds, CancellationToken stop = default)
    {
        var before = ProcessorTime;
        var figures = LoadClient.Run(Address, workload, bounds, stop);
        return figures with { Server = (ProcessorTime - before).TotalMicroseconds / figures.Count };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
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
