using System.Text;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Runs;

/// <summary>Runs: started by an operator on a closed round, computed in the background, checked, and looked at before one is published.</summary>
public static class RunEndpoints
{
    /// <summary>Adds what runs need.</summary>
    public static void AddRuns(this IServiceCollection services)
    {
        services.AddSingleton(provider => RunSettings.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<RunSignal>();
        services.AddSingleton<RunMemory>();
        services.AddSingleton<RunSteps>();
        services.AddHostedService<RunWorker>();
    }

    /// <summary>Maps the operations.</summary>
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/rounds/{roundId}/runs").WithTags("Runs");
        group.MapPost("", Start).WithName("StartRun").Answers<RunView>(202, Roles.Operator, "not-found", "round-state");
        group.MapGet("", List).WithName("ListRuns").AnswersPage<RunView>(Roles.Staff, "status");
        group.MapGet("{runId}", Get).WithName("GetRun").Answers<RunView>(200, Roles.Staff, "not-found");
        group.MapPost("{runId}/cancel", Cancel).WithName("CancelRun").Answers<RunView>(202, Roles.Operator, "not-found", "run-state");
        group.MapGet("{runId}/groups", ListGroups).WithName("ListRunGroups").AnswersPage<GroupResult>(Roles.Staff, "material", "stage");
        group.MapGet("{runId}/matches", ListMatches).WithName("ListRunMatches").AnswersPage<MatchedPair>(Roles.Staff, "demand", "offer");
        group.MapGet("{runId}/input", GetInput).WithName("GetRunInput").Answers<MatchingInput>(200, Roles.Staff, "not-found", "run-state");
        group.MapGet("{runId}/result", GetResult).WithName("GetRunResult").Answers<MatchingResult>(200, Roles.Staff, "not-found", "run-state");
    }

    /// <summary>Starts a run</summary>
    /// <remarks>Only on a closed round. A run has no body: it takes the round as it stands.</remarks>
    public static async Task<IResult> Start(string roundId, Call call, RunSignal signal)
    {
        var row = new RunRow { Id = Ids.New(), RoundId = roundId, Status = "queued", StartedBy = call.Caller.Id, CreatedAt = call.Now };
        var reply = await call.WriteAsync(session =>
        {
            if (RoundStore.Find(session, roundId) is not { } round)
                return Problem.NotFound;
            if (round is { State: "closed", PublicValue: null })
                return new Problem("round-state", "The public value that completes the lottery seed is missing; give it first.");
            if (!RunStore.Add(session, row))
                return Problem.RoundState(round.State);
            call.Record(session, "run-started", row.Id, new { roundId });
            return Reply.Accepted(RunView.From(row), Path(row));
        });
        if (reply is Reply { IsSuccess: true })
            signal.Wake();
        return reply;
    }

    /// <summary>Lists a round's runs</summary>
    /// <remarks>With their status; the one that was published is the round's <c>publishedRunId</c>.</remarks>
    public static IResult List(string roundId, Call call) => call.ReadPage(
        (session, page) => RoundStore.Find(session, roundId) is null
            ? null
            : RunStore.List(session, roundId, call.Query("status"), page.After, page.Take).Select(row => RunView.From(session, row)).ToList(),
        run => run.Id,
        run => run);

    /// <summary>Shows a run</summary>
    /// <remarks>With its progress while it is under way, and with what the verifier says of its result.</remarks>
    public static IResult Get(string roundId, string runId, Call call) => call.Read(session =>
        RunStore.Find(session, roundId, runId) is { } row ? Reply.Ok(RunView.From(session, row)) : Problem.NotFound);

    /// <summary>Stops a run</summary>
    /// <remarks>It is cancelled at once; whatever is being computed for it stops within a moment.</remarks>
    public static Task<IResult> Cancel(string roundId, string runId, Call call) => call.WriteAsync(session =>
    {
        if (RunStore.Find(session, roundId, runId) is null)
            return Problem.NotFound;
        var ended = RunStore.End(session, runId, "cancelled", call.Now);
        var row = RunStore.Find(session, roundId, runId)!;
        if (!ended)
            return new Problem("run-state", $"The run is {row.Status}.");
        call.Record(session, "run-cancelled", runId);
        return Reply.Accepted(RunView.From(row), Path(row));
    });

    /// <summary>Lists a run's groups</summary>
    /// <remarks>By material, stage and year: matched quantity and cost, origins and suppliers with their caps, and what the rule cost. Empty until the run has succeeded.</remarks>
    public static IResult ListGroups(string roundId, string runId, Call call) => ListResult(roundId, runId, call, result => result.Groups
        .Where(group => Matches(call, "material", group.Material) && Matches(call, "stage", group.Stage)), group => $"{group.Material}/{group.Stage}/{group.Year}");

    /// <summary>Lists a run's matches</summary>
    /// <remarks>By demand line and offer. Empty until the run has succeeded.</remarks>
    public static IResult ListMatches(string roundId, string runId, Call call) => ListResult(roundId, runId, call, result => result.Matches
        .Where(pair => Matches(call, "demand", pair.Demand) && Matches(call, "offer", pair.Offer)), pair => $"{pair.Demand}/{pair.Offer}");

    /// <summary>Downloads a run's input</summary>
    /// <remarks>The document that the command <c>verify</c> takes first.</remarks>
    public static Task<IResult> GetInput(string roundId, string runId, Call call) => Document(roundId, runId, call, "input");

    /// <summary>Downloads a run's result</summary>
    /// <remarks>The document that the command <c>verify</c> takes second.</remarks>
    public static Task<IResult> GetResult(string roundId, string runId, Call call) => Document(roundId, runId, call, "result");

    // Both documents show every company's lines, so reading one is a disclosure that goes on record.
    private static Task<IResult> Document(string roundId, string runId, Call call, string kind) => call.WriteAsync(session =>
    {
        if (RunStore.Find(session, roundId, runId) is not { } row)
            return Problem.NotFound;
        if (kind == "input" ? row.InputSha256 is null : row.Status != "succeeded")
            return new Problem("run-state", $"The run is {row.Status}.");
        call.Record(session, $"run-{kind}-seen", runId);
        return Reply.Text(Encoding.UTF8.GetString(DocumentStore.Find(session, runId, kind)!));
    });

    private static IResult ListResult<T>(string roundId, string runId, Call call, Func<MatchingResult, IEnumerable<T>> items, Func<T, string> key) => call.ReadPage(
        (session, page) => RunStore.Find(session, roundId, runId) switch
        {
            null => null,
            { Status: "succeeded" } => items(RunDocuments.Result(session, runId)).Where(item => string.CompareOrdinal(key(item), page.After) > 0)
                .OrderBy(key, StringComparer.Ordinal).Take(page.Take).ToList(),
            _ => [],
        },
        key,
        item => item);

    private static bool Matches(Call call, string parameter, string value) => call.Query(parameter) is not { } asked || asked == value;

    private static string Path(RunRow row) => $"/v1/rounds/{row.RoundId}/runs/{row.Id}";
}
