using System.Data.Common;
using Matchmaking.Api.Access;
using Matchmaking.Storage;
using Matchmaking.Storage.Audit;
using Matchmaking.Storage.Idempotency;

namespace Matchmaking.Api.Http;

/// <summary>The request at hand, as handlers see it: who calls, when, and the two ways to the database.</summary>
public sealed class Call(CallerAccessor callers, Database database, KnownRows known, TimeProvider time)
{
    /// <summary>The request itself.</summary>
    public HttpRequest Request => Http.Request;

    private HttpContext Http => callers.Http;

    /// <summary>The caller, on operations that are not public.</summary>
    public Caller Caller => callers.Caller!;

    /// <summary>The caller, or null where nobody presented a key.</summary>
    public Caller? CallerIfKnown => callers.Caller;

    /// <summary>Rows that were read before, parsed.</summary>
    public KnownRows Known => known;

    /// <summary>The time of the request.</summary>
    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>The version a change was made from.</summary>
    public IfMatch IfMatch => IfMatch.From(Http.Request);

    /// <summary>Whether the client asks for HTML before JSON.</summary>
    public bool PrefersHtml => Http.Request.GetTypedHeaders().Accept is { } accept
        && accept.Any(type => type.MediaType == "text/html") && !accept.Any(type => type.MediaType == "application/json");

    /// <summary>The page asked for, or what is wrong with asking.</summary>
    public (PageRequest? Page, Problem? Problem) Page => PageRequest.From(Request.Query);

    /// <summary>A query parameter, or null.</summary>
    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Reads what comes before an answer.</summary>
    public T Look<T>(Func<Session, T> read) => database.Read(read);

    /// <summary>Reads and answers.</summary>
    public Reply Read(Func<Session, Reply> read) => database.Read(read);

    /// <summary>Reads a page and answers; 404 where <paramref name="rows"/> finds nothing to list.</summary>
    public Reply ReadPage<TRow, TItem>(Func<Session, PageRequest, IReadOnlyList<TRow>?> rows, Func<TRow, string> id, Func<TRow, TItem> item)
    {
        var (page, problem) = Page;
        if (page is null)
            return problem!;
        return database.Read(session => rows(session, page)) is { } found ? page.Answer(Http.Request, found, id, item) : Problem.NotFound;
    }

    /// <summary>Writes in one transaction that also keeps the answer for retries; a problem rolls it back.</summary>
    /// <remarks>
    /// The same request may be under way at another instance. Either its answer is committed when this one tries to keep its own, which the primary
    /// key refuses, or this one meets its effect and answers with a problem: in both cases the other's answer is the one to give.
    /// </remarks>
    public async Task<IResult> WriteAsync(Func<WriteSession, Reply> write)
    {
        var request = Http.Features.Get<GatedRequest>()!;
        try
        {
            var reply = await database.WriteAsync(
                session =>
                {
                    var reply = write(session);
                    if (reply.IsSuccess && request.Scope is { } scope)
                        IdempotencyStore.Keep(session, scope, Kept(reply, request.BodySha256), Now);
                    return reply;
                },
                reply => reply.IsSuccess,
                Http.RequestAborted);
            return reply.IsSuccess ? reply : AnsweredMeanwhile(request) ?? reply;
        }
        catch (DbException exception) when (database.Dialect.IsDuplicateKey(exception) && AnsweredMeanwhile(request) is { } answer)
        {
            return answer;
        }
    }

    /// <summary>Puts a change or a disclosure on record, in its own transaction.</summary>
    public void Record(WriteSession session, string action, string subject, object? detail = null) =>
        Record(session, Entry(action, subject, detail));

    /// <summary>Puts on record what was prepared before the transaction.</summary>
    public static void Record(WriteSession session, AuditRow entry) => AuditStore.Append(session, entry with { Id = Ids.New() });

    /// <summary>An entry for the audit log, without an id: it gets one when it is written, so that ids follow one another as entries do.</summary>
    public AuditRow Entry(string action, string subject, object? detail = null) => new()
    {
        Id = "",
        At = Now,
        ActorRole = CallerIfKnown is { } caller ? Json.Name(caller.Role) : "public",
        ActorId = CallerIfKnown?.Id ?? "public",
        Action = action,
        Subject = subject,
        Detail = detail is null ? "{}" : Json.Write(detail),
    };

    private Reply? AnsweredMeanwhile(GatedRequest request) =>
        request.Scope is { } scope && database.Read(session => IdempotencyStore.Find(session, scope, Now)) is { } kept
            ? Replay.Of(kept, request.BodySha256)
            : null;

    private static KeptAnswer Kept(Reply reply, string hash) => new()
    {
        BodySha256 = hash,
        Status = reply.Status,
        Location = reply.Location,
        Etag = reply.ETag,
        Body = reply.Secret ? null : reply.Body,
    };
}
