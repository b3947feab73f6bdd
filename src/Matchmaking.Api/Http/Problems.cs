using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Matchmaking.Api.Http;

/// <summary>One fault of a request: a JSON pointer to it, a code and what is wrong.</summary>
/// <param name="Pointer">JSON pointer into the body, such as <c>#/limitPrice</c>.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong, for people.</param>
public sealed record Fault(string Pointer, string Code, string Detail);

/// <summary>An outcome that is not a success, by its stable code.</summary>
/// <param name="Code">One of <see cref="ProblemTable"/>.</param>
/// <param name="Detail">What is wrong with this request.</param>
/// <param name="Errors">All faults of the body.</param>
public sealed record Problem(string Code, string? Detail = null, IReadOnlyList<Fault>? Errors = null)
{
    /// <summary>The body is not acceptable.</summary>
    public static Problem Invalid(IReadOnlyList<Fault> errors) =>
        new("invalid", errors[0].Detail, errors);

    /// <summary>One fault of the body.</summary>
    public static Problem Invalid(string pointer, string detail) => Invalid([new Fault(pointer, "invalid", detail)]);

    /// <summary>Nothing there, or nothing the caller may know of.</summary>
    public static Problem NotFound { get; } = new("not-found");

    /// <summary>The step is not allowed in the round's state.</summary>
    public static Problem RoundState(string state) => new("round-state", $"The round is {state}; this step is not allowed.");
}

/// <summary>The one table from outcome to status and title; answers and the OpenAPI document are both made from it.</summary>
public static class ProblemTable
{
    /// <summary>Status and title by code.</summary>
    public static readonly IReadOnlyDictionary<string, (int Status, string Title)> Codes = new Dictionary<string, (int, string)>
    {
        ["invalid"] = (400, "The request is not valid."),
        // Reserved by the contract for instances of the service that leave something out; this one supports all of it.
        ["unsupported"] = (400, "This service does not support what the request asks for."),
        ["unknown-parameter"] = (400, "A query parameter is not known."),
        ["idempotency-key-required"] = (400, "The header Idempotency-Key is required."),
        ["unauthenticated"] = (401, "A valid key is required."),
        ["wrong-role"] = (403, "The caller's role does not allow this."),
        ["not-verified"] = (403, "The operator has not verified the company."),
        ["not-eligible"] = (403, "The round does not take the company."),
        ["second-person"] = (403, "Another operator has to take this step."),
        ["not-found"] = (404, "There is no such resource."),
        ["method-not-allowed"] = (405, "The resource does not know this method."),
        ["round-state"] = (409, "The state does not allow this step."),
        ["participant-state"] = (409, "The company's state does not allow this step."),
        ["run-state"] = (409, "The run's state does not allow this step."),
        ["match-state"] = (409, "The match's state does not allow this step."),
        ["round-not-open"] = (409, "The window is not open."),
        ["line-state"] = (409, "The line is withdrawn or excluded."),
        ["other-side"] = (409, "The company is on the other side of this material and stage in this round."),
        ["duplicate-reference"] = (409, "The reference is taken."),
        ["not-verified-result"] = (409, "The verifier does not accept the result."),
        ["input-changed"] = (409, "The round has changed since the run."),
        ["secret-shown"] = (409, "The answer showed a secret, which is shown once only."),
        ["idempotency-running"] = (409, "The first request with this key is still running."),
        ["stale"] = (412, "The resource has changed."),
        ["body-too-large"] = (413, "The body is too large."),
        ["media-type"] = (415, "The body has to be application/json."),
        ["idempotency-mismatch"] = (422, "The key was used with another body."),
        ["if-match-required"] = (428, "The header If-Match is required."),
        ["rate-limited"] = (429, "Too many requests."),
        ["internal"] = (500, "The service failed."),
        ["unavailable"] = (503, "The service cannot take this now."),
    };

    /// <summary>The body of the answer: RFC 9457 with code, trace id and faults.</summary>
    public static JsonObject Body(Problem problem, HttpContext http)
    {
        var (status, title) = Codes[problem.Code];
        var body = new JsonObject
        {
            ["type"] = $"/problems/{problem.Code}",
            ["title"] = title,
            ["status"] = status,
            ["detail"] = problem.Detail ?? title,
            ["instance"] = http.Request.Path.Value,
            ["code"] = problem.Code,
            ["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier,
        };
        if (problem.Errors is { } errors)
            body["errors"] = new JsonArray([.. errors.Select(error => (JsonNode)new JsonObject
            {
                ["pointer"] = error.Pointer,
                ["code"] = error.Code,
                ["detail"] = error.Detail,
            })]);
        return body;
    }
}

/// <summary>A problem document after RFC 9457.</summary>
public sealed record ProblemDocument
{
    /// <summary>Reference to the problem's description.</summary>
    public required string Type { get; init; }

    /// <summary>What the code means.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong with this request.</summary>
    public required string Detail { get; init; }

    /// <summary>The request's path.</summary>
    public required string Instance { get; init; }

    /// <summary>Stable code.</summary>
    public required string Code { get; init; }

    /// <summary>For the operator's logs.</summary>
    public required string TraceId { get; init; }

    /// <summary>All faults of the body; left out where the body is not at fault.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Fault>? Errors { get; init; }
}
