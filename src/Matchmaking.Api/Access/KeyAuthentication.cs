using Matchmaking.Api.Http;
using Matchmaking.Storage;
using Matchmaking.Storage.Keys;

namespace Matchmaking.Api.Access;

/// <summary>Finds out who calls from the header <c>Authorization: Bearer KEY</c>.</summary>
public sealed class KeyAuthentication(RequestDelegate next, Database database, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    /// <summary>Sets the caller, or the refusal that the gate answers with.</summary>
    public Task InvokeAsync(HttpContext http, CallerAccessor callers)
    {
        callers.Http = http;
        var header = http.Request.Headers.Authorization;
        if (header.Count > 0)
        {
            callers.Caller = header is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Find(value[Scheme.Length..].Trim()) : null;
            callers.Refusal = callers.Caller is null ? new Problem("unauthenticated", "The key is not valid.") : null;
        }

        return next(http);
    }

    private Caller? Find(string key)
    {
        if (!AccessKey.IsWellFormed(key))
            return null;
        var row = database.Read(session => KeyStore.FindOwner(session, AccessKey.Hash(key)));
        return row is null || row.RevokedAt is not null || row.ExpiresAt <= time.GetUtcNow()
            ? null
            : new Caller(Enum.Parse<Role>(row.OwnerRole, ignoreCase: true), row.OwnerId, row.Id);
    }
}
