using FluentValidation;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Storage;
using Matchmaking.Storage.Matches;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Matches;

/// <summary>Declines a match.</summary>
public sealed record DeclineMatch
{
    /// <summary>Why; the other side sees it.</summary>
    public string? Reason { get; init; }
}

/// <summary>Rules of a decline.</summary>
public sealed class DeclineMatchValidator : AbstractValidator<DeclineMatch>
{
    /// <summary>Builds the rules.</summary>
    public DeclineMatchValidator() => RuleFor(step => step.Reason).LongText();
}

/// <summary>Published matches, and both sides' answers up to the first handshake.</summary>
public static class MatchEndpoints
{
    /// <summary>Maps the operations.</summary>
    public static void MapMatches(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/rounds/{roundId}/matches", List).WithTags("Matches").WithName("ListMatches").AnswersList<MatchPage>(Roles.Any, ["state"], "not-found", "round-state");
        var group = routes.MapGroup("/v1/matches/{matchId}").WithTags("Matches");
        group.MapGet("", Get).WithName("GetMatch").Answers<MatchView>(200, Roles.Any, "not-found");
        group.MapPost("accept", Accept).WithName("AcceptMatch").Answers<MatchView>(200, Roles.Participant, "not-found", "not-verified", "round-state", "match-state");
        group.MapPost("decline", Decline).WithName("DeclineMatch").Answers<MatchView>(200, Roles.Participant, "not-found", "round-state", "match-state").MayTake<DeclineMatch>();
    }

    /// <summary>Lists the caller's matches in a round, and explains what is left of its lines</summary>
    /// <remarks>After publication; staff see all matches. Names and contacts are shown by the single match only.</remarks>
    public static IResult List(string roundId, Call call)
    {
        var (page, problem) = call.Page;
        if (page is null)
            return (Reply)problem!;
        return call.Read(session =>
        {
            if (RoundStore.Find(session, roundId) is not { OpenedAt: not null } round)
                return Problem.NotFound;
            if (round.PublishedAt is null)
                return Problem.RoundState(round.State);
            var company = call.Caller.IsStaff ? null : call.Caller.Id;
            var reader = new MatchReader(session, call.Caller);
            var rows = MatchStore.List(session, roundId, company, call.Query("state"), page.After, page.Take);
            var explanations = company is null ? [] : MatchStore.Outcomes(session, roundId, company).Select(Explanation.From).ToList();
            return page.Answer(call.Request, rows, row => row.Id, row => reader.Read(row, round, contact: false), (items, next) => new MatchPage(items, next, explanations));
        });
    }

    /// <summary>Shows a match</summary>
    /// <remarks>Once both sides have accepted, with the other side's name and contact; that they were shown goes on record.</remarks>
    public static Task<IResult> Get(string matchId, Call call) => call.WriteAsync(session => Show(session, call, matchId));

    /// <summary>Accepts a match</summary>
    /// <remarks>Once both sides have, the match is <c>confirmed</c> and each sees the other's name and contact.</remarks>
    public static Task<IResult> Accept(string matchId, Call call) => Answer(call, matchId, "match-accepted", (session, now) =>
        ParticipantStore.Find(session, call.Caller.Id) is { State: "verified" }
            ? MatchStore.Accept(session, matchId, call.Caller.Id, now) ? null : new Problem("match-state")
            : new Problem("not-verified"));

    /// <summary>Declines a match</summary>
    /// <remarks>Also possible after having accepted, as long as the other side has not.</remarks>
    public static Task<IResult> Decline(string matchId, Body<DeclineMatch> body, Call call) => Answer(call, matchId, "match-declined", (session, now) =>
        MatchStore.Decline(session, matchId, call.Caller.Id, body.ValueOrNull?.Reason, now) ? null : new Problem("match-state"));

    private static Task<IResult> Answer(Call call, string id, string action, Func<WriteSession, DateTimeOffset, Problem?> answer) => call.WriteAsync(session =>
    {
        if (MatchStore.Find(session, id) is not { } match || !new MatchReader(session, call.Caller).MaySee(match))
            return Problem.NotFound;
        if (RoundStore.Find(session, match.RoundId) is { State: not "published" } round)
            return Problem.RoundState(round.State);
        if (answer(session, call.Now) is { } problem)
            return problem.Code == "match-state" ? problem with { Detail = $"The match is {match.State} and cannot be answered so." } : problem;
        call.Record(session, action, id);
        return Show(session, call, id);
    });

    private static Reply Show(WriteSession session, Call call, string id)
    {
        var reader = new MatchReader(session, call.Caller);
        if (MatchStore.Find(session, id) is not { } match || !reader.MaySee(match))
            return Problem.NotFound;
        if (match.State == "confirmed" && !call.Caller.IsStaff)
            call.Record(session, "contact-seen", id);
        return Reply.Ok(reader.Read(match, RoundStore.Find(session, match.RoundId)!, contact: true), match.Version);
    }
}
