using FluentValidation;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Reports;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Matches;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;

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
    public static Task<IResult> Publish(string roundId, Body<PublishRound> body, Call call) => call.WriteAsync(session =>
    {
        var runId = body.Value.RunId;
        if (RoundStore.Hold(session, roundId) is not { } round || RunStore.Find(session, roundId, runId) is not { } run)
            return Problem.NotFound;
        if (round.State != "closed")
            return Problem.RoundState(round.State);
        if (run.Status != "succeeded")
            return new Problem("run-state", $"The run is {run.Status}.");
        if (round.SecondPerson && run.StartedBy == call.Caller.Id)
            return new Problem("second-person", "The operator who started the run cannot publish it.");
        var (input, result, findings) = RunDocuments.Verify(session, runId);
        if (findings.Count > 0)
            return new Problem("not-verified-result", findings[0].Detail, findings);
        // Before the input is compared: a suspended company's lines leave the input, and the operator should hear why.
        return NotVerified(session, round, input!, result!) ?? Changed(session, round, run) ?? Store(session, call, round, run, input!, result!);
    });

    private static Reply? Changed(Session session, RoundRow round, RunRow run) => InputDocument.Sha256(RunInput.Assemble(session, round)) == run.InputSha256
        ? null
        : (Reply)new Problem("input-changed", "Start another run: the round has changed since this one.");

    private static Reply? NotVerified(Session session, RoundRow round, MatchingInput input, MatchingResult result)
    {
        var buyers = input.Demands.ToDictionary(line => line.Id, line => line.Buyer);
        var suppliers = input.Offers.ToDictionary(offer => offer.Id, offer => offer.Supplier);
        var companies = ParticipantStore.OfRound(session, round.Id);
        var unverified = result.Matches.SelectMany(pair => new[] { buyers[pair.Demand], suppliers[pair.Offer] }).Distinct()
            .Where(id => companies[id].State != "verified").Order(StringComparer.Ordinal).ToList();
        return unverified.Count == 0 ? null : (Reply)new Problem("not-verified", $"Matched, but not verified: {string.Join(", ", unverified)}.");
    }

    private static Reply Store(WriteSession session, Call call, RoundRow round, RunRow run, MatchingInput input, MatchingResult result)
    {
        var lines = LineStore.Active(session, round.Id).ToDictionary(line => line.Id);
        MatchStore.Add(session, result.Matches.Select(pair => new MatchRow
        {
            Id = Ids.New(),
            RoundId = round.Id,
            RunId = run.Id,
            Version = 1,
            State = "proposed",
            DemandId = pair.Demand,
            OfferId = pair.Offer,
            BuyerId = lines[pair.Demand].ParticipantId,
            SupplierId = lines[pair.Offer].ParticipantId,
            QuantityKg = Units.Kilograms(pair.Quantity),
            LandedPriceCents = Units.Cents(pair.LandedPrice),
            CreatedAt = call.Now,
            ChangedAt = call.Now,
        }));
        MatchStore.AddOutcomes(session, Outcomes.Of(round.Id, lines.Values, input, result));
        var published = round with
        {
            State = "published",
            PublishedAt = call.Now,
            PublishedRunId = run.Id,
            AnswersUntil = round.AnswersUntil ?? call.Now.AddDays(round.Read().AnswerDays),
        };
        if (!RoundStore.Replace(session, published))
            return new Problem("stale");
        // Now, not at the first reading: the report speaks of the companies as they are at publication.
        ReportEndpoints.Freeze(session, published, result);
        call.Record(session, "round-published", round.Id, new { run = run.Id, result.InputSha256 });
        var stored = published with { Version = published.Version + 1 };
        return Reply.Ok(RoundView.From(stored), stored.Version);
    }
}
