using System.Diagnostics;
using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>What is done one after the other, how long each takes, and the end of all patience.</summary>
/// <param name="limit">How long all steps together may take.</param>
internal sealed class Steps(TimeSpan limit) : IDisposable
{
    private readonly CancellationTokenSource _over = new(limit);
    private readonly Dictionary<string, double> _seconds = [];

    /// <summary>Seconds of each step that was done.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>Does a step.</summary>
    /// <exception cref="LoadFailure">It failed, or time was up; the message names the step.</exception>
    public async Task<T> DoAsync<T>(string step, Func<CancellationToken, Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var result = await work(_over.Token);
            _over.Token.ThrowIfCancellationRequested();
            _seconds[step] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return result;
        }
        catch (Exception) when (_over.IsCancellationRequested)
        {
            throw new LoadFailure($"{step}: the limit of {limit.TotalMinutes:0.##} minutes for the whole round was reached here.");
        }
        catch (Exception failure) when (failure is LoadFailure or IOException or HttpRequestException or TaskCanceledException)
        {
            throw new LoadFailure($"{step}: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _over.Dispose();
}
