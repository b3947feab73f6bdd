using System.Data.Common;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Keys;
using Matchmaking.Storage;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Api.Participants;

/// <summary>Companies register, and the operator decides who takes part.</summary>
public static class ParticipantEndpoints
{
    /// <summary>Maps the operations.</summary>
    public static void MapParticipants(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/participants").WithTags("Participants");
        group.MapPost("", Register).WithName("RegisterParticipant").Answers<RegisteredParticipant>(201, Roles.Public, "secret-shown").Takes<ParticipantProfile>();
        group.MapGet("", List).WithName("ListParticipants").AnswersPage<ParticipantView>(Roles.Staff, "state", "country");
        group.MapGet("me", GetOwn).WithName("GetOwnParticipant").Answers<ParticipantView>(200, Roles.Participant);
        group.MapPut("me", ReplaceOwn).WithName("ReplaceOwnParticipant").Answers<ParticipantView>(200, Roles.Participant, "participant-state").Takes<ParticipantProfile>().NeedsIfMatch();
        group.MapGet("{participantId}", Get).WithName("GetParticipant").Answers<ParticipantView>(200, Roles.Staff, "not-found");
        group.MapPost("{participantId}/verify", Verify).WithName("VerifyParticipant").Answers<ParticipantView>(200, Roles.Operator, "not-found", "participant-state", "duplicate-reference").Takes<VerifyParticipant>();
        MapDecision("reject", Reject);
        MapDecision("suspend", Suspend);
        MapDecision("reinstate", Reinstate);

        void MapDecision(string name, Delegate handler) => group.MapPost("{participantId}/" + name, handler)
            .WithName(char.ToUpperInvariant(name[0]) + name[1..] + "Participant")
            .Answers<ParticipantView>(200, Roles.Operator, "not-found", "participant-state", "duplicate-reference").Takes<GiveReason>();
    }

    /// <summary>Registers a company</summary>
    /// <remarks>Anybody may; the company is <c>pending</c> until the operator has verified it. The answer shows the first key, once.</remarks>
    public static Task<IResult> Register(Body<ParticipantProfile> body, Call call) => call.WriteAsync(session =>
    {
        var profile = body.Value;
        var row = new ParticipantRow
        {
            Id = Ids.New(),
            Version = 1,
            State = "pending",
            Name = profile.Name,
            Country = profile.Country,
            RegistrationScheme = Json.Name(profile.Registration.Scheme),
            RegistrationNumber = profile.Registration.Number,
            CompanyGroup = profile.CompanyGroup,
            Size = Json.Name(profile.Size),
            GroupConfirmed = false,
            SizeConfirmed = false,
            Profile = Json.Write(profile),
            CreatedAt = call.Now,
            ChangedAt = call.Now,
        };
        ParticipantStore.Add(session, row);
        var key = IssuedKey.Issue(session, Role.Participant, row.Id, "first key", call.Now);
        call.Record(session, "participant-registered", row.Id);
        return Reply.Created(new RegisteredParticipant(ParticipantView.From(row), key), "/v1/participants/me", row.Version, secret: true);
    });

    /// <summary>Lists companies</summary>
    /// <remarks>With their registration, contact, what was confirmed, and the last decision on them.</remarks>
    public static IResult List(Call call) => call.ReadPage(
        (session, page) => ParticipantStore.List(session, call.Query("state"), call.Query("country"), page.After, page.Take), row => row.Id, ParticipantView.From);

    /// <summary>Shows the caller's own company</summary>
    /// <remarks>With its state, what the operator has confirmed, and the operator's last decision with its reason.</remarks>
    public static IResult GetOwn(Call call) => Show(call, call.Caller.Id);

    /// <summary>Shows a company</summary>
    /// <remarks>As the company itself sees it.</remarks>
    public static IResult Get(string participantId, Call call) => Show(call, participantId);

    /// <summary>Replaces the caller's own profile</summary>
    /// <remarks>
    /// Changing name, registration, establishment or company group leads back to <c>pending</c>; a changed size or group has to be
    /// confirmed again before it counts. A suspended company cannot change them: it would be reinstated as one that nobody has verified.
    /// </remarks>
    public static Task<IResult> ReplaceOwn(Body<ParticipantProfile> body, Call call) => call.WriteAsync(session =>
    {
        var (profile, old) = (body.Value, ParticipantStore.Find(session, call.Caller.Id)!);
        var sameGroup = old.CompanyGroup == profile.CompanyGroup;
        var sameIdentity = sameGroup && old.Name == profile.Name && old.Country == profile.Country
            && old.RegistrationScheme == Json.Name(profile.Registration.Scheme) && old.RegistrationNumber == profile.Registration.Number;
        if (old.State == "suspended" && !sameIdentity)
            return new Problem("participant-state", "A suspended company cannot change its name, registration, establishment or group.");
        if (call.IfMatch.Check(old.Version) is { } problem)
            return problem;
        var row = old with
        {
            // A rejected company cannot return to the queue by renaming itself; the operator may still verify it.
            State = sameIdentity || old.State == "rejected" ? old.State : "pending",
            Name = profile.Name,
            Country = profile.Country,
            RegistrationScheme = Json.Name(profile.Registration.Scheme),
            RegistrationNumber = profile.Registration.Number,
            CompanyGroup = profile.CompanyGroup,
            Size = Json.Name(profile.Size),
            GroupConfirmed = old.GroupConfirmed && sameGroup,
            SizeConfirmed = old.SizeConfirmed && old.Size == Json.Name(profile.Size),
            Profile = Json.Write(profile),
            ChangedAt = call.Now,
        };
        return Replace(session, call, row, "participant-changed", detail: null);
    });

    /// <summary>Verifies a company</summary>
    /// <remarks>Records what it was screened against, when, and what was confirmed.</remarks>
    public static Task<IResult> Verify(string participantId, Body<VerifyParticipant> body, Call call) => Decide(call, participantId, ["pending", "rejected"], row => row with
    {
        State = "verified",
        GroupConfirmed = body.Value.Confirmed.Contains(ConfirmedFact.CompanyGroup),
        SizeConfirmed = body.Value.Confirmed.Contains(ConfirmedFact.Size),
        Review = Json.Write(new Review
        {
            Decision = "verify",
            Reason = body.Value.Reason,
            ScreeningSource = body.Value.ScreeningSource,
            ScreeningDate = body.Value.ScreeningDate,
            Confirmed = body.Value.Confirmed,
            By = call.Caller.Id,
            At = call.Now,
        }),
    });

    /// <summary>Rejects a company</summary>
    /// <remarks>Only while it is <c>pending</c>; the company sees the reason. It can still be verified later.</remarks>
    public static Task<IResult> Reject(string participantId, Body<GiveReason> body, Call call) =>
        Decide(call, participantId, ["pending"], row => Reviewed(row, "rejected", "reject", body.Value.Reason, call));

    /// <summary>Suspends a company</summary>
    /// <remarks>It can no longer submit, and a round in which it is matched cannot be published.</remarks>
    public static Task<IResult> Suspend(string participantId, Body<GiveReason> body, Call call) =>
        Decide(call, participantId, ["verified"], row => Reviewed(row, "suspended", "suspend", body.Value.Reason, call));

    /// <summary>Reinstates a suspended company</summary>
    /// <remarks>Back to <c>verified</c>; what was confirmed before counts again. The company sees the reason.</remarks>
    public static Task<IResult> Reinstate(string participantId, Body<GiveReason> body, Call call) =>
        Decide(call, participantId, ["suspended"], row => Reviewed(row, "verified", "reinstate", body.Value.Reason, call));

    private static ParticipantRow Reviewed(ParticipantRow row, string state, string decision, string reason, Call call) => row with
    {
        State = state,
        Review = Json.Write(new Review { Decision = decision, Reason = reason, By = call.Caller.Id, At = call.Now }),
    };

    private static Task<IResult> Decide(Call call, string id, string[] from, Func<ParticipantRow, ParticipantRow> decide) => call.WriteAsync(session =>
    {
        if (ParticipantStore.Find(session, id) is not { } row)
            return Problem.NotFound;
        if (!from.Contains(row.State))
            return new Problem("participant-state", $"The company is {row.State}.");
        var decided = decide(row) with { ChangedAt = call.Now };
        try
        {
            return Replace(session, call, decided, $"participant-{decided.State}", Json.Read<Review>(decided.Review!));
        }
        catch (DbException exception) when (session.Dialect.IsDuplicateKey(exception))
        {
            return new Problem("duplicate-reference", "Another verified company has this registration number.");
        }
    });

    private static Reply Replace(WriteSession session, Call call, ParticipantRow row, string action, object? detail)
    {
        if (!ParticipantStore.Replace(session, row))
            return new Problem("stale");
        call.Record(session, action, row.Id, detail);
        var stored = row with { Version = row.Version + 1 };
        return Reply.Ok(ParticipantView.From(stored), stored.Version);
    }

    private static Reply Show(Call call, string id) => call.Read(session =>
        ParticipantStore.Find(session, id) is { } row ? Reply.Ok(ParticipantView.From(row), row.Version) : Problem.NotFound);
}
