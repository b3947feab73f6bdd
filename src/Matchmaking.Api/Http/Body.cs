using Matchmaking.Api.Access;
using Matchmaking.Storage.Idempotency;

namespace Matchmaking.Api.Http;

/// <summary>The request's body, read and validated by the gate before the handler runs.</summary>
public sealed class Body<T>(CallerAccessor request) where T : class
{
    /// <summary>The value.</summary>
    public T Value => ValueOrNull!;

    /// <summary>The value, or null where the operation lets the body be left out.</summary>
    public T? ValueOrNull => (T?)request.Http.Features.Get<GatedRequest>()!.Body;
}

/// <summary>What the gate found out about a request.</summary>
/// <param name="Body">The body's value, or null.</param>
/// <param name="BodySha256">SHA-256 of the raw body, lower-case hex.</param>
/// <param name="Scope">The retry key with its scope, on POST.</param>
public sealed record GatedRequest(object? Body, string BodySha256, RequestScope? Scope);
