using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Audit;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Pools;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Pools;

/// <summary>What suppliers see of demand.</summary>
public static class PoolEndpoints
{
    /// <summary>Maps the operation.</summary>
    public static void MapPools(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/rounds/{roundId}/pools", List).WithTags("Pools").WithName("ListPools")
            .AnswersPage<PoolView>(Roles.Any, "material", "stage", "form").MayAnswer("not-found", "not-verified", "round-state");

    /// <summary>Lists a round's pools</summary>
    /// <remarks>
    /// From <c>offers-open</c> on, for companies that are verified, and for staff. Pools are computed once, when offers open: nothing later
    /// changes them. A quantity is shown only where enough company groups contribute, none of them dominates, and nothing hidden can be
    /// computed from it together with the other pools and the later report. That a company has seen the pools goes on record.
    /// </remarks>
    public static async Task<IResult> List(string roundId, Call call)
    {
        var (page, problem) = call.Page;
        if (page is null)
            return (Reply)problem!;
        var recorded = false;
        var reply = call.Read(session =>
        {
            recorded = IsRecorded(session, call, roundId);
            return Show(session, call, roundId, page);
        });
        return recorded || !reply.IsSuccess ? reply : await call.WriteAsync(session =>
        {
            call.Record(session, "pool-seen", roundId, Detail(session, roundId));
            return Show(session, call, roundId, page);
        });
    }

    private static Reply Show(Session session, Call call, string roundId, PageRequest page)
    {
        if (RoundStore.Find(session, roundId) is not { } round || (round.OpenedAt is null && !call.Caller.IsStaff))
            return Problem.NotFound;
        if (!call.Caller.IsStaff && ParticipantStore.Find(session, call.Caller.Id) is not { State: "verified" })
            return new Problem("not-verified");
        if (round.State is not ("offers-open" or "closed" or "published" or "settled" or "annulled"))
            return Problem.RoundState(round.State);
        var definition = round.Read();
        var minimums = round.ClosedAt is null ? [] : LeastMinimums(session, roundId);
        var pools = PoolStore.List(session, roundId)
            .Where(row => Is(call, "material", row.Material) && Is(call, "stage", row.Stage) && Is(call, "form", row.Form))
            .Select(row => PoolView.From(row, definition, minimums.TryGetValue((row.Form, row.Year), out var least) ? least : null))
            .OrderBy(pool => pool.Key, StringComparer.Ordinal)
            .Where(pool => string.CompareOrdinal(pool.Key, page.After) > 0);
        return page.Answer(call.Request, [.. pools.Take(page.Take)], pool => pool.Key, pool => pool);
    }

    private static bool Is(Call call, string parameter, string value) => call.Query(parameter) is not { } asked || asked == value;

    // Offers that the operator has excluded count too: otherwise the answer would change with each exclusion and bracket a minimum.
    private static Dictionary<(string Form, long Year), long> LeastMinimums(Session session, string round) => RoundLines.AtClosing(session, round, "offer")
        .Select(offer => (Key: (offer.Form, offer.Year), Minimum: offer.ReadOffer().MinimumOrder))
        .Where(offer => offer.Minimum is not null)
        .GroupBy(offer => offer.Key, offer => Units.Kilograms(offer.Minimum!.Value))
        .ToDictionary(offers => offers.Key, offers => offers.Min());

    // Once before and once after closing, when there is more to see.
    private static bool IsRecorded(Session session, Call call, string roundId)
    {
        var detail = Json.Write(Detail(session, roundId));
        return AuditStore.List(session, call.Caller.Id, "pool-seen", roundId, after: "", take: 2).Any(entry => entry.Detail == detail);
    }

    private static object Detail(Session session, string roundId) => new { closed = RoundStore.Find(session, roundId)?.ClosedAt is not null };
}
