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

/// <summary>Answers kept for retries, in the transaction of their effect.</summary>
public static class IdempotencyStore
{
    private const string Select = """
        SELECT body_sha256, status, location, etag, body FROM idempotency
        WHERE caller = @Caller AND method = @Method AND path = @Path AND request_key = @RequestKey
        """;

    private const string Insert = """
        INSERT INTO idempotency (caller, method, path, request_key, body_sha256, status, location, etag, body, created_at)
        VALUES (@Caller, @Method, @Path, @RequestKey, @BodySha256, @Status, @Location, @Etag, @Body, @now)
        """;

    private const string DeleteOld = "DELETE FROM idempotency WHERE created_at < @before";

    /// <summary>The answer kept for a request, or null.</summary>
    public static KeptAnswer? Find(Session session, RequestScope scope) => session.Find<KeptAnswer>(Select, scope);

    /// <summary>Keeps an answer; a second one for the same request violates the primary key.</summary>
    public static void Keep(WriteSession session, RequestScope scope, KeptAnswer answer, DateTimeOffset now) =>
        session.Execute(Insert, new
        {
            scope.Caller, scope.Method, scope.Path, scope.RequestKey,
            answer.BodySha256, answer.Status, answer.Location, answer.Etag, answer.Body, now,
        });

    /// <summary>Forgets answers older than a time.</summary>
    public static int Forget(WriteSession session, DateTimeOffset before) => session.Execute(DeleteOld, new { before });
}
