namespace Matchmaking.Storage.Keys;

/// <summary>An access key as stored: its hash, never the key.</summary>
public sealed record KeyRow
{
    public required string Id { get; init; }
    public required string Hash { get; init; }
    public required string OwnerRole { get; init; }
    public required string OwnerId { get; init; }
    public required string Label { get; init; }

    /// <summary>The first characters, to recognise the key by.</summary>
    public required string Hint { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>Whose a key is, and until when.</summary>
public sealed record KeyOwner
{
    public required string Id { get; init; }
    public required string OwnerRole { get; init; }
    public required string OwnerId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>Access keys of participants and staff.</summary>
public static class KeyStore
{
    private const string Columns = "id, hash, owner_role, owner_id, label, hint, created_at, expires_at, revoked_at";

    private const string SelectByHash = $"SELECT {Columns} FROM access_keys WHERE hash = @hash";

    private const string SelectOwner = "SELECT id, owner_role, owner_id, expires_at, revoked_at FROM access_keys WHERE hash = @hash";

    private const string SelectByOwner = $"""
        SELECT {Columns} FROM access_keys WHERE owner_id = @owner AND id > @after ORDER BY id
        """;

    private const string Insert = """
        INSERT INTO access_keys (id, hash, owner_role, owner_id, label, hint, created_at, expires_at, revoked_at)
        VALUES (@Id, @Hash, @OwnerRole, @OwnerId, @Label, @Hint, @CreatedAt, @ExpiresAt, @RevokedAt)
        """;

    private const string Update = """
        UPDATE access_keys SET revoked_at = @now WHERE id = @id AND owner_id = @owner AND revoked_at IS NULL
        """;

    private const string CountOperators = """
        SELECT COUNT(*) FROM access_keys WHERE owner_role = 'operator' AND revoked_at IS NULL
        """;

    /// <summary>The key with a hash, or null.</summary>
    public static KeyRow? FindByHash(Session session, string hash) => session.Find<KeyRow>(SelectByHash, new { hash });

    /// <summary>Whose the key with a hash is, or null.</summary>
    public static KeyOwner? FindOwner(Session session, string hash) => session.Find<KeyOwner>(SelectOwner, new { hash });

    /// <summary>An owner's keys after an id.</summary>
    public static IReadOnlyList<KeyRow> List(Session session, string owner, string after, int take) =>
        session.Page<KeyRow>(SelectByOwner, new { owner, after, take });

    /// <summary>Adds a key.</summary>
    public static void Add(WriteSession session, KeyRow key) => session.Execute(Insert, key);

    /// <summary>Revokes an owner's key; false where it has none such, or it was revoked before.</summary>
    public static bool Revoke(WriteSession session, string id, string owner, DateTimeOffset now) =>
        session.Execute(Update, new { id, owner, now }) == 1;

    /// <summary>Whether some operator holds a key that was not revoked.</summary>
    public static bool AnyOperator(Session session) => session.Value<long>(CountOperators) > 0;
}
