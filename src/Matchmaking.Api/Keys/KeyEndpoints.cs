using FluentValidation;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Storage;
using Matchmaking.Storage.Keys;

namespace Matchmaking.Api.Keys;

/// <summary>Asks for a further key.</summary>
public sealed record CreateKey
{
    /// <summary>What the key is for.</summary>
    public required string Label { get; init; }

    /// <summary>When it stops working; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Rules of a key.</summary>
public sealed class CreateKeyValidator : AbstractValidator<CreateKey>
{
    /// <summary>Builds the rules.</summary>
    public CreateKeyValidator(TimeProvider time)
    {
        RuleFor(key => key.Label).ShortText();
        RuleFor(key => key.ExpiresAt).Must(at => at is null || at > time.GetUtcNow()).WithMessage("The key has to expire in the future.");
    }
}

/// <summary>A key, without the key itself.</summary>
public record KeyView
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Label { get; init; }

    /// <summary>Its first characters.</summary>
    public required string Hint { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it stops working.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>From a row.</summary>
    public static KeyView From(KeyRow row) => new()
    {
        Id = row.Id,
        Label = row.Label,
        Hint = row.Hint,
        CreatedAt = row.CreatedAt,
        ExpiresAt = row.ExpiresAt,
        RevokedAt = row.RevokedAt,
    };
}

/// <summary>A new key; shown once.</summary>
public sealed record IssuedKey : KeyView
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>Makes a key and stores its hash.</summary>
    public static IssuedKey Issue(WriteSession session, Role role, string owner, string label, DateTimeOffset now, DateTimeOffset? expires = null, string? key = null)
    {
        key ??= AccessKey.Create();
        var row = new KeyRow
        {
            Id = Ids.New(),
            Hash = AccessKey.Hash(key),
            OwnerRole = Json.Name(role),
            OwnerId = owner,
            Label = label,
            Hint = AccessKey.Hint(key),
            CreatedAt = now,
            ExpiresAt = expires,
        };
        KeyStore.Add(session, row);
        return new IssuedKey
        {
            Id = row.Id,
            Label = row.Label,
            Hint = row.Hint,
            CreatedAt = row.CreatedAt,
            ExpiresAt = row.ExpiresAt,
            Key = key,
        };
    }
}

/// <summary>A caller's own keys: made, listed, revoked. Rotation is a second key and the first one's revocation.</summary>
public static class KeyEndpoints
{
    /// <summary>Maps the same operations for participants and for staff.</summary>
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/v1/participants/me/keys"), Roles.Participant, "Participant");
        Map(routes.MapGroup("/v1/staff/me/keys"), Roles.Staff, "Staff");
    }

    private static void Map(RouteGroupBuilder group, Role[] roles, string owner)
    {
        group.WithTags("Keys");
        group.MapGet("", List).WithName($"List{owner}Keys").AnswersPage<KeyView>(roles);
        group.MapPost("", Create).WithName($"Create{owner}Key").Answers<IssuedKey>(201, roles, "secret-shown").Takes<CreateKey>();
        group.MapDelete("{keyId}", Revoke).WithName($"Revoke{owner}Key").AnswersNothing(roles, "not-found");
    }

    /// <summary>Lists the caller's keys</summary>
    /// <remarks>Revoked keys are shown too. A key itself is never shown again.</remarks>
    public static IResult List(Call call) =>
        call.ReadPage((session, page) => KeyStore.List(session, call.Caller.Id, page.After, page.Take), row => row.Id, KeyView.From);

    /// <summary>Makes a further key</summary>
    /// <remarks>The key is in the answer and nowhere else; a repeated request answers 409 <c>secret-shown</c>.</remarks>
    public static Task<IResult> Create(Body<CreateKey> body, Call call) => call.WriteAsync(session =>
    {
        var key = IssuedKey.Issue(session, call.Caller.Role, call.Caller.Id, body.Value.Label, call.Now, body.Value.ExpiresAt);
        call.Record(session, "key-created", key.Id);
        return Reply.Created(key, $"/v1/{(call.Caller.IsStaff ? "staff" : "participants")}/me/keys", 1, secret: true);
    });

    /// <summary>Revokes a key</summary>
    /// <remarks>Effective at once. Needs no If-Match: a key has no other change.</remarks>
    public static Task<IResult> Revoke(string keyId, Call call) => call.WriteAsync(session =>
    {
        if (!KeyStore.Revoke(session, keyId, call.Caller.Id, call.Now))
            return Problem.NotFound;
        call.Record(session, "key-revoked", keyId);
        return Reply.NoContent();
    });
}
