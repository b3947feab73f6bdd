using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Storage.Idempotency;

/// <summary>Whose request it was: a retry is the same only from the same caller, to the same place, with the same key.</summary>
public sealed record RequestScope
{
    /// <summary>Takes the scope of a request.</summary>
    /// <remarks>The path is last: it alone may hold a line break.</remarks>
    public RequestScope(string caller, string method, string path, string requestKey) =>
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller}\n{method}\n{requestKey}\n{path}")));

    /// <summary>What is stored of it: one short value of fixed length, whatever the path and the key are.</summary>
    public string Hash { get; }
}

/// <summary>The answer that was given; without a body where the body showed a secret.</summary>
public sealed record KeptAnswer
{
    public required string BodySha256 { get; init; }
    public required long Status { get; init; }
    public string? Location { get; init; }
    public string? Etag { get; init; }
    public string? Body { get; init; }
}

/// <summary>Answers kept for retries, for a day, in the transaction of their effect.</summary>
public static class IdempotencyStore
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    private const string Select = """
        SELECT body_sha256, status, location, etag, body FROM answers WHERE scope = @scope AND created_at >= @since
        """;

    private const string Insert = """
        INSERT INTO answers (scope, body_sha256, status, location, etag, body, created_at)
        VALUES (@Hash, @BodySha256, @Status, @Location, @Etag, @Body, @now)
        """;

    private const string SelectOldest = "SELECT MIN(created_at) FROM answers";

    private const string DeleteOld = "DELETE FROM answers WHERE scope = @hash AND created_at < @since";

    private const string DeleteAllOld = "DELETE FROM answers WHERE created_at < @since";

    /// <summary>The answer kept for a request, or null.</summary>
    public static KeptAnswer? Find(Session session, RequestScope scope, DateTimeOffset now) =>
        session.Find<KeptAnswer>(Select, new { scope = scope.Hash, since = now - Kept });

    /// <summary>Keeps an answer; a second one for the same request violates the primary key.</summary>
    public static void Keep(WriteSession session, RequestScope scope, KeptAnswer answer, DateTimeOffset now)
    {
        var row = new { scope.Hash, answer.BodySha256, answer.Status, answer.Location, answer.Etag, answer.Body, now };
        try
        {
            session.Execute(Insert, row);
        }
        catch (DbException exception) when (session.Dialect.IsDuplicateKey(exception))
        {
            // An answer too old to be given again must not stand in the way of a new one.
            if (session.Execute(DeleteOld, new { hash = scope.Hash, since = now - Kept }) == 0)
                throw;
            session.Execute(Insert, row);
        }
    }

    /// <summary>Forgets the oldest answers that are kept too long, those of ten seconds; false where there are none.</summary>
    /// <remarks>So many at a time that nobody else waits long for the transaction.</remarks>
    public static bool Forget(WriteSession session, DateTimeOffset now)
    {
        var since = now - Kept;
        if (session.Find<DateTimeOffset?>(SelectOldest) is not { } oldest || oldest >= since)
            return false;
        var until = oldest + Slice;
        session.Execute(DeleteAllOld, new { since = until < since ? until : since });
        return true;
    }
}
