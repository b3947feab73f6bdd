using Matchmaking.Api.Http;
using Matchmaking.Storage;
using Matchmaking.Storage.Idempotency;

namespace Matchmaking.Api;

/// <summary>Forgets what is kept for a time only. Every instance does it; what one has forgotten the next does not find.</summary>
internal sealed class Housekeeping(Database database, RateWindow rates, TimeProvider time, ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await rates.ForgetAsync();
                while (await database.WriteAsync(session => IdempotencyStore.Forget(session, time.GetUtcNow()), stoppingToken))
                    await Task.Yield();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "What is kept for a time only could not be forgotten");
            }
    }
}
