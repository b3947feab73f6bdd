using Matchmaking.Storage;
using Matchmaking.Storage.Staff;

namespace Matchmaking.Api.Http;

/// <summary>Whether the process runs, and whether it can serve.</summary>
public static class Health
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live).ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    private static IResult Live() => Reply.Ok(new { status = "live" });

    private static IResult Ready(Database database)
    {
        // Any statement will do that touches the schema: it fails while the file cannot be read.
        database.ReadAnew(session => StaffStore.Count(session, "operator"));
        return Reply.Ok(new { status = "ready" });
    }
}
