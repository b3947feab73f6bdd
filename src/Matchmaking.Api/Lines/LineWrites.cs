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
    public static Task<IResult> Submit(LineSide side, string roundId, LineTerms terms, Call call)
    {
        var (known, knownRound) = (call.Known.Company(call.Caller.Id), call.Known.Round(roundId));
        return call.WriteAsync(session =>
        {
            if (known is not null && knownRound is not null && EnterKnown(session, side, known, knownRound))
                return Add(session, side, known.Row.Id, knownRound.Row.Id, knownRound.Definition, terms, call);
            call.Known.Forget(roundId, call.Caller.Id);
            var company = ParticipantStore.Find(session, call.Caller.Id)!;
            if (RefuseCompany(side, company, company.Read()) is { } refusal)
                return refusal;
            if (RoundStore.Find(session, roundId) is not { OpenedAt: not null } round)
                return Problem.NotFound;
            var definition = round.Read();
            return side.Refuse(company, definition)
                ?? EnterWindow(session, side, round, company.Id)
                ?? Add(session, side, company.Id, round.Id, definition, terms, call);
        });
    }

    /// <summary>Replaces a line.</summary>
    public static Task<IResult> Replace(
        LineSide side, string roundId, string lineId, LineTerms terms, Call call) => call.WriteAsync(session =>
    {
        var company = ParticipantStore.Find(session, call.Caller.Id)!;
        if (RefuseCompany(side, company, company.Read()) is { } refusal)
            return refusal;
        if (Own(session, side, roundId, lineId, call) is not var (round, old))
            return Problem.NotFound;
        var definition = round.Read();
        var row = old.With(terms, call.Now);
        // The version comes after the reference, which only storing tells: a problem rolls the transaction back.
        return side.Refuse(company, definition)
            ?? EnterWindow(session, side, round, company.Id)
            ?? CheckActive(old)
            ?? CheckContent(session, side, row, terms, definition)
            ?? Store(session, row, () => LineStore.Replace(session, row, side.Window))
            ?? call.IfMatch.Check(old.Version)
            ?? Recorded();

        Reply Recorded()
        {
            call.Record(session, $"{side.Name}-changed", row.Id, new { row.RoundId });
            return Reply.Ok(side.Show(row, terms, definition), row.Version + 1);
        }
    });

    /// <summary>Withdraws a line; a company that is no longer verified may do so too.</summary>
    public static Task<IResult> Withdraw(LineSide side, string roundId, string lineId, Call call) => call.WriteAsync(session =>
    {
        if (Own(session, side, roundId, lineId, call) is not var (round, old))
            return Problem.NotFound;
        if ((EnterWindow(session, side, round, old.ParticipantId) ?? CheckActive(old) ?? call.IfMatch.Check(old.Version)) is { } problem)
            return problem;
        if (!LineStore.Replace(session, old with { State = "withdrawn", ChangedAt = call.Now }, side.Window))
            return new Problem("stale");
        call.Record(session, $"{side.Name}-withdrawn", old.Id, new { old.RoundId });
        return Reply.NoContent();
    });

    /// <summary>409 where a line is withdrawn or excluded.</summary>
    internal static Problem? CheckActive(LineRow row) => row.State == "active" ? null : new Problem("line-state", $"It is {row.State}.");

    private static (RoundRow Round, LineRow Line)? Own(Session session, LineSide side, string roundId, string lineId, Call call) =>
        RoundStore.Find(session, roundId) is { OpenedAt: not null } round
        && LineStore.Find(session, roundId, side.Name, lineId) is { } line && line.ParticipantId == call.Caller.Id
            ? (round, line)
            : null;

    private static Reply Add(
        WriteSession session, LineSide side, string company, string round, DefineRound definition, LineTerms terms, Call call)
    {
        var row = LineRows.New(side, round, company, terms, call.Now);
        return CheckContent(session, side, row, terms, definition)
            ?? Store(session, row, () => LineStore.Add(session, row, side.Window))
            ?? Recorded();

        Reply Recorded()
        {
            call.Record(session, $"{side.Name}-submitted", row.Id, new { row.RoundId });
            return Reply.Created(side.Show(row, terms, definition), side.PathOf(row), row.Version);
        }
    }

    private static Problem? RefuseCompany(LineSide side, ParticipantRow company, ParticipantProfile profile)
    {
        if (company.State != "verified")
            return new Problem("not-verified", $"The company is {company.State}.");
        return profile.Capacities.Contains(side.Capacity)
            ? null
            : new Problem("wrong-role", $"The company does not take part as {Json.Name(side.Capacity)}.");
    }

    // From here on the round stays open and the company's other lines stay as they are, until this transaction ends.
    private static Problem? EnterWindow(WriteSession session, LineSide side, RoundRow round, string company)
    {
        if (RoundStore.Enter(session, round.Id, company, side.Window))
            return null;
        var state = RoundStore.FindHead(session, round.Id)!.State;
        return new Problem("round-not-open", $"This is for rounds that are {side.Window}; the round is {state}.");
    }

    // What is known may be old; where it is not, and nothing speaks against the company, the window is entered by one statement.
    private static bool EnterKnown(WriteSession session, LineSide side, KnownCompany company, KnownRound round) =>
        RefuseCompany(side, company.Row, company.Profile) is null
        && side.Refuse(company.Row, round.Definition) is null
        && RoundStore.Enter(session, round.Row, company.Row, side.Window);

    private static Problem? CheckContent(Session session, LineSide side, LineRow row, LineTerms terms, DefineRound round)
    {
        IReadOnlyList<Fault> faults = [.. side.Faults(session, row, terms, round)];
        return faults.Count > 0 ? Problem.Invalid(faults) : null;
    }

    private static Problem? Store(Session session, LineRow row, Func<bool> store)
    {
        try
        {
            return store() ? null : new Problem(LineStore.OnOtherSide(session, row) ? "other-side" : "stale");
        }
        catch (DbException exception) when (session.Dialect.IsDuplicateKey(exception))
        {
            return new Problem("duplicate-reference", $"Another of the company's lines in this round has the reference '{row.Reference}'.");
        }
    }
}
