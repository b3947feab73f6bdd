using Matchmaking.Api.Http;
using Matchmaking.Storage;
using Matchmaking.Storage.Audit;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Rounds;

/// <summary>Moves rounds on when their timetable says so.</summary>
public sealed class RoundClock(Database database, TimeProvider time, ILogger<RoundClock> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Takes every step that is due; one transaction each.</summary>
    public async Task MoveAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var due in database.Read(session => RoundStore.Due(session, now)))
            try
            {
                await database.WriteAsync(session => Move(session, due.Id, now), keep: moved => moved, cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next tick tries again; a round that cannot move must not stop the others.
                log.LogError(exception, "Round {Round} did not move on", due.Id);
            }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await MoveAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "The rounds that are due could not be read");
            }
    }

    private static bool Move(WriteSession session, string id, DateTimeOffset now)
    {
        // Held, and only then looked at: an operator or another instance may have taken the step meanwhile.
        if (RoundStore.Hold(session, id) is not { } row || !RoundStore.Due(session, now).Any(due => due.Id == id)
            || RoundSteps.Next(session, row, now) is not { } next || !RoundStore.Replace(session, next))
            return false;
        AuditStore.Append(session, new AuditRow
        {
            Id = Ids.New(),
            At = now,
            ActorRole = "service",
            ActorId = "timetable",
            Action = $"round-{next.State}",
            Subject = id,
            Detail = "{}",
        });
        return true;
    }
}
