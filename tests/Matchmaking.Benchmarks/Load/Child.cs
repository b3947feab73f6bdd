using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Matchmaking.Benchmarks.Load;

/// <summary>A process that ends with this one, however this one ends.</summary>
/// <remarks>
/// Where <c>setpriv</c> is there, the kernel kills the child when the thread that has started it ends; that thread waits here as long as
/// the child lives. Elsewhere the child is killed on every signal that can be seen, which a kill of this process is not.
/// </remarks>
internal sealed class Child : IDisposable
{
    /// <summary>Ends a child with its parent.</summary>
    public const string Supervisor = "/usr/bin/setpriv";

    private readonly Thread _thread;
    private readonly TaskCompletionSource<Process> _started = new();
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <summary>Starts a program of .NET; its output and errors are to be read.</summary>
    public Child(IEnumerable<string> arguments)
    {
        string[] command = File.Exists(Supervisor) ? [Supervisor, "--pdeathsig", "KILL", "dotnet", .. arguments] : ["dotnet", .. arguments];
        var info = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _thread = new Thread(() => Keep(info)) { IsBackground = true, Name = "keeps a process" };
        _thread.Start();
        Process = _started.Task.GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += Kill;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, _ => Kill(null, EventArgs.Empty)));
    }

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        Process.Kill();
        _thread.Join();
        Process.Dispose();
    }

    private void Kill(object? sender, EventArgs reason) => Process.Kill();

    private void Keep(ProcessStartInfo info)
    {
        try
        {
            var process = Process.Start(info)!;
            _started.SetResult(process);
            process.WaitForExit();
        }
        catch (Exception failure)
        {
            _started.TrySetException(failure);
        }
    }
}
