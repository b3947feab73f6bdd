using System.Text.Json.Nodes;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Storage.Audit;

namespace Matchmaking.Api.Audit;

/// <summary>One entry of the audit log.</summary>
public sealed record AuditView
{
    /// <summary>Id; entries are in the order of their ids.</summary>
    public required string Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Role of who did it, <c>public</c> or <c>service</c>.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Who did it.</summary>
    public required string ActorId { get; init; }

    /// <summary>What was done or disclosed.</summary>
    public required string Action { get; init; }

    /// <summary>To what.</summary>
    public required string Subject { get; init; }

    /// <summary>What belongs to it.</summary>
    public required JsonObject Detail { get; init; }

    /// <summary>From a row.</summary>
    public static AuditView From(AuditRow row) => new()
    {
        Id = row.Id,
        At = row.At,
        ActorRole = row.ActorRole,
        ActorId = row.ActorId,
        Action = row.Action,
        Subject = row.Subject,
        Detail = JsonNode.Parse(row.Detail)!.AsObject(),
    };
}

/// <summary>Who changed and who saw what.</summary>
public static class AuditEndpoints
{
    /// <summary>Maps the operations.</summary>
    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/audit", List).WithTags("Audit").WithName("ListAuditEntries").AnswersPage<AuditView>(Roles.Staff, "actor", "action", "subject");

    /// <summary>Lists the audit log</summary>
    /// <remarks>Every change and every disclosure, oldest first.</remarks>
    public static IResult List(Call call) => call.ReadPage(
        (session, page) => AuditStore.List(session, call.Query("actor"), call.Query("action"), call.Query("subject"), page.After, page.Take),
        row => row.Id,
        AuditView.From);
}
