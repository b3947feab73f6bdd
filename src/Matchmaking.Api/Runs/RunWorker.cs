using Matchmaking.Api.Http;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;
using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Runs;

/// <summary>Computes runs, one after the other: load, solve, verify, save. No lock and no transaction is held while solving.</summary>
public sealed class RunWorker(RunQueue queue, Database database, TimeProvider time, ILogger<RunWorker> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (round, run) in queue.ReadAllAsync(stoppingToken))
            try
            {
                await ComputeAsync(round, run, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "Run {Run} failed", run);
                await TryFinishAsync(run, "failed", "The service failed while computing; see its log.");
            }
    }

    private async Task ComputeAsync(string roundId, string run, CancellationToken stopping)
    {
        // Held before it is marked as running, so that there is no moment in which a cancel would go unheard.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var hold = queue.Hold(run, stop);
        if (!await database.WriteAsync(session => RunStore.Start(session, run, time.GetUtcNow()), stopping))
            return;

        var input = database.Read(session => RunInput.Assemble(session, RoundStore.Find(session, roundId)!));
        if (InputDocument.Validate(input) is [var fault, ..])
        {
            await TryFinishAsync(run, "failed", $"The engine refuses the input: {fault.Path} {fault.Detail}");
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(input.Rules.TimeLimitSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, limit.Token);
        try
        {
            var progress = new Reporter(queue, run);
            var result = await Task.Run(() => Matcher.Solve(input, progress, either.Token), either.Token);
            var verification = Verifier.Verify(input, result);
            await SaveAsync(run, input, result, verification);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await TryFinishAsync(run, "failed", $"The time limit of {input.Rules.TimeLimitSeconds} s was reached.");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            await TryFinishAsync(run, "cancelled");
        }
    }

    private Task SaveAsync(string run, MatchingInput input, MatchingResult result, Verification verification) => database.WriteAsync(session =>
    {
        var verdict = Json.Write(new RunVerification { Accepted = verification.Accepted, Findings = RunDocuments.Findings(verification) });
        if (!RunStore.Finish(session, run, "succeeded", time.GetUtcNow(), inputSha256: result.InputSha256, verification: verdict))
            return;
        foreach (var (name, document) in new[] { ("input", InputDocument.Write(input)), ("result", ResultDocument.Write(result)) })
            foreach (var (number, piece) in DocumentStore.Pieces(document).Index())
                DocumentStore.Add(session, run, name, number, piece);
    });

    private Task<bool> TryFinishAsync(string run, string status, string? failure = null) =>
        database.WriteAsync(session => RunStore.Finish(session, run, status, time.GetUtcNow(), failure));

    private sealed class Reporter(RunQueue queue, string run) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => queue.Report(run, new RunProgress
        {
            Phase = value.Phase,
            GroupsDone = value.GroupsDone,
            Groups = value.GroupsTotal,
            QuantityToPlace = value.QuantityToPlace,
            Nodes = value.Nodes,
            Gap = value.Gap,
        });
    }
}
