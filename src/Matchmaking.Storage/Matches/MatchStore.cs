namespace Matchmaking.Storage.Matches;

/// <summary>A published match.</summary>
public sealed record MatchRow
{
    public required string Id { get; init; }
    public required string RoundId { get; init; }
    public required string RunId { get; init; }
    public required long Version { get; init; }
    public required string State { get; init; }
    public required string DemandId { get; init; }
    public required string OfferId { get; init; }
    public required string BuyerId { get; init; }
    public required string SupplierId { get; init; }
    public required long QuantityKg { get; init; }
    public required long LandedPriceCents { get; init; }
    public string? BuyerAnswer { get; init; }
    public string? SupplierAnswer { get; init; }
    public string? DeclineReason { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>What a published run means for one line.</summary>
public sealed record OutcomeRow
{
    public required string LineId { get; init; }
    public required string RoundId { get; init; }
    public required string ParticipantId { get; init; }
    public required string Side { get; init; }
    public required long MatchedKg { get; init; }
    public required long LeftKg { get; init; }

    /// <summary>Why something is left; null where nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>What the company may know of the reason, as JSON.</summary>
    public required string Detail { get; init; }
}

/// <summary>Published matches, the companies' answers to them, and what is left of each line.</summary>
public static class MatchStore
{
    private const string Columns = """
        id, round_id, run_id, version, state, demand_id, offer_id, buyer_id, supplier_id, quantity_kg, landed_price_cents, buyer_answer,
        supplier_answer, decline_reason, created_at, changed_at
        """;

    private const string Insert = $"""
        INSERT INTO matches ({Columns})
        VALUES (@Id, @RoundId, @RunId, @Version, @State, @DemandId, @OfferId, @BuyerId, @SupplierId, @QuantityKg, @LandedPriceCents,
            @BuyerAnswer, @SupplierAnswer, @DeclineReason, @CreatedAt, @ChangedAt)
        """;

    private const string InsertOutcome = """
        INSERT INTO outcomes (line_id, round_id, participant_id, side, matched_kg, left_kg, reason, detail)
        VALUES (@LineId, @RoundId, @ParticipantId, @Side, @MatchedKg, @LeftKg, @Reason, @Detail)
        """;

    private const string SelectOne = $"SELECT {Columns} FROM matches WHERE id = @id";

    private const string SelectMany = $"""
        SELECT {Columns} FROM matches
        WHERE round_id = @round AND (@state IS NULL OR state = @state) AND id > @after
        ORDER BY id
        """;

    // The company's own first: in one condition an engine would rather go through the whole round, which comes in order.
    private const string SelectManyOfOne = $"""
        SELECT {Columns} FROM matches
        WHERE id IN (SELECT id FROM matches WHERE buyer_id = @participant AND round_id = @round
                     UNION ALL SELECT id FROM matches WHERE supplier_id = @participant AND round_id = @round)
          AND (@state IS NULL OR state = @state) AND id > @after
        ORDER BY id
        """;

    private const string SelectOutcomes = """
        SELECT line_id, round_id, participant_id, side, matched_kg, left_kg, reason, detail FROM outcomes
        WHERE round_id = @round AND participant_id = @participant ORDER BY line_id
        """;

    // Both answers and the round's state are in the statement: two sides answering at once cannot both miss the handshake.
    private const string UpdateAccepted = """
        UPDATE matches SET version = version + 1, changed_at = @now,
            state = CASE WHEN (buyer_id = @participant AND supplier_answer = 'accepted')
                           OR (supplier_id = @participant AND buyer_answer = 'accepted') THEN 'confirmed' ELSE state END,
            buyer_answer = CASE WHEN buyer_id = @participant THEN 'accepted' ELSE buyer_answer END,
            supplier_answer = CASE WHEN supplier_id = @participant THEN 'accepted' ELSE supplier_answer END
        WHERE id = @id AND state = 'proposed'
          AND ((buyer_id = @participant AND buyer_answer IS NULL) OR (supplier_id = @participant AND supplier_answer IS NULL))
          AND EXISTS (SELECT 1 FROM rounds WHERE rounds.id = matches.round_id AND rounds.state = 'published')
        """;

    private const string UpdateDeclined = """
        UPDATE matches SET version = version + 1, changed_at = @now, state = 'declined', decline_reason = @reason,
            buyer_answer = CASE WHEN buyer_id = @participant THEN 'declined' ELSE buyer_answer END,
            supplier_answer = CASE WHEN supplier_id = @participant THEN 'declined' ELSE supplier_answer END
        WHERE id = @id AND state = 'proposed' AND (buyer_id = @participant OR supplier_id = @participant)
          AND EXISTS (SELECT 1 FROM rounds WHERE rounds.id = matches.round_id AND rounds.state = 'published')
        """;

    private const string UpdateUnanswered = """
        UPDATE matches SET version = version + 1, changed_at = @now, state = 'declined', decline_reason = 'no answer'
        WHERE round_id = @round AND state = 'proposed'
        """;

    /// <summary>Adds a round's matches.</summary>
    public static void Add(WriteSession session, IEnumerable<MatchRow> rows) => session.BulkInsert(Insert, rows);

    /// <summary>Adds what is left of a round's lines.</summary>
    public static void AddOutcomes(WriteSession session, IEnumerable<OutcomeRow> rows) => session.BulkInsert(InsertOutcome, rows);

    /// <summary>One match, or null.</summary>
    public static MatchRow? Find(Session session, string id) => session.Find<MatchRow>(SelectOne, new { id });

    /// <summary>A round's matches after an id; all companies' where no participant is named.</summary>
    public static IReadOnlyList<MatchRow> List(Session session, string round, string? participant, string? state, string after, int take) =>
        session.Page<MatchRow>(participant is null ? SelectMany : SelectManyOfOne, new { round, participant, state, after, take });

    /// <summary>What is left of a company's lines.</summary>
    public static IReadOnlyList<OutcomeRow> Outcomes(Session session, string round, string participant) =>
        session.Query<OutcomeRow>(SelectOutcomes, new { round, participant });

    /// <summary>Accepts for one side; confirmed once both have. False where it was answered, or the round is not published.</summary>
    public static bool Accept(WriteSession session, string id, string participant, DateTimeOffset now) =>
        session.Execute(UpdateAccepted, new { id, participant, now }) == 1;

    /// <summary>Declines for one side, also after having accepted; false where it is no longer proposed, or the round is not published.</summary>
    public static bool Decline(WriteSession session, string id, string participant, string? reason, DateTimeOffset now) =>
        session.Execute(UpdateDeclined, new { id, participant, reason, now }) == 1;

    /// <summary>No answer is a decline.</summary>
    public static int DeclineUnanswered(WriteSession session, string round, DateTimeOffset now) => session.Execute(UpdateUnanswered, new { round, now });
}
