using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>
/// Checks a result against its input: every pair, constraint, total and figure, what is left over, and the certificate. Shares no code with
/// the solver; the documents and their units are all they have in common.
/// </summary>
public static class Verifier
{
    /// <summary>Checks a result. Never throws, whatever the result holds.</summary>
    /// <param name="input">The input that the result is said to answer.</param>
    /// <param name="result">The result.</param>
    /// <returns>The verdict with all findings, in the order of the result.</returns>
    public static Verification Verify(MatchingInput input, MatchingResult result)
    {
        var findings = new FindingList();
        try
        {
            // What only the solver cannot do yet does not keep a result from being checked.
            if (InputDocument.Validate(input).FirstOrDefault(fault => fault.Code == InputFault.Invalid) is { } fault)
                findings.Add("unreadable", "$", $"the input is refused: {fault.Path} {fault.Detail}");
            else
            {
                var isSame = result.InputSha256 == InputDocument.Sha256(input);
                findings.Require(isSame, "input-hash", "$.inputSha256", "is not the hash of the input");
                Check(input, result, findings);
            }
        }
        catch (Exception exception) when (IsFaultOfTheResult(exception))
        {
            findings.Add("unreadable", "$", $"cannot be checked: {exception.Message}");
        }
        return new Verification(findings.All);
    }

    /// <summary>Whether an exception says that a document holds what it may not: nulls, numbers out of range, unreadable parts.</summary>
    internal static bool IsFaultOfTheResult(Exception exception) =>
        exception is OverflowException or ArgumentException or InvalidOperationException or NullReferenceException or FormatException;

    /// <summary>Everything but the validity of the input and its hash.</summary>
    internal static void Check(MatchingInput input, MatchingResult result, FindingList findings)
    {
        findings.Require(result.Engine.StartsWith("matchmaking ", StringComparison.Ordinal), "engine", "$.engine", "is not this engine");
        var read = new CheckedInput(input);
        var matches = MatchList.Read(read, result.Matches, findings);
        var stated = result.Groups.Select(group => (group.Material, group.Stage, group.Year));
        if (!findings.Require(read.Groups.Select(group => group.Key).SequenceEqual(stated),
            "groups", "$.groups", "does not list the groups of the input, each once and in order"))
            return;

        var checks = new GroupCheck[read.Groups.Count];
        Parallel.For(0, checks.Length, new ParallelOptions { TaskScheduler = TaskScheduler.Current }, at =>
            checks[at] = GroupCheck.Of(input, read.Groups[at], matches[at], result.Groups[at], $"$.groups[{at}]"));
        foreach (var finding in checks.SelectMany(check => check.Findings))
            findings.Add(finding.Code, finding.Path, finding.Detail);
        if (findings.All.Any(finding => finding.Code == "unreadable"))
            return;
        CheckRemainders(input, read, checks, result, findings);
    }

    private static void CheckRemainders(
        MatchingInput input, CheckedInput read, GroupCheck[] checks, MatchingResult result, FindingList findings)
    {
        var ofLines = new ReasonCheck(input.Rules, isLine: true);
        var lines = new RemainderCheck("unfilled", "missing", ofLines, read.Line, [.. checks.Select(check => check.Lines)], findings);
        foreach (var entry in result.Unfilled)
            lines.Next(entry.Demand, entry.Missing, entry.Reason, result.Groups);
        lines.End(place => read.Groups[place.Group].Lines[place.Number].Id);
        var ofOffers = new ReasonCheck(input.Rules, isLine: false);
        var offers = new RemainderCheck("unsold", "left", ofOffers, read.Offer, [.. checks.Select(check => check.Offers)], findings);
        foreach (var entry in result.Unsold)
            offers.Next(entry.Offer, entry.Left, entry.Reason, result.Groups);
        offers.End(place => read.Groups[place.Group].Offers[place.Number].Id);
    }
}
