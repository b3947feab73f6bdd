using System.Data.Common;
using Matchmaking.Api.Http;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Lines;

/// <summary>
/// How a company writes its lines, the same on both sides. After what the gate has checked: the company, the round, ownership, the window,
/// the line's state, what the round asks of it, the other side and the reference, and last the version.
/// </summary>
public static class LineWrites
{
    /// <summary>Adds a line.</summary>
    public static Task<IResult> Submit<T>(LineSide<T> side, string roundId, T terms, Call call) where T : LineTerms => call.WriteAsync(session =>
    {
        var company = ParticipantStore.Find(session, call.Caller.Id)!;
        if (RefuseCompany(side, company) is { } refusal)
            return refusal;
        if (RoundStore.Find(session, roundId) is not { OpenedAt: not null } round)
            return Problem.NotFound;
        var definition = round.Read();
        var row = new LineRow
        {
            Id = Ids.New(),
            RoundId = roundId,
            ParticipantId = company.Id,
            Side = side.Name,
            Version = 1,
            State = "active",
            Material = "",
            Stage = "",
            Form = "",
            Year = 0,
            QuantityKg = 0,
            Document = "",
            Confirmed = "[]",
            CreatedAt = call.Now,
            ChangedAt = call.Now,
        }.With(terms);
        return side.Refuse(company, definition) ?? CheckWindow(side, round) ?? CheckContent(session, side, row, terms, definition)
            ?? Store(session, row, () => LineStore.Add(session, row, side.Window)) ?? Recorded(row);

        Reply Recorded(LineRow stored)
        {
            call.Record(session, $"{side.Name}-submitted", stored.Id, new { stored.RoundId });
            return Reply.Created(side.Show(stored, definition), side.PathOf(stored), stored.Version);
        }
    });

    /// <summary>Replaces a line; what the operator had confirmed of it falls away.</summary>
    public static Task<IResult> Replace<T>(LineSide<T> side, string roundId, string lineId, T terms, Call call) where T : LineTerms => call.WriteAsync(session =>
    {
        var company = ParticipantStore.Find(session, call.Caller.Id)!;
        if (RefuseCompany(side, company) is { } refusal)
            return refusal;
        if (Own(session, side, roundId, lineId, call) is not var (round, old))
            return Problem.NotFound;
        var definition = round.Read();
        var row = old.With(terms) with { Confirmed = "[]", ChangedAt = call.Now };
        // The version comes after the reference, which only storing tells: a problem rolls the transaction back.
        return side.Refuse(company, definition) ?? CheckWindow(side, round) ?? CheckActive(old) ?? CheckContent(session, side, row, terms, definition)
            ?? Store(session, row, () => LineStore.Replace(session, row, side.Window)) ?? call.IfMatch.Check(old.Version)
            ?? Recorded(row with { Version = old.Version + 1 });

        Reply Recorded(LineRow stored)
        {
            call.Record(session, $"{side.Name}-changed", stored.Id, new { stored.RoundId });
            return Reply.Ok(side.Show(stored, definition), stored.Version);
        }
    });

    /// <summary>Withdraws a line; a company that is no longer verified may do so too.</summary>
    public static Task<IResult> Withdraw<T>(LineSide<T> side, string roundId, string lineId, Call call) where T : LineTerms => call.WriteAsync(session =>
    {
        if (Own(session, side, roundId, lineId, call) is not var (round, old))
            return Problem.NotFound;
        if ((CheckWindow(side, round) ?? CheckActive(old) ?? call.IfMatch.Check(old.Version)) is { } problem)
            return problem;
        if (!LineStore.Replace(session, old with { State = "withdrawn", ChangedAt = call.Now }, side.Window))
            return new Problem("stale");
        call.Record(session, $"{side.Name}-withdrawn", old.Id, new { old.RoundId });
        return Reply.NoContent();
    });

    /// <summary>409 where a line is withdrawn or excluded.</summary>
    internal static Problem? CheckActive(LineRow row) => row.State == "active" ? null : new Problem("line-state", $"It is {row.State}.");

    private static (RoundRow Round, LineRow Line)? Own<T>(Session session, LineSide<T> side, string roundId, string lineId, Call call) where T : LineTerms =>
        RoundStore.Find(session, roundId) is { OpenedAt: not null } round
        && LineStore.Find(session, roundId, side.Name, lineId) is { } line && line.ParticipantId == call.Caller.Id
            ? (round, line)
            : null;

    private static Problem? RefuseCompany<T>(LineSide<T> side, ParticipantRow company) where T : LineTerms
    {
        if (company.State != "verified")
            return new Problem("not-verified", $"The company is {company.State}.");
        return Json.Read<ParticipantProfile>(company.Profile).Capacities.Contains(side.Capacity)
            ? null
            : new Problem("wrong-role", $"The company does not take part as {Json.Name(side.Capacity)}.");
    }

    private static Problem? CheckWindow<T>(LineSide<T> side, RoundRow round) where T : LineTerms =>
        round.State == side.Window ? null : new Problem("round-not-open", $"This is for rounds that are {side.Window}; the round is {round.State}.");

    private static Problem? CheckContent<T>(Session session, LineSide<T> side, LineRow row, T terms, DefineRound round) where T : LineTerms
    {
        IReadOnlyList<Fault> faults = [.. side.Faults(session, row, terms, round)];
        if (faults.Count > 0)
            return Problem.Invalid(faults);
        return LineStore.OnOtherSide(session, row) ? new Problem("other-side") : null;
    }

    private static Problem? Store(Session session, LineRow row, Func<bool> store)
    {
        try
        {
            return store() ? null : new Problem("stale");
        }
        catch (DbException exception) when (session.Dialect.IsDuplicateKey(exception))
        {
            return new Problem("duplicate-reference", $"Another line or offer of the company in this round has the reference '{row.Reference}'.");
        }
    }
}
