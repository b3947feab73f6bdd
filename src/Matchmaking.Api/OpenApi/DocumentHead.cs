using System.Reflection;
using Matchmaking.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>What the document says of the whole: title, conventions, tags, security and the components that operations share.</summary>
internal sealed class DocumentHead : IOpenApiDocumentTransformer
{
    /// <summary>Name of the one security scheme.</summary>
    public const string Bearer = "bearer";

    private const string Description = """
        Matches buyers' demand for strategic and critical raw materials with suppliers' offers, in rounds. An operator drafts a round;
        buyers submit demand lines, then suppliers submit offers; after closing, a run matches the largest quantity at the lowest cost
        under the round's diversification rule; a checker confirms the result before it is published; and both sides of a match see each
        other's contact once both have accepted.

        **Units.** Quantities are tonnes of the material's reference content per year (at most 3 decimals), prices euro per tonne of it
        (at most 2), shares fractions of one (at most 4). More decimals are refused, never rounded: `x-decimals` tells how many a number
        of a body may have. A form's `contentPerTonne` leads to tonnes of product.

        **JSON** is read strictly: a number is a number, unknown and duplicate members are refused, nesting ends at 16, a body at 1 MiB.
        Times are RFC 3339 in UTC, countries ISO 3166 alpha-2, ids version-7 UUIDs. Answers may gain members.

        **Keys.** `Authorization: Bearer KEY`. A key belongs to a participant, an operator or an auditor, and is shown once. What
        belongs to another company is answered like what does not exist, with 404.

        **Order of checks.** Key, role, parameters, replay, body, ownership, state, version.

        **Retries.** Every POST needs an `Idempotency-Key`. A successful answer is kept for 24 hours and given again, marked
        `Idempotency-Replayed: true`, to the same caller, path, key and body.

        **Versions.** Answers carry an `ETag`; `If-None-Match` saves reading again, and a change needs `If-Match`.

        **Lists** are ordered by id and read page by page: follow `nextCursor`, or `Link: rel="next"`. Filters are named after fields;
        an unknown parameter is refused.

        **Errors** are problem documents (RFC 9457) with a stable `code`; a body's faults are all listed at once in `errors`, each with
        a JSON pointer.

        **Limits.** So many requests a minute for each key, see `RateLimit-Policy` and `RateLimit`; beyond them 429 with `Retry-After`.

        Outside this document: `/health/live` and `/health/ready`.
        """;

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Reference", "Materials with their forms, and countries: the tables that rounds, lines and offers are stated in."),
        ("Participants", "Companies register; the operator verifies them."),
        ("Keys", "The caller's own access keys."),
        ("Staff", "Operators and auditors."),
        ("Rounds", "Rounds and the steps between their states."),
        ("Demands", "Buyers' demand lines, written while demand is open."),
        ("Offers", "Suppliers' offers, written while offers are open."),
        ("Pools", "What is asked for together, shown where no single company can be read from it."),
        ("Runs", "The matching of a closed round: computed in the background, checked, looked at."),
        ("Matches", "Published matches, their explanations, and both sides' answers."),
        ("Reports", "Public figures of a published round."),
        ("Audit", "Who changed and who saw what."),
    ];

    /// <inheritdoc/>
    public async Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Matchmaking", Version = Version, Description = Description };
        document.Servers = [new OpenApiServer { Url = "/" }];
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, cancellationToken);
        ((OpenApiSchema)problem.Properties!["errors"]).Items = new OpenApiSchemaReference(nameof(Fault), document);
        document.AddComponent(nameof(ProblemDocument), problem);
        document.AddComponent(nameof(Fault), await context.GetOrCreateSchemaAsync(typeof(Fault), null, cancellationToken));
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An access key of a participant, an operator or an auditor.",
        });
        foreach (var (name, parameter) in SharedParameters.All)
            document.AddComponent<IOpenApiParameter>(name, parameter);
        foreach (var (name, header) in SharedHeaders.All)
            document.AddComponent<IOpenApiHeader>(name, header);
        var answered = document.Paths.Values.SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.Responses!.Values)
            .OfType<OpenApiResponseReference>().Select(response => response.Reference.Id).ToHashSet();
        foreach (var code in ProblemTable.Codes.Keys.Where(code => answered.Contains(ProblemResponses.Name(code))))
            document.AddComponent<IOpenApiResponse>(ProblemResponses.Name(code), ProblemResponses.Make([code], document));

        var used = document.Paths.Values.SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Name).ToHashSet();
        document.Tags = new HashSet<OpenApiTag>(Tags.Where(tag => used.Contains(tag.Name))
            .Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            paths.Add(path, item);
        document.Paths = paths;
    }

    private static string Version =>
        typeof(DocumentHead).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
