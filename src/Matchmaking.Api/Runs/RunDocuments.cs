using Matchmaking.Api.Http;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;
using Matchmaking.Storage;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Runs;

/// <summary>The two stored documents of a run, read back.</summary>
public static class RunDocuments
{
    /// <summary>What the run read and returned, and what the verifier says of it; a document that cannot be read is a finding too.</summary>
    public static (MatchingInput? Input, MatchingResult? Result, IReadOnlyList<Fault> Findings) Verify(Session session, string run)
    {
        var input = InputDocument.Read(Utf8(session, run, "input"));
        var result = ResultDocument.Read(Utf8(session, run, "result"));
        return input.Input is null || result.Result is null
            ? (null, null, [.. input.Faults.Concat(result.Faults).Select(fault => new Fault(fault.Path, "unreadable", fault.Detail))])
            : (input.Input, result.Result, Findings(Verifier.Verify(input.Input, result.Result)));
    }

    /// <summary>What the run read.</summary>
    public static MatchingInput Input(Session session, string run) =>
        InputDocument.Read(Utf8(session, run, "input")).Input ?? throw Unreadable(run, "input");

    /// <summary>What the run returned, or one of its parts.</summary>
    public static MatchingResult Result(Session session, string run, string document = "result") =>
        ResultDocument.Read(Utf8(session, run, document)).Result ?? throw Unreadable(run, document);

    /// <summary>The verifier's findings as faults of the result.</summary>
    public static IReadOnlyList<Fault> Findings(Verification verification) =>
        [.. verification.Findings.Select(finding => new Fault(finding.Path, finding.Code, finding.Detail))];

    private static byte[] Utf8(Session session, string run, string document) =>
        DocumentStore.Find(session, run, document) ?? throw Unreadable(run, document);

    private static InvalidDataException Unreadable(string run, string document) => new($"The stored {document} of run {run} cannot be read.");
}
