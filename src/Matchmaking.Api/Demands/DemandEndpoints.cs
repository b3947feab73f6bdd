using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Participants;

namespace Matchmaking.Api.Demands;

/// <summary>Demand lines: what buyers ask for in a round.</summary>
public static class DemandEndpoints
{
    private static readonly DemandSide Side = DemandSide.Current;
    private static readonly string[] WriteProblems = ["not-verified", "not-found", "round-not-open", "other-side", "duplicate-reference"];

    /// <summary>Maps the operations.</summary>
    public static void MapDemands(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/rounds/{roundId}/demands").WithTags("Demands");
        group.MapPost("", Submit).WithName("SubmitDemand").Takes<DemandTerms>()
            .Answers<DemandView>(201, Roles.Participant, WriteProblems);
        group.MapGet("", List).WithName("ListDemands")
            .AnswersPage<DemandView>(Roles.Any, LineReads.Filters).MayAnswer("not-found", "round-state");
        group.MapGet("{demandId}", Get).WithName("GetDemand").Answers<DemandView>(200, Roles.Any, "not-found", "round-state");
        group.MapPut("{demandId}", Replace).WithName("ReplaceDemand").Takes<DemandTerms>().NeedsIfMatch()
            .Answers<DemandView>(200, Roles.Participant, [.. WriteProblems, "line-state"]);
        group.MapDelete("{demandId}", Withdraw).WithName("WithdrawDemand").NeedsIfMatch()
            .AnswersNothing(Roles.Participant, "not-found", "round-not-open", "line-state");
        group.MapPost("{demandId}/exclude", Exclude).WithName("ExcludeDemand").Takes<GiveReason>()
            .Answers<DemandView>(200, Roles.Operator, "not-found", "round-state", "line-state");
    }

    /// <summary>Submits a demand line</summary>
    /// <remarks>
    /// Only while the round is <c>demand-open</c>, by a verified company that takes part as <c>buyer</c>. Quantities are tonnes of the
    /// material's reference content per year, prices euro per tonne; the answer also gives both for the product.
    /// </remarks>
    public static Task<IResult> Submit(string roundId, Body<DemandTerms> body, Call call) =>
        LineWrites.Submit(Side, roundId, body.Value, call);

    /// <summary>Lists demand lines</summary>
    /// <remarks>A company sees its own. An operator sees lines once the round has closed; what staff see is put on record.</remarks>
    public static Task<IResult> List(string roundId, Call call) =>
        LineReads.List(Side, roundId, call);

    /// <summary>Shows a demand line</summary>
    /// <remarks>A withdrawn or excluded one too.</remarks>
    public static Task<IResult> Get(string roundId, string demandId, Call call) => LineReads.Get(Side, roundId, demandId, call);

    /// <summary>Replaces a demand line</summary>
    /// <remarks>Only while the round is <c>demand-open</c>; a withdrawn line stays withdrawn.</remarks>
    public static Task<IResult> Replace(string roundId, string demandId, Body<DemandTerms> body, Call call) =>
        LineWrites.Replace(Side, roundId, demandId, body.Value, call);

    /// <summary>Withdraws a demand line</summary>
    /// <remarks>Only while the round is <c>demand-open</c>. The line can still be read; its reference is free again.</remarks>
    public static Task<IResult> Withdraw(string roundId, string demandId, Call call) =>
        LineWrites.Withdraw(Side, roundId, demandId, call);

    /// <summary>Excludes a demand line from the matching</summary>
    /// <remarks>Only while the round is <c>closed</c>. The company sees the reason.</remarks>
    public static Task<IResult> Exclude(string roundId, string demandId, Body<GiveReason> body, Call call) =>
        LineDecisions.Exclude(Side, roundId, demandId, body.Value.Reason, call);
}
