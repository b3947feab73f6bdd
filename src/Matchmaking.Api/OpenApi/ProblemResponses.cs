using System.Globalization;
using Matchmaking.Api.Http;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>The problems an operation may answer, made from its contract and the one problem table.</summary>
internal static class ProblemResponses
{
    /// <summary>Codes that an operation may answer: those it names and those that its other members imply.</summary>
    public static IEnumerable<string> Codes(Contract contract, string method, string path)
    {
        var implied = new List<string> { "invalid", "unknown-parameter", "unauthenticated", "rate-limited", "internal", "unavailable" };
        if (contract.Roles is { } roles && roles.Count < Enum.GetValues<Access.Role>().Length)
            implied.Add("wrong-role");
        if (path.Contains('{', StringComparison.Ordinal))
            implied.Add("not-found");
        if (contract.NeedsIfMatch)
            implied.AddRange(["stale", "if-match-required"]);
        if (method is "POST")
            implied.AddRange(["idempotency-key-required", "idempotency-running", "idempotency-mismatch"]);
        if (method is "POST" or "PUT")
            implied.Add("body-too-large");
        if (contract.Body is not null)
            implied.Add("media-type");
        var known = implied.Concat(contract.Problems).ToHashSet();
        return ProblemTable.Codes.Keys.Where(known.Contains);
    }

    /// <summary>Adds them to the operation, status by status.</summary>
    public static void Add(OpenApiOperation operation, IEnumerable<string> codes, OpenApiDocument document)
    {
        foreach (var group in codes.GroupBy(code => ProblemTable.Codes[code].Status).OrderBy(group => group.Key))
            operation.Responses![group.Key.ToString(CultureInfo.InvariantCulture)] = group.ToList() is [var only]
                ? new OpenApiResponseReference(Name(only), document)
                : Make([.. group], document);
    }

    /// <summary>A response for codes of one status.</summary>
    public static OpenApiResponse Make(IReadOnlyList<string> codes, OpenApiDocument document) => new()
    {
        Description = codes is [var only] ? Line(only) : string.Join('\n', codes.Select(code => "- " + Line(code))),
        Headers = SharedHeaders.Of(document, codes[0] switch
        {
            "rate-limited" or "unavailable" => ["Retry-After"],
            "unauthenticated" => ["WWW-Authenticate"],
            _ => Array.Empty<string>(),
        }),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDocument), document) },
        },
    };

    /// <summary>The component's name: the code in PascalCase.</summary>
    public static string Name(string code) =>
        string.Concat(code.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Line(string code) => $"`{code}`: {ProblemTable.Codes[code].Title}";
}
