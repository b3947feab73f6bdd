using System.Data.Common;
using Matchmaking.Storage;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Runs;

/// <summary>Takes steps of runs, one after the other, whichever instance was asked for them, and does them while it holds them.</summary>
public sealed class RunWorker(
    RunSignal signal, RunSteps steps, RunMemory memory, RunSettings settings, Database database, TimeProvider time, ILogger<RunWorker> log) : BackgroundService
{
    // Enough to find one that nobody else is just taking.
    private const int Looked = 8;

    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var threads = new ComputeThreads(settings.Threads);
        while (true)
        {
            try
            {
                while (!stoppingToken.IsCancellationRequested && await TakeAsync() is { } task)
                    await HoldAsync(task, threads, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "Steps of runs could not be taken");
            }

            memory.Clear();
            await signal.WaitAsync(RunSettings.Beat, time, stoppingToken);
        }
    }

    private async Task<RunTask?> TakeAsync()
    {
        var now = time.GetUtcNow();
        foreach (var task in database.Read(session => RunTaskStore.Open(session, now, Looked)))
            if (await database.WriteAsync(session => RunTaskStore.Take(session, task, _owner, now + settings.Lease)) is { } taken)
                return taken;
        return null;
    }

    private async Task HoldAsync(RunTask task, ComputeThreads threads, CancellationToken stopping)
    {
        var held = new HeldTask(task, database, time, settings.Lease);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = new CancellationTokenSource();
        var beating = BeatAsync(held, stop, done.Token);
        try
        {
            if (task.Losses >= RunSettings.MostLosses)
                throw new RunFailedException($"{task.Losses} instances in turn stopped while they computed it.");
            await Task.Factory.StartNew(() => steps.CarryOutAsync(held, stop.Token), CancellationToken.None, TaskCreationOptions.None, threads).Unwrap();
        }
        catch (LeaseLostException)
        {
            log.LogInformation("Step {Number} of run {Run} is no longer this instance's", task.Number, task.RunId);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (stopping.IsCancellationRequested)
                await database.WriteAsync(session => RunTaskStore.Release(session, task), CancellationToken.None);
        }
        catch (RunFailedException exception)
        {
            await FailAsync(held, exception.Message);
        }
        catch (DbException exception) when (database.Dialect.IsTransient(exception))
        {
            // Whoever finds the lease ended tries again, this instance or another.
            log.LogError(exception, "Step {Number} of run {Run} is left to be taken again", task.Number, task.RunId);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Run {Run} failed", task.RunId);
            await FailAsync(held, "The service failed while computing; see its log.");
        }
        finally
        {
            await done.CancelAsync();
            await beating;
        }
    }

    // Stops the work as soon as the lease is lost: to another instance, or because the run was cancelled.
    private async Task BeatAsync(HeldTask held, CancellationTokenSource stop, CancellationToken done)
    {
        using var timer = new PeriodicTimer(RunSettings.Beat, time);
        while (!done.IsCancellationRequested)
            try
            {
                await timer.WaitForNextTickAsync(done);
                await held.RenewAsync();
            }
            catch (LeaseLostException)
            {
                await stop.CancelAsync();
                return;
            }
            catch (Exception exception) when (!done.IsCancellationRequested)
            {
                log.LogError(exception, "The lease of step {Number} of run {Run} was not renewed", held.Task.Number, held.Task.RunId);
            }
            catch (OperationCanceledException)
            {
                return;
            }
    }

    private async Task FailAsync(HeldTask held, string why)
    {
        try
        {
            await held.WriteAsync(session => held.End(session, "failed", why));
        }
        catch (LeaseLostException)
        {
            // It has ended otherwise, or is in other hands: then they find out.
        }
    }
}
