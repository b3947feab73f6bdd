namespace Matchmaking.Storage.Idempotency;

/// <summary>Whose request it was: a retry is the same only from the same caller, to the same place, with the same key.</summary>
public sealed record RequestScope(string Caller, string Method, string Path, string RequestKey);

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

    private const string Select = """
        SELECT body_sha256, status, location, etag, body FROM idempotency
        WHERE caller = @Caller AND method = @Method AND path = @Path AND request_key = @RequestKey
          AND created_at >= @since
        """;

    private const string Insert = """
        INSERT INTO idempotency (caller, method, path, request_key, body_sha256, status, location, etag, body, created_at)
        VALUES (@Caller, @Method, @Path, @RequestKey, @BodySha256, @Status, @Location, @Etag, @Body, @now)
        """;

    private const string DeleteOld = "DELETE FROM idempotency WHERE created_at < @since";

    /// <summary>The answer kept for a request, or null.</summary>
    public static KeptAnswer? Find(Session session, RequestScope scope, DateTimeOffset now) =>
        session.Find<KeptAnswer>(Select, new { scope.Caller, scope.Method, scope.Path, scope.RequestKey, since = now - Kept });

    /// <summary>Keeps an answer, and forgets those that are too old; a second one for the same request violates the primary key.</summary>
    public static void Keep(WriteSession session, RequestScope scope, KeptAnswer answer, DateTimeOffset now)
    {
        session.Execute(DeleteOld, new { since = now - Kept });
        session.Execute(Insert, new
        {
            scope.Caller, scope.Method, scope.Path, scope.RequestKey,
            answer.BodySha256, answer.Status, answer.Location, answer.Etag, answer.Body, now,
        });
    }
}
