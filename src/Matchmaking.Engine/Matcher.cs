using System.Reflection;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine;

/// <summary>
/// Solves a matching problem exactly (matching.md): both objectives, all bases and caps, minimums, fair shares, explanations, certificates.
/// </summary>
/// <remarks>
/// The result depends on nothing but the input, and not on the order of its arrays. Groups are solved in parallel, on the threads of the
/// current task scheduler. Memory grows with the square of the offers of one form, and with lines times offers of a form by a bit each.
/// </remarks>
public static class Matcher
{
    /// <summary>Name and version that a result carries.</summary>
    public static string EngineName { get; } = $"matchmaking {Version()}";

    /// <summary>Finds the best result. Reads no clock: a time limit is the caller's, through the token.</summary>
    /// <param name="input">An input without faults (<see cref="InputDocument.Validate"/>).</param>
    /// <param name="progress">
    /// Told, one call at a time and from any thread, when a phase starts, when a group is done, and on the way through large ones.
    /// </param>
    /// <param name="ct">Honoured within 100 ms.</param>
    /// <exception cref="ArgumentException">The input has faults.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MatchingResult Solve(MatchingInput input, IProgress<SolveProgress>? progress, CancellationToken ct) =>
        Solve(input, only: null, progress, ct);

    /// <summary>Solves some groups of an input; with those of the others it makes the whole result (<see cref="Division.Join"/>).</summary>
    /// <param name="input">The whole input, without faults.</param>
    /// <param name="groups">Groups of the input.</param>
    /// <param name="progress">As for a whole input, of these groups only.</param>
    /// <param name="ct">Honoured within 100 ms.</param>
    /// <exception cref="ArgumentException">The input has faults.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MatchingResult Solve(
        MatchingInput input, IReadOnlyCollection<GroupKey> groups, IProgress<SolveProgress>? progress, CancellationToken ct) =>
        Solve(input, groups.ToHashSet(), progress, ct);

    private static MatchingResult Solve(
        MatchingInput input, HashSet<GroupKey>? only, IProgress<SolveProgress>? progress, CancellationToken ct)
    {
        if (InputDocument.Validate(input) is [var fault, ..])
            throw new ArgumentException($"{fault.Path}: {fault.Detail}", nameof(input));
        var builders = MarketBuilder.Groups(input, only);
        var teller = new ProgressTeller(progress, [.. builders.Select(builder => builder.DemandKilograms)]);
        teller.Start(SolvePhase.Solving);
        var runs = ForEach(builders, (builder, group) =>
        {
            var run = new GroupRun(builder.Build(ct), new GroupProgress(teller, group), ct);
            teller.GroupDone(group);
            return run;
        }, ct);
        teller.Start(SolvePhase.Deciding);
        ForEach(runs, (run, group) =>
        {
            run.Decide(ct);
            teller.GroupDone(group);
            return run;
        }, ct);
        teller.Start(SolvePhase.Reporting);
        var outcomes = ForEach(runs, (run, group) =>
        {
            var outcome = run.Report(ct);
            teller.GroupDone(group);
            return outcome;
        }, ct);
        return Division.Ordered(
            EngineName,
            InputDocument.Sha256(input),
            outcomes.Select(outcome => outcome.Group),
            outcomes.SelectMany(outcome => outcome.Matches),
            outcomes.SelectMany(outcome => outcome.Unfilled),
            outcomes.SelectMany(outcome => outcome.Unsold));
    }

    // Each group writes its own place, so the order in which they finish does not show.
    private static TOut[] ForEach<TIn, TOut>(IReadOnlyList<TIn> inputs, Func<TIn, int, TOut> work, CancellationToken cancellation)
    {
        var outputs = new TOut[inputs.Count];
        Work.For(inputs.Count, at => outputs[at] = work(inputs[at], at), cancellation);
        return outputs;
    }

    private static string Version() =>
        typeof(Matcher).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
