using FluentValidation;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Participants;
using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Staff;

namespace Matchmaking.Api.Rounds;

/// <summary>Moves times of an open round back.</summary>
public sealed record ExtendRound
{
    /// <summary>New end of the demand window.</summary>
    public DateTimeOffset? OffersOpenAt { get; init; }

    /// <summary>New end of the offer window.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>New announced time of publication.</summary>
    public DateTimeOffset? PublishesAt { get; init; }

    /// <summary>New end of the answer period.</summary>
    public DateTimeOffset? AnswersUntil { get; init; }
}

/// <summary>The public value that completes the lottery seed.</summary>
public sealed record GivePublicValue
{
    /// <summary>The value, exactly as it was published.</summary>
    public required string Value { get; init; }
}

/// <summary>Rules of a public value.</summary>
public sealed class GivePublicValueValidator : AbstractValidator<GivePublicValue>
{
    /// <summary>Builds the rules.</summary>
    public GivePublicValueValidator() => RuleFor(step => step.Value).ShortText();
}

/// <summary>Rounds: written by an operator, then moved through their states.</summary>
public static class RoundEndpoints
{
    /// <summary>Adds what rounds need.</summary>
    public static void AddRounds(this IServiceCollection services)
    {
        services.AddSingleton<RoundClock>();
        services.AddHostedService(provider => provider.GetRequiredService<RoundClock>());
    }

    /// <summary>Maps the operations.</summary>
    public static void MapRounds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/rounds").WithTags("Rounds");
        group.MapPost("", Draft).WithName("DraftRound").Answers<RoundView>(201, Roles.Operator).Takes<DefineRound>();
        group.MapGet("", List).WithName("ListRounds").AnswersPage<RoundView>(Roles.Public, "state", "type").ShowsMoreWithKey();
        group.MapGet("{roundId}", Get).WithName("GetRound").Answers<RoundView>(200, Roles.Public, "not-found").ShowsMoreWithKey();
        group.MapPut("{roundId}", Replace).WithName("ReplaceRound").Answers<RoundView>(200, Roles.Operator, "not-found", "round-state").Takes<DefineRound>().NeedsIfMatch();
        MapStep("open-demand", "OpenDemand", OpenDemand);
        MapStep("open-offers", "OpenOffers", OpenOffers);
        MapStep("close", "CloseRound", Close);
        MapStep("extend", "ExtendRound", Extend).Takes<ExtendRound>();
        MapStep("cancel", "CancelRound", Cancel).Takes<GiveReason>();
        MapStep("annul", "AnnulRound", Annul).Takes<GiveReason>();
        MapStep("public-value", "GivePublicValue", SetPublicValue).Takes<GivePublicValue>();

        RouteHandlerBuilder MapStep(string name, string operation, Delegate handler) =>
            group.MapPost("{roundId}/" + name, handler).WithName(operation).Answers<RoundView>(200, Roles.Operator, "not-found", "round-state");
    }

    /// <summary>Drafts a round</summary>
    /// <remarks>Only staff see a draft. Rules that the matching cannot keep together are refused here, never after closing.</remarks>
    public static Task<IResult> Draft(Body<DefineRound> body, Call call) => call.WriteAsync(session =>
    {
        var row = Fill(session, body.Value, new RoundRow
        {
            Id = Ids.New(),
            Version = 1,
            State = "draft",
            Type = "",
            Definition = "",
            SecondPerson = false,
            LotterySecret = LotteryDraw.NewSecret(),
            CreatedBy = call.Caller.Id,
            CreatedAt = call.Now,
        });
        RoundStore.Add(session, row);
        call.Record(session, "round-drafted", row.Id);
        return Reply.Created(RoundView.From(row), $"/v1/rounds/{row.Id}", row.Version);
    });

    /// <summary>Lists rounds</summary>
    /// <remarks>Public from <c>demand-open</c> on; staff see drafts too.</remarks>
    public static IResult List(Call call) => call.ReadPage(
        (session, page) => RoundStore.List(session, SeesDrafts(call), call.Query("state"), call.Query("type"), page.After, page.Take), row => row.Id, RoundView.From);

    /// <summary>Shows a round</summary>
    /// <remarks>Public from <c>demand-open</c> on; staff see drafts too. Secret and seed of the lottery are shown from publication on.</remarks>
    public static IResult Get(string roundId, Call call) => call.Read(session =>
        RoundStore.Find(session, roundId) is { } row && (row.OpenedAt is not null || SeesDrafts(call)) ? Reply.Ok(RoundView.From(row), row.Version) : Problem.NotFound);

    /// <summary>Replaces a draft</summary>
    /// <remarks>Only while it is a draft: once demand is open, the rules stand. Rules that the matching cannot keep together are refused here.</remarks>
    public static Task<IResult> Replace(string roundId, Body<DefineRound> body, Call call) => call.WriteAsync(session =>
    {
        if (RoundStore.Hold(session, roundId) is not { } row)
            return Problem.NotFound;
        if (row.State != "draft")
            return Problem.RoundState(row.State);
        return call.IfMatch.Check(row.Version) ?? Save(session, call, Fill(session, body.Value, row), "round-changed");
    });

    /// <summary>Opens the demand window</summary>
    /// <remarks>The draft becomes public with its rules and their reason, and buyers submit demand lines. Ahead of the timetable, if there is one.</remarks>
    public static Task<IResult> OpenDemand(string roundId, Call call) => Step(call, roundId, (_, row) => RoundSteps.OpenDemand(row, call.Now));

    /// <summary>Ends the demand window and opens the offer window</summary>
    /// <remarks>Pools are computed now, once, and frozen.</remarks>
    public static Task<IResult> OpenOffers(string roundId, Call call) => Step(call, roundId, RoundSteps.OpenOffers);

    /// <summary>Ends the offer window</summary>
    /// <remarks>Nothing is submitted from now on, and runs can start. Unless the round has named a public value, its lines at this moment complete the lottery seed.</remarks>
    public static Task<IResult> Close(string roundId, Call call) => Step(call, roundId, (session, row) => RoundSteps.Close(session, row, call.Now));

    /// <summary>Moves times of an open round back</summary>
    /// <remarks>A window that is open can be made longer, never shorter.</remarks>
    public static Task<IResult> Extend(string roundId, Body<ExtendRound> body, Call call) => call.WriteAsync(session =>
    {
        if (RoundStore.Hold(session, roundId) is not { } row)
            return Problem.NotFound;
        if (row.State is not ("demand-open" or "offers-open" or "published"))
            return Problem.RoundState(row.State);
        return RoundExtension.Check(row, body.Value, call.Now) is { Count: > 0 } faults
            ? Problem.Invalid(faults)
            : Save(session, call, RoundExtension.Apply(row, body.Value), "round-extended", body.Value);
    });

    /// <summary>Gives a round up before publication</summary>
    /// <remarks>With a reason that everybody sees; for good.</remarks>
    public static Task<IResult> Cancel(string roundId, Body<GiveReason> body, Call call) => Step(call, roundId, (_, row) =>
        row.State is "draft" or "demand-open" or "offers-open" or "closed" ? row with { State = "cancelled", StateReason = body.Value.Reason } : null);

    /// <summary>Takes a published round back</summary>
    /// <remarks>Before it is settled, with a reason that everybody sees; for good.</remarks>
    public static Task<IResult> Annul(string roundId, Body<GiveReason> body, Call call) => Step(call, roundId, (_, row) =>
        row.State == "published" ? row with { State = "annulled", StateReason = body.Value.Reason } : null);

    /// <summary>Gives the public value that completes the lottery seed</summary>
    /// <remarks>Only on a closed round that named one, once; without it no run starts.</remarks>
    public static Task<IResult> SetPublicValue(string roundId, Body<GivePublicValue> body, Call call) => Step(call, roundId, (_, row) =>
        row.State == "closed" && row.PublicValue is null ? row with { PublicValue = body.Value.Value } : null);

    private static Task<IResult> Step(Call call, string id, Func<WriteSession, RoundRow, RoundRow?> step) => call.WriteAsync(session =>
    {
        if (RoundStore.Hold(session, id) is not { } row)
            return Problem.NotFound;
        return step(session, row) is { } next
            ? Save(session, call, next, next.State == row.State ? "round-changed" : $"round-{next.State}", new { next.StateReason })
            : Problem.RoundState(row.State);
    });

    private static Reply Save(WriteSession session, Call call, RoundRow row, string action, object? detail = null)
    {
        if (!RoundStore.Replace(session, row))
            return new Problem("stale");
        call.Record(session, action, row.Id, detail);
        var stored = row with { Version = row.Version + 1 };
        return Reply.Ok(RoundView.From(stored), stored.Version);
    }

    private static RoundRow Fill(Session session, DefineRound body, RoundRow row) => row with
    {
        Type = Json.Name(body.Type),
        Definition = Json.Write(body),
        SecondPerson = body.SecondPerson ?? StaffStore.Count(session, "operator") > 1,
        DemandOpensAt = body.Timetable.DemandOpensAt,
        OffersOpenAt = body.Timetable.OffersOpenAt,
        ClosesAt = body.Timetable.ClosesAt,
        PublishesAt = body.Timetable.PublishesAt,
        AnswersUntil = body.Timetable.AnswersUntil,
    };

    private static bool SeesDrafts(Call call) => call.CallerIfKnown is { IsStaff: true };
}
