using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Lines;

/// <summary>
/// Who sees lines: a company its own, an auditor all, an operator all once the round has closed. What staff have seen is on record.
/// </summary>
public static class LineReads
{
    /// <summary>Filters of a list.</summary>
    public static readonly string[] Filters = ["state", "material", "stage", "form", "reference"];

    /// <summary>Lists lines.</summary>
    public static Task<IResult> List(LineSide side, string roundId, Call call) =>
        Answer(call, roundId, $"{side.Name}s-seen", roundId, (session, round) =>
        {
            var (page, problem) = call.Page;
            if (page is null)
                return problem!;
            var company = call.Caller.IsStaff ? null : call.Caller.Id;
            var rows = LineStore.List(session, roundId, side.Name, company, Filter(call), page.After, page.Take);
            return page.Answer(call.Request, rows, row => row.Id, row => side.Show(row, side.Read(row), round));
        });

    /// <summary>Shows a line.</summary>
    public static Task<IResult> Get(LineSide side, string roundId, string lineId, Call call) =>
        Answer(call, roundId, $"{side.Name}-seen", lineId, (session, round) =>
            LineStore.Find(session, roundId, side.Name, lineId) is { } row && (call.Caller.IsStaff || row.ParticipantId == call.Caller.Id)
                ? Reply.Ok(side.Show(row, side.Read(row), round), row.Version)
                : Problem.NotFound);

    private static LineFilter Filter(Call call) =>
        new(call.Query("state"), call.Query("material"), call.Query("stage"), call.Query("form"), call.Query("reference"));

    private static async Task<IResult> Answer(
        Call call, string roundId, string action, string subject, Func<Session, DefineRound, Reply> show)
    {
        return call.Caller.IsStaff ? await call.WriteAsync(OnRecord) : call.Read(Show);

        Reply OnRecord(WriteSession session)
        {
            var reply = Show(session);
            if (reply.IsSuccess)
                call.Record(session, action, subject);
            return reply;
        }

        Reply Show(Session session)
        {
            if (RoundStore.FindHead(session, roundId) is not { } round || (round.OpenedAt is null && !call.Caller.IsStaff))
                return Problem.NotFound;
            return call.Caller.Role == Role.Operator && round.ClosedAt is null
                ? new Problem("round-state", $"The round is {round.State}; an operator sees lines of closed rounds only.")
                : show(session, call.Known.Definition(session, round));
        }
    }
}
