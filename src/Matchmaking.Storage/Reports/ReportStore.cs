namespace Matchmaking.Storage.Reports;

/// <summary>The figures of public reports, written once and never changed.</summary>
public static class ReportStore
{
    private const string Insert = "INSERT INTO reports (round_id, content) VALUES (@round, @content)";

    private const string SelectOne = "SELECT content FROM reports WHERE round_id = @round";

    /// <summary>Keeps the figures of a round, as JSON.</summary>
    public static void Add(WriteSession session, string round, string content) => session.Execute(Insert, new { round, content });

    /// <summary>The figures of a round, or null while there are none.</summary>
    public static string? Find(Session session, string round) => session.Find<string>(SelectOne, new { round });
}
