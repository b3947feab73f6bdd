using Matchmaking.Storage;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Pools;

/// <summary>The lines that a round closed with.</summary>
public static class RoundLines
{
    /// <summary>Lines of one side that were not withdrawn, whether or not the operator has excluded them since.</summary>
    public static IReadOnlyList<LineRow> AtClosing(Session session, string round, string side) =>
        [.. new[] { "active", "excluded" }.SelectMany(state =>
            LineStore.List(session, round, side, participant: null, new LineFilter(state, null, null, null, null), after: "", int.MaxValue))];
}
