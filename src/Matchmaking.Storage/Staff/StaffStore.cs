namespace Matchmaking.Storage.Staff;

/// <summary>An operator or auditor.</summary>
public sealed record StaffRow
{
    public required string Id { get; init; }
    public required long Version { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The people who run the service.</summary>
public static class StaffStore
{
    private const string Columns = "id, version, name, role, created_at";

    private const string SelectOne = $"SELECT {Columns} FROM staff WHERE id = @id";

    private const string SelectMany = $"SELECT {Columns} FROM staff WHERE (@role IS NULL OR role = @role) AND id > @after ORDER BY id";

    private const string Insert = "INSERT INTO staff (id, version, name, role, created_at) VALUES (@Id, @Version, @Name, @Role, @CreatedAt)";

    private const string CountRole = "SELECT COUNT(*) FROM staff WHERE role = @role";

    /// <summary>Adds a member of staff.</summary>
    public static void Add(WriteSession session, StaffRow row) => session.Execute(Insert, row);

    /// <summary>One member, or null.</summary>
    public static StaffRow? Find(Session session, string id) => session.Find<StaffRow>(SelectOne, new { id });

    /// <summary>Members after an id.</summary>
    public static IReadOnlyList<StaffRow> List(Session session, string? role, string after, int take) =>
        session.Page<StaffRow>(SelectMany, new { role, after, take });

    /// <summary>How many hold a role.</summary>
    public static long Count(Session session, string role) => session.Value<long>(CountRole, new { role });
}
