using System.Security.Cryptography;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Reports;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Api.Reports;

/// <summary>What the public sees of a round.</summary>
public static class ReportEndpoints
{
    // The page needs nothing but its own style, so nothing else may run or load.
    private static readonly Dictionary<string, string> PageHeaders = new()
    {
        ["Vary"] = "Accept",
        ["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ["X-Content-Type-Options"] = "nosniff",
    };

    private static readonly Dictionary<string, string> JsonHeaders = new() { ["Vary"] = "Accept" };

    /// <summary>Maps the operation.</summary>
    public static void MapReports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/rounds/{roundId}/report", Get).WithTags("Reports").WithName("GetReport")
            .Answers<ReportView>(200, Roles.Public, "not-found", "round-state").AddOpenApiOperationTransformer(DescribePage);

    /// <summary>Shows the public report of a round</summary>
    /// <remarks>
    /// From publication on; JSON, or a page where the client asks for <c>text/html</c>. Quantities are shown where five company groups of buyers
    /// and three of suppliers stand behind them, none of them dominates, and nothing hidden can be computed from them and the pools; else they
    /// are null with <c>suppressed</c> and roll up. An annulled round has no figures.
    /// </remarks>
    public static IResult Get(string roundId, Call call) => call.Read(session =>
    {
        if (RoundStore.Find(session, roundId) is not { } round || (round.OpenedAt is null && call.CallerIfKnown is not { IsStaff: true }))
            return Problem.NotFound;
        if (round.PublishedAt is null)
            return Problem.RoundState(round.State);
        var report = ReportView.From(round, round.State == "annulled" ? null : Json.Read<ReportFigures>(ReportStore.Find(session, round.Id)!));
        return call.PrefersHtml
            ? Reply.Text(ReportPage.Render(report)) with { MediaType = "text/html; charset=utf-8", Headers = PageHeaders }
            : Reply.Ok(report) with { Headers = JsonHeaders };
    });

    // The generator knows one type of answer; the page is the same answer for people.
    private static Task DescribePage(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Responses!["200"].Content!["text/html"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        return Task.CompletedTask;
    }
}
