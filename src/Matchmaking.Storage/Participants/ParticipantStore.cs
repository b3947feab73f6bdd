namespace Matchmaking.Storage.Participants;

/// <summary>A company that takes part, or asks to.</summary>
public sealed record ParticipantRow
{
    public required string Id { get; init; }
    public required long Version { get; init; }
    public required string State { get; init; }
    public required string Name { get; init; }
    public required string Country { get; init; }
    public required string RegistrationScheme { get; init; }
    public required string RegistrationNumber { get; init; }
    public string? CompanyGroup { get; init; }
    public required string Size { get; init; }
    public required bool GroupConfirmed { get; init; }
    public required bool SizeConfirmed { get; init; }

    /// <summary>What the company said of itself, as JSON.</summary>
    public required string Profile { get; init; }

    /// <summary>The operator's last decision, as JSON.</summary>
    public string? Review { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Companies and the operator's decisions about them.</summary>
public static class ParticipantStore
{
    private const string Columns = """
        id, version, state, name, country, registration_scheme, registration_number, company_group, size, group_confirmed,
        size_confirmed, profile, review, created_at, changed_at
        """;

    private const string SelectOne = $"SELECT {Columns} FROM participants WHERE id = @id";

    private const string SelectOfRound = $"""
        SELECT {Columns} FROM participants WHERE id IN (SELECT participant_id FROM lines WHERE round_id = @round)
        """;

    private const string SelectVersions = "SELECT id, version FROM participants";

    private const string SelectMany = $"""
        SELECT {Columns} FROM participants
        WHERE (@state IS NULL OR state = @state) AND (@country IS NULL OR country = @country) AND id > @after
        ORDER BY id
        """;

    private const string Insert = """
        INSERT INTO participants (id, version, state, name, country, registration_scheme, registration_number, company_group, size,
            group_confirmed, size_confirmed, profile, review, created_at, changed_at)
        VALUES (@Id, @Version, @State, @Name, @Country, @RegistrationScheme, @RegistrationNumber, @CompanyGroup, @Size,
            @GroupConfirmed, @SizeConfirmed, @Profile, @Review, @CreatedAt, @ChangedAt)
        """;

    private const string Update = """
        UPDATE participants SET version = version + 1, state = @State, name = @Name, country = @Country,
            registration_scheme = @RegistrationScheme, registration_number = @RegistrationNumber, company_group = @CompanyGroup,
            size = @Size, group_confirmed = @GroupConfirmed, size_confirmed = @SizeConfirmed, profile = @Profile, review = @Review,
            changed_at = @ChangedAt
        WHERE id = @Id AND version = @Version
        """;

    /// <summary>Adds a company.</summary>
    public static void Add(WriteSession session, ParticipantRow row) => session.Execute(Insert, row);

    /// <summary>One company, or null.</summary>
    public static ParticipantRow? Find(Session session, string id) => session.Find<ParticipantRow>(SelectOne, new { id });

    /// <summary>The companies that have lines or offers in a round, withdrawn ones included, by id.</summary>
    public static IReadOnlyDictionary<string, ParticipantRow> OfRound(Session session, string round) =>
        session.Query<ParticipantRow>(SelectOfRound, new { round }).ToDictionary(row => row.Id);

    /// <summary>The versions of all companies, by id.</summary>
    public static IReadOnlyDictionary<string, long> Versions(Session session) =>
        session.Query<(string Id, long Version)>(SelectVersions).ToDictionary(row => row.Id, row => row.Version);

    /// <summary>Companies after an id.</summary>
    public static IReadOnlyList<ParticipantRow> List(Session session, string? state, string? country, string after, int take) =>
        session.Page<ParticipantRow>(SelectMany, new { state, country, after, take });

    /// <summary>Replaces a row whose version is still the given one; false where it is not.</summary>
    public static bool Replace(WriteSession session, ParticipantRow row)
    {
        Hold(session);
        return session.Execute(Update, row) == 1;
    }

    /// <summary>Keeps every company as it is until the transaction ends. After a round is held, never before.</summary>
    public static void Hold(WriteSession session) => session.Exclude("companies");
}
