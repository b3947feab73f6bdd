namespace Matchmaking.Storage.Audit;

/// <summary>One entry of the audit log.</summary>
public sealed record AuditRow
{
    public required string Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string ActorRole { get; init; }
    public required string ActorId { get; init; }
    public required string Action { get; init; }
    public required string Subject { get; init; }

    /// <summary>JSON.</summary>
    public required string Detail { get; init; }
}

/// <summary>The append-only record of every change and every disclosure.</summary>
public static class AuditStore
{
    private const string Insert = """
        INSERT INTO audit (id, at, actor_role, actor_id, action, subject, detail)
        VALUES (@Id, @At, @ActorRole, @ActorId, @Action, @Subject, @Detail)
        """;

    private const string Select = """
        SELECT id, at, actor_role, actor_id, action, subject, detail FROM audit
        WHERE id > @after
          AND (@actor IS NULL OR actor_id = @actor)
          AND (@action IS NULL OR action = @action)
          AND (@subject IS NULL OR subject = @subject)
        ORDER BY id
        """;

    /// <summary>Appends an entry to the transaction that it reports.</summary>
    public static void Append(WriteSession session, AuditRow entry) => session.Execute(Insert, entry);

    /// <summary>Entries after an id, oldest first.</summary>
    public static IReadOnlyList<AuditRow> List(Session session, string? actor, string? action, string? subject, string after, int take) =>
        session.Page<AuditRow>(Select, new { actor, action, subject, after, take });
}
