namespace Matchmaking.Api.Http;

/// <summary>What a problem's <c>type</c> leads to: the meaning of its code.</summary>
public static class ProblemTypes
{
    /// <summary>Maps <c>/problems/{code}</c>.</summary>
    public static void MapProblemTypes(this IEndpointRouteBuilder routes) => routes.MapGet("/problems/{code}", Get).ExcludeFromDescription();

    private static Reply Get(string code) => ProblemTable.Codes.TryGetValue(code, out var entry)
        ? Reply.Ok(new { code, entry.Status, entry.Title })
        : Problem.NotFound;
}
