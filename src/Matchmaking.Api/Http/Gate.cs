using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using FluentValidation;
using FluentValidation.Results;
using Matchmaking.Api.Access;
using Matchmaking.Storage;
using Matchmaking.Storage.Idempotency;

namespace Matchmaking.Api.Http;

/// <summary>
/// Checks every request in the contract's order, before a handler sees it: key, role, parameters, idempotent replay, body.
/// Ownership, state and version follow in the handlers' transactions.
/// </summary>
public sealed class Gate(RequestDelegate next, Database database, TimeProvider time)
{
    private const int LongestRetryKey = 255;

    private readonly ConcurrentDictionary<string, byte> _running = new();

    /// <summary>Lets the request through or answers with a problem.</summary>
    public async Task InvokeAsync(HttpContext http, CallerAccessor callers)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Contract>() is not { } contract)
        {
            await next(http);
            return;
        }

        if ((callers.Refusal ?? CheckRole(contract, callers.Caller) ?? CheckQuery(contract, http.Request) ?? CheckPath(http.Request)) is { } refusal)
        {
            // RFC 9110 wants a challenge in every 401; RFC 6750 tells a bad key from a missing one.
            if (refusal.Code == "unauthenticated")
                http.Response.Headers.WWWAuthenticate = callers.Refusal is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            await Answer(http, refusal);
            return;
        }

        var (raw, tooLarge) = await ReadBody(http);
        if (tooLarge is not null)
        {
            await Answer(http, tooLarge);
            return;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(raw.Span));
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await Continue(http, contract, raw, hash, scope: null);
            return;
        }

        var scope = Scope(http, callers.Caller);
        if (scope is null)
            await Answer(http, new Problem("idempotency-key-required", $"Send a key of 1 to {LongestRetryKey} characters."));
        else if (!_running.TryAdd(scope.Hash, 0))
            await Answer(http, new Problem("idempotency-running"));
        else
            try
            {
                var kept = database.Read(session => IdempotencyStore.Find(session, scope, time.GetUtcNow()));
                if (kept is null)
                    await Continue(http, contract, raw, hash, scope);
                else
                    await Replay.Of(kept, hash).ExecuteAsync(http);
            }
            finally
            {
                _running.TryRemove(scope.Hash, out _);
            }
    }

    private async Task Continue(HttpContext http, Contract contract, ReadOnlyMemory<byte> raw, string hash, RequestScope? scope)
    {
        var (body, problem) = Body(http, contract, raw);
        if (problem is not null)
        {
            await Answer(http, problem);
            return;
        }

        http.Features.Set(new GatedRequest(body, hash, scope));
        await next(http);
    }

    private static Problem? CheckRole(Contract contract, Caller? caller) => (contract.Roles, caller) switch
    {
        (null, _) => null,
        (_, null) => new Problem("unauthenticated"),
        var (roles, known) => roles.Contains(known.Role) ? null : new Problem("wrong-role", $"This is for {string.Join(", ", roles.Select(Json.Name))}."),
    };

    private static Problem? CheckQuery(Contract contract, HttpRequest request)
    {
        if (!request.QueryString.HasValue)
            return null;
        foreach (var (name, values) in request.Query)
            if (!contract.Query.Contains(name))
                return new Problem("unknown-parameter", $"The query parameter '{name}' is not known here.");
            else if (values.Count > 1)
                return new Problem("invalid", $"The query parameter '{name}' is given more than once.");
            else if (!Blanks.Inside(values.ToString()))
                return new Problem("invalid", $"The query parameter '{name}' begins or ends with a blank.");
        return null;
    }

    // No id has one, but an engine that ignores trailing blanks would find it.
    private static Problem? CheckPath(HttpRequest request) =>
        request.RouteValues.Values.All(value => value is not string text || Blanks.Inside(text)) ? null : Problem.NotFound;

    private static RequestScope? Scope(HttpContext http, Caller? caller)
    {
        if (http.Request.Headers["Idempotency-Key"] is not [{ } text])
            return null;
        text = text.Trim();
        if (text.Length > 1 && text[0] == '"' && text[^1] == '"')
            text = text[1..^1];
        return text.Length is 0 or > LongestRetryKey || text.Any(c => c is < ' ' or > '~')
            ? null
            : new RequestScope(caller?.Id ?? "public", http.Request.Method, http.Request.Path.Value!, text);
    }

    private static async Task<(ReadOnlyMemory<byte> Raw, Problem? Problem)> ReadBody(HttpContext http)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(http.Request.ContentLength ?? 0, 256, Limits.LargestBody));
            while (await http.Request.Body.ReadAsync(buffer.GetMemory(4096), http.RequestAborted) is > 0 and var read)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > Limits.LargestBody)
                    return (default, new Problem("body-too-large"));
            }

            return (buffer.WrittenMemory, null);
        }
        catch (BadHttpRequestException exception)
        {
            return (default, new Problem(exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? "body-too-large" : "invalid"));
        }
    }

    private static (object? Body, Problem? Problem) Body(HttpContext http, Contract contract, ReadOnlyMemory<byte> raw)
    {
        if (contract.Body is not { } type)
            return raw.Span.Trim(" \t\r\n"u8) is [] or [(byte)'{', (byte)'}']
                ? (null, null)
                : (null, Problem.Invalid("#", "This operation takes no body."));
        if (raw.Length == 0)
            return (null, contract.BodyOptional ? null : Problem.Invalid("#", "The body is missing."));
        if (!http.Request.HasJsonContentType())
            return (null, new Problem("media-type"));
        var (value, faults) = StrictBody.Read(raw, type);
        if (faults.Count > 0)
            return (null, Problem.Invalid([.. faults, .. Further(http, type, raw, faults)]));
        faults = [.. Validate(http, type, value!).Select(Validation.ToFault)];
        return faults.Count > 0 ? (null, Problem.Invalid(faults)) : (value, null);
    }

    // All faults of a body at once: the rules speak of what could be read, unless they would speak of a member that could not.
    private static IEnumerable<Fault> Further(HttpContext http, Type type, ReadOnlyMemory<byte> raw, IReadOnlyList<Fault> faults)
    {
        try
        {
            return StrictBody.ReadAround(raw, type, faults) is { } value
                ? Validate(http, type, value)
                    .Where(failure => !faults.Any(fault => Validation.Concerns(failure).Any(pointer => Touch(fault.Pointer, pointer))))
                    .Select(Validation.ToFault)
                : [];
        }
        catch (Exception exception) when (exception is NullReferenceException or ArgumentNullException)
        {
            // A rule needed an object that could not be read; it speaks once the body has its shape.
            return [];
        }
    }

    private static bool Touch(string one, string other) =>
        (one + "/").StartsWith(other + "/", StringComparison.Ordinal) || (other + "/").StartsWith(one + "/", StringComparison.Ordinal);

    private static IReadOnlyList<ValidationFailure> Validate(HttpContext http, Type type, object value) =>
        http.RequestServices.GetService(typeof(IValidator<>).MakeGenericType(type)) is IValidator validator
            ? validator.Validate(new ValidationContext<object>(value)).Errors
            : [];

    private static Task Answer(HttpContext http, Problem problem) => ((Reply)problem).ExecuteAsync(http);
}
