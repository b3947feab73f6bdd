using Matchmaking.Api.Http;
using Matchmaking.Api.Pools;
using Matchmaking.Storage;
using Matchmaking.Storage.Matches;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Rounds;

/// <summary>The steps between a round's states, taken by the operator or by the timetable in the same way.</summary>
public static class RoundSteps
{
    /// <summary>Draft to demand-open.</summary>
    public static RoundRow? OpenDemand(RoundRow row, DateTimeOffset now) =>
        row.State == "draft" ? row with { State = "demand-open", OpenedAt = now } : null;

    /// <summary>Demand-open to offers-open: pools are computed once and frozen.</summary>
    public static RoundRow? OpenOffers(WriteSession session, RoundRow row)
    {
        if (row.State != "demand-open")
            return null;
        PoolFreezer.Freeze(session, row);
        return row with { State = "offers-open" };
    }

    /// <summary>Offers-open to closed: the lines at this moment fix the lottery's public value, unless another was named.</summary>
    public static RoundRow? Close(Session session, RoundRow row, DateTimeOffset now) => row.State != "offers-open" ? null : row with
    {
        State = "closed",
        ClosedAt = now,
        PublicValue = row.Read().PublicValueName is null ? LotteryDraw.DefaultPublicValue(session, row.Id) : null,
    };

    /// <summary>Published to settled: the answer period is over, and no answer is a decline.</summary>
    public static RoundRow? Settle(WriteSession session, RoundRow row, DateTimeOffset now)
    {
        if (row.State != "published")
            return null;
        MatchStore.DeclineUnanswered(session, row.Id, now);
        return row with { State = "settled" };
    }

    /// <summary>The step that the timetable asks for.</summary>
    public static RoundRow? Next(WriteSession session, RoundRow row, DateTimeOffset now) => row.State switch
    {
        "draft" => OpenDemand(row, now),
        "demand-open" => OpenOffers(session, row),
        "offers-open" => Close(session, row, now),
        "published" => Settle(session, row, now),
        _ => null,
    };
}
