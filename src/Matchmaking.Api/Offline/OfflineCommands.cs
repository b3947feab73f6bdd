using System.Diagnostics;
using System.Globalization;
using System.Text;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Api.Offline;

/// <summary>The commands that need no service: solve a file, check a file (matching.md, section 11).</summary>
public static class OfflineCommands
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int BadUsage = 2;

    /// <summary><c>match INPUT.json --out RESULT.json</c>: solves, checks the result, writes it.</summary>
    /// <returns>0 when the result is written; 1 when the input is refused or the time limit struck; 2 for a wrong command line or file.</returns>
    public static int Match(string[] args)
    {
        var (inputFile, resultFile) = args switch
        {
            [var file, "--out", var target] => (file, target),
            ["--out", var target, var file] => (file, target),
            _ => ("", ""),
        };
        if (inputFile.Length == 0)
            return Usage("match INPUT.json --out RESULT.json");
        var watch = Stopwatch.StartNew();
        if (ReadInput(inputFile, out var input) is var refused && input is null)
            return refused;
        var read = Lap(watch);

        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(input.Rules.TimeLimitSeconds));
        var phases = new PhaseClock();
        MatchingResult result;
        try
        {
            result = Matcher.Solve(input, phases, stop.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"the time limit of {input.Rules.TimeLimitSeconds} s struck; there is no result");
            return Refused;
        }
        phases.Stop();
        watch.Restart();
        var verification = Verifier.Verify(input, result);
        var verify = Lap(watch);
        if (!verification.Accepted)
        {
            Tell(verification, Console.Error);
            return Refused;
        }
        if (!TryWrite(resultFile, result))
            return BadUsage;
        var write = Lap(watch);
        foreach (var group in result.Groups)
            Console.WriteLine(Describe(group));
        Say($"read {read:0.000} s, report {phases.Reporting:0.000} s, write {write:0.000} s");
        Say($"solve {phases.Solve:0.000} s, fairness {phases.Fairness:0.000} s, verify {verify:0.000} s, groups {result.Groups.Count}");
        return Done;
    }

    /// <summary><c>verify INPUT.json RESULT.json</c>: checks a result against its input and prints every finding.</summary>
    /// <returns>0 when the result is accepted; 1 when it is not, or one of the files cannot be read.</returns>
    public static int Verify(string[] args)
    {
        if (args is not [var inputFile, var resultFile])
            return Usage("verify INPUT.json RESULT.json");
        if (ReadInput(inputFile, out var input) is var refused && input is null)
            return refused;
        if (!TryRead(resultFile, out var bytes))
            return BadUsage;
        var reading = ResultDocument.Read(bytes);
        if (reading.Result is null)
            return Refuse(reading.Faults);
        var verification = Verifier.Verify(input, reading.Result);
        Tell(verification, Console.Out);
        if (verification.Accepted)
            Console.WriteLine($"accepted, groups {reading.Result.Groups.Count}");
        return verification.Accepted ? Done : Refused;
    }

    private static int ReadInput(string file, out MatchingInput? input)
    {
        input = null;
        if (!TryRead(file, out var bytes))
            return BadUsage;
        var reading = InputDocument.Read(bytes);
        input = reading.Input;
        return input is null ? Refuse(reading.Faults) : Done;
    }

    private static int Refuse(IReadOnlyList<InputFault> faults)
    {
        foreach (var fault in faults)
            Console.Error.WriteLine($"{fault.Path}: {fault.Detail}");
        return Refused;
    }

    private static double Lap(Stopwatch watch)
    {
        var seconds = watch.Elapsed.TotalSeconds;
        watch.Restart();
        return seconds;
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static int Usage(string usage)
    {
        Console.Error.WriteLine($"usage: {usage}");
        return BadUsage;
    }

    private static void Tell(Verification verification, TextWriter to)
    {
        foreach (var finding in verification.Findings)
            to.WriteLine($"{finding.Code} {finding.Path}: {finding.Detail}");
    }

    private static string Describe(GroupResult group)
    {
        var text = new StringBuilder();
        var status = group.Status == GroupStatus.Optimal ? "optimal" : "feasible";
        text.Append(CultureInfo.InvariantCulture, $"{group.Material} {group.Stage} {group.Year}: {status}");
        text.Append(CultureInfo.InvariantCulture, $", matched {group.Matched} t of base {group.Base} t, cost {group.Cost} EUR");
        if (group.Surplus is { } surplus)
            text.Append(CultureInfo.InvariantCulture, $", surplus {surplus} EUR");
        if (group.WithoutRule is { } free)
            text.Append(CultureInfo.InvariantCulture, $", without rule {free.Matched} t at {free.Cost} EUR");
        return text.ToString();
    }

    private static bool TryRead(string file, out byte[] bytes)
    {
        try
        {
            bytes = File.ReadAllBytes(file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine(exception.Message);
            bytes = [];
            return false;
        }
    }

    private static bool TryWrite(string file, MatchingResult result)
    {
        try
        {
            using var to = File.Create(file);
            ResultDocument.Write(result, to);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine(exception.Message);
            return false;
        }
    }
}
