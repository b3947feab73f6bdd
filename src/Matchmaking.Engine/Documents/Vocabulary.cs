namespace Matchmaking.Engine.Documents;

/// <summary>How enumerated values are spelt in the documents.</summary>
internal static class Vocabulary
{
    public static readonly IReadOnlyDictionary<string, Objective> Objectives = new Dictionary<string, Objective>
    {
        ["volume"] = Objective.Volume,
        ["surplus"] = Objective.Surplus,
    };

    public static readonly IReadOnlyDictionary<string, DiversificationBasis> Bases = new Dictionary<string, DiversificationBasis>
    {
        ["demand"] = DiversificationBasis.Demand,
        ["matched"] = DiversificationBasis.Matched,
        ["consumption"] = DiversificationBasis.Consumption,
    };

    public static readonly IReadOnlyDictionary<string, PriceBasis> PriceBases = new Dictionary<string, PriceBasis>
    {
        ["exWorks"] = PriceBasis.ExWorks,
        ["delivered"] = PriceBasis.Delivered,
    };

    public static readonly IReadOnlyDictionary<string, GroupStatus> Statuses = new Dictionary<string, GroupStatus>
    {
        ["optimal"] = GroupStatus.Optimal,
        ["feasible"] = GroupStatus.Feasible,
    };

    public static readonly IReadOnlyList<string> Stages = ["extraction", "processing", "recycling"];

    /// <summary>The spelling of a value.</summary>
    public static string Spell<T>(this IReadOnlyDictionary<string, T> words, T value) where T : struct =>
        words.First(word => word.Value.Equals(value)).Key;
}
