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
        // Writes wait for one another, so as little as possible is left to be made in their turn.
        var prepared = known is null || knownRound is null ? null : NewLine.Of(side, knownRound.Row.Id, known.Row.Id, terms, knownRound.Definition, call);
        return call.WriteAsync(session =>
        {
            if (prepared is not null && EnterKnown(session, side, known!, knownRound!))
                return Add(session, side, prepared);
            call.Known.Forget(roundId, call.Caller.Id);
            var company = ParticipantStore.Find(session, call.Caller.Id)!;
            if (RefuseCompany(side, company, company.Read()) is { } refusal)
                return refusal;
            if (RoundStore.Find(session, roundId) is not { OpenedAt: not null } round)
                return Problem.NotFound;
            var definition = round.Read();
            return side.Refuse(company, definition)
                ?? EnterWindow(session, side, round, company.Id)
                ?? Add(session, side, NewLine.Of(side, round.Id, company.Id, terms, definition, call));
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
            ?? CheckContent(session, side, row, terms, side.Misfits(terms, definition))
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

    private static Reply Add(WriteSession session, LineSide side, NewLine line)
    {
        if (CheckContent(session, side, line.Row, line.Terms, line.Misfits) is { } invalid)
            return invalid;
        if (Store(session, line.Row, () => LineStore.Add(session, line.Row, side.Window)) is { } refusal)
            return refusal;
        Call.Record(session, line.Entry);
        return line.Answer;
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

    private static Problem? CheckContent(Session session, LineSide side, LineRow row, LineTerms terms, IEnumerable<Fault> misfits)
    {
        IReadOnlyList<Fault> faults = [.. misfits, .. side.Conflicts(session, row, terms)];
        return faults.Count > 0 ? Problem.Invalid(faults) : null;
    }

    private static Problem? Store(Session session, LineRow row, Func<bool> store)
    {
        try
        {
            if (store())
                return null;
            if (LineStore.OnOtherSide(session, row))
                return new Problem("other-side");
            return LineStore.ReferenceOnOtherSide(session, row) ? DuplicateReference(row) : new Problem("stale");
        }
        catch (DbException exception) when (session.Dialect.IsDuplicateKey(exception))
        {
            return DuplicateReference(row);
        }
    }

    private static Problem DuplicateReference(LineRow row) =>
        new("duplicate-reference", $"Another of the company's lines in this round has the reference '{row.Reference}'.");
}
