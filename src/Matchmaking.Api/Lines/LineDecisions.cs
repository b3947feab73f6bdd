using Matchmaking.Api.Http;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Lines;

/// <summary>What the operator decides about a line while the round is closed.</summary>
public static class LineDecisions
{
    private const string Closed = "closed";

    /// <summary>Takes a line out of the matching, with a reason that its company sees.</summary>
    public static Task<IResult> Exclude(LineSide side, string roundId, string lineId, string reason, Call call) => Decide(
        side, roundId, lineId, call, $"{side.Name}-excluded", new { roundId, reason },
        row => (row with { State = "excluded", StateReason = reason }, null));

    /// <summary>Changes an active line of a closed round, or answers with a problem.</summary>
    internal static Task<IResult> Decide(
        LineSide side, string roundId, string lineId, Call call, string action, object detail,
        Func<LineRow, (LineRow Next, Problem? Problem)> decide) => call.WriteAsync(session =>
    {
        if (RoundStore.Find(session, roundId) is not { } round)
            return Problem.NotFound;
        // The round's state goes before the line: while the round is open the operator may not learn which lines exist.
        if (round.State != Closed)
            return Problem.RoundState(round.State);
        if (LineStore.Find(session, roundId, side.Name, lineId) is not { } seen)
            return Problem.NotFound;
        if (!RoundStore.Enter(session, roundId, seen.ParticipantId, Closed))
            return Problem.RoundState(RoundStore.FindHead(session, roundId)!.State);
        // Read again now that nobody else writes it.
        var row = LineStore.Find(session, roundId, side.Name, lineId)!;
        var (next, problem) = decide(row with { ChangedAt = call.Now });
        if ((LineWrites.CheckActive(row) ?? problem) is { } refusal)
            return refusal;
        if (!LineStore.Replace(session, next, Closed))
            throw new InvalidOperationException("A line changed that is held.");
        call.Record(session, action, row.Id, detail);
        return Reply.Ok(side.Show(next, side.Read(next), round.Read()), row.Version + 1);
    });
}
