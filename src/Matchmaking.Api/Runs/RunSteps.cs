using Matchmaking.Api.Http;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;
using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Runs;

/// <summary>The steps of a run: load, solve part by part, verify and save. No transaction is open while solving.</summary>
public sealed class RunSteps(Database database, TimeProvider time, RunMemory memory, RunSettings settings)
{
    /// <summary>Does what the step asks for; the result is saved, or nothing is.</summary>
    /// <exception cref="RunFailedException">The run cannot succeed.</exception>
    /// <exception cref="LeaseLostException">The step is no longer held.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task CarryOutAsync(HeldTask held, CancellationToken cancellation)
    {
        if (held.Task.Kind == "load")
            await LoadAsync(held);
        else if (held.Task.Kind == "solve")
            await SolveAsync(held, cancellation);
        else
            await FinishAsync(held);
    }

    private static string PartName(long number) => $"part-{number}";

    private async Task LoadAsync(HeldTask held)
    {
        var run = held.Task.RunId;
        await held.WriteAsync(session => RunStore.Start(session, run, time.GetUtcNow()));
        var input = database.Read(session => RunInput.Assemble(session, RoundStore.Find(session, Row(run).RoundId)!));
        if (InputDocument.Validate(input) is [var fault, ..])
            throw new RunFailedException($"The engine refuses the input: {fault.Path} {fault.Detail}");
        memory.Keep(run, input);
        var parts = Division.Parts(input, settings.PartEntries, RunSettings.MostParts);
        await held.SaveAsync("input", InputDocument.Write(input), session =>
        {
            RunStore.SetInput(session, run, InputDocument.Sha256(input));
            RunTaskStore.Add(session, [.. parts.Select((part, at) => Solving(run, at + 1, part, input)), RunTask.Waiting(run, parts.Count + 1, "finish")]);
            RunTaskStore.Complete(session, held.Task);
        });
    }

    private async Task SolveAsync(HeldTask held, CancellationToken cancellation)
    {
        var (run, number) = (held.Task.RunId, held.Task.Number);
        var row = Row(run);
        var input = Input(row);
        var limit = TimeSpan.FromSeconds(input.Rules.TimeLimitSeconds);
        var left = row.StartedAt!.Value + limit - time.GetUtcNow();
        using var over = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        MatchingResult part;
        try
        {
            part = Matcher.Solve(input, Json.Read<GroupKey[]>(held.Task.Part!), held, either.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            throw new RunFailedException($"The time limit of {input.Rules.TimeLimitSeconds} s was reached.");
        }

        memory.Keep(run, number, held.Task.Fence, part);
        await held.SaveAsync(PartName(number), ResultDocument.Write(part), session => RunTaskStore.Complete(session, held.Task));
    }

    private async Task FinishAsync(HeldTask held)
    {
        var run = held.Task.RunId;
        var input = Input(Row(run));
        var parts = database.Read(session => RunTaskStore.OfRun(session, run)).Where(task => task.Kind == "solve").Select(Part).ToList();
        var result = Division.Join(parts);
        var verification = Verifier.Verify(input, result);
        var verdict = Json.Write(new RunVerification { Accepted = verification.Accepted, Findings = RunDocuments.Findings(verification) });
        await held.SaveAsync("result", ResultDocument.Write(result), session => held.End(session, "succeeded", verification: verdict));
    }

    private RunRow Row(string run) => database.Read(session => RunStore.Find(session, run)) ?? throw new LeaseLostException();

    private MatchingInput Input(RunRow run)
    {
        if (memory.Input(run.Id, run.InputSha256!) is { } known)
            return known;
        var input = database.Read(session => RunDocuments.Input(session, run.Id));
        memory.Keep(run.Id, input);
        return input;
    }

    private MatchingResult Part(RunTask task) =>
        memory.Part(task.RunId, task.Number, task.Fence) ?? database.Read(session => RunDocuments.Result(session, task.RunId, PartName(task.Number)));

    private static RunTask Solving(string run, long number, IReadOnlyList<GroupKey> part, MatchingInput input)
    {
        var groups = part.ToHashSet();
        var demand = input.Demands.Where(line => groups.Contains(GroupKey.Of(line))).Sum(line => line.Quantity);
        return RunTask.Waiting(run, number, "solve") with
        {
            Part = Json.Write(part),
            Progress = Json.Write(RunProgress.From(new SolveProgress(SolvePhase.Solving, 0, part.Count, 0, demand))),
        };
    }
}
