using FluentValidation;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage;
using Matchmaking.Storage.Matches;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Reports;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Runs;

/// <summary>Names the run to publish.</summary>
public sealed record PublishRound
{
    /// <summary>A succeeded run of the round.</summary>
    public required string RunId { get; init; }
}

/// <summary>Rules of a publication.</summary>
public sealed class PublishRoundValidator : AbstractValidator<PublishRound>
{
    /// <summary>Builds the rules.</summary>
    public PublishRoundValidator() => RuleFor(step => step.RunId).ShortText();
}

/// <summary>Publishes a round: one transaction, so that everybody's results appear at the same moment.</summary>
public static class Publication
{
    /// <summary>Maps the operation.</summary>
    public static void MapPublication(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/rounds/{roundId}/publish", Publish).WithTags("Rounds").WithName("PublishRound")
            .Answers<RoundView>(200, Roles.Operator, "not-found", "round-state", "run-state", "second-person", "input-changed", "not-verified-result", "not-verified")
            .Takes<PublishRound>();

    /// <summary>Publishes a run's result</summary>
    /// <remarks>
    /// Needs a succeeded run of the round as it stands, the verifier's consent to the stored result, every matched company still verified, and
    /// another operator than the one who started the run where the round asks for it.
    /// </remarks>
    public static Task<IResult> Publish(string roundId, Body<PublishRound> body, Call call)
    {
        var early = call.Look(Prepare);
        return call.WriteAsync(session =>
        {
            RoundStore.Hold(session, roundId);
            ParticipantStore.Hold(session);
            var publication = early.StillHolds(session) ? early : Prepare(session);
            return publication.Problem ?? Store(session, call, publication);
        });

        PreparedPublication Prepare(Session session) => PreparedPublication.Of(session, roundId, body.Value.RunId, call);
    }

    private static Reply Store(WriteSession session, Call call, PreparedPublication publication)
    {
        var round = publication.Round!;
        if (!RoundStore.Replace(session, round))
            return new Problem("stale");
        MatchStore.Add(session, publication.Matches);
        MatchStore.AddOutcomes(session, publication.Outcomes);
        ReportStore.Add(session, round.Id, publication.Report);
        call.Record(session, "round-published", round.Id, new { run = round.PublishedRunId, publication.InputSha256 });
        var stored = round with { Version = round.Version + 1 };
        return Reply.Ok(RoundView.From(stored), stored.Version);
    }
}
