using System.Diagnostics;
using System.Net.Http.Headers;

namespace Matchmaking.Api.Tests.Instances;

/// <summary>The service as a process of its own, on a port that the system chooses.</summary>
public sealed class ServiceProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _log = new();

    private ServiceProcess(Process process) => _process = process;

    /// <summary>Calls the instance as the first operator.</summary>
    public HttpClient Operator { get; } = new();

    /// <summary>What it has written, for a test that fails.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts an instance and waits until it listens.</summary>
    public static Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings) => StartInAsync(null, settings);

    /// <summary>The same on a machine of another language, named as in <c>LC_ALL</c>.</summary>
    public static async Task<ServiceProcess> StartInAsync(string? language, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (language is not null)
            start.Environment["LC_ALL"] = language;
        start.ArgumentList.Add(typeof(Service).Assembly.Location);
        foreach (var (name, value) in settings.Append(("Urls", "http://127.0.0.1:0")).Append(("Operator:Key", EngineDatabase.OperatorKey)))
            start.ArgumentList.Add($"--{name}={value}");
        var service = new ServiceProcess(Process.Start(start)!);
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        service._process.ErrorDataReceived += (_, line) => service._log.Enqueue(line.Data ?? "");
        service._process.OutputDataReceived += (_, line) =>
        {
            service._log.Enqueue(line.Data ?? "");
            if (line.Data is null)
                told.TrySetException(new InvalidOperationException("The service ended before it listened."));
            else if (line.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                told.TrySetResult(line.Data[(at + Listening.Length)..]);
        };
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        service.Operator.BaseAddress = new Uri(await told.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        service.Operator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", EngineDatabase.OperatorKey);
        return service;
    }

    /// <summary>Stops the process where it stands, as a long pause would.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets a frozen process go on.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Kills the process; it does not get to do anything more.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        Operator.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        kill.WaitForExit();
    }
}
