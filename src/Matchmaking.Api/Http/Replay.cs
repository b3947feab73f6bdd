using Matchmaking.Storage.Idempotency;

namespace Matchmaking.Api.Http;

/// <summary>An answer given before, given again to the same request.</summary>
internal static class Replay
{
    /// <summary>The answer kept, or why it is not given to a request with this hash of its body.</summary>
    public static Reply Of(KeptAnswer kept, string hash)
    {
        if (kept.BodySha256 != hash)
            return new Problem("idempotency-mismatch");
        if (kept.Body is null && kept.Status is not StatusCodes.Status204NoContent)
            return new Problem("secret-shown");
        return new Reply
        {
            Status = (int)kept.Status,
            Body = kept.Body,
            Location = kept.Location,
            ETag = kept.Etag,
            Headers = new Dictionary<string, string> { ["Idempotency-Replayed"] = "true" },
        };
    }
}
