using Matchmaking.Api.Access;
using Microsoft.AspNetCore.Http.Metadata;

namespace Matchmaking.Api.Http;

/// <summary>What the gate and the OpenAPI document know of an operation beyond its route.</summary>
public sealed record Contract
{
    /// <summary>Who may call it; null: everybody.</summary>
    public IReadOnlyList<Role>? Roles { get; init; }

    /// <summary>Whether everybody may call it, but a key shows more.</summary>
    public bool SeesMoreWithKey { get; init; }

    /// <summary>The body's type, or null.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether the body may be left out.</summary>
    public bool BodyOptional { get; init; }

    /// <summary>Query parameters it knows.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <summary>Whether it needs <c>If-Match</c>.</summary>
    public bool NeedsIfMatch { get; init; }

    /// <summary>Codes of the problems it may answer, beyond those that its other members imply.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>Declares an operation's contract in one line.</summary>
public static class ContractExtensions
{
    /// <summary>Query parameters of every list.</summary>
    private static readonly string[] PageParameters = ["limit", "cursor"];

    /// <summary>Declares success, roles and problems.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder builder, int status, Role[]? roles, params string[] problems) =>
        builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"])).Declare(contract => contract with { Roles = roles, Problems = problems });

    /// <summary>Declares a success without a body.</summary>
    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder builder, Role[]? roles, params string[] problems) =>
        builder.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent)).Declare(contract => contract with { Roles = roles, Problems = problems });

    /// <summary>Declares a list with filters.</summary>
    public static RouteHandlerBuilder AnswersPage<T>(this RouteHandlerBuilder builder, Role[]? roles, params string[] filters) =>
        builder.AnswersList<Page<T>>(roles, filters);

    /// <summary>Declares a list whose page says more than its items.</summary>
    public static RouteHandlerBuilder AnswersList<TPage>(this RouteHandlerBuilder builder, Role[]? roles, string[] filters, params string[] problems) =>
        builder.Answers<TPage>(StatusCodes.Status200OK, roles, problems).Declare(contract => contract with { Query = [.. PageParameters, .. filters] });

    /// <summary>Declares further problems.</summary>
    public static RouteHandlerBuilder MayAnswer(this RouteHandlerBuilder builder, params string[] problems) =>
        builder.Declare(contract => contract with { Problems = [.. contract.Problems, .. problems] });

    /// <summary>Declares a JSON body.</summary>
    /// <remarks>
    /// No content type is named, or routing would answer 415 before the gate asks for key and role; the gate checks it in its turn, and the
    /// OpenAPI document takes application/json for granted.
    /// </remarks>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder) where T : class =>
        builder.WithMetadata(new AcceptsMetadata([], typeof(T))).Declare(contract => contract with { Body = typeof(T) });

    /// <summary>Declares a JSON body that may be left out.</summary>
    public static RouteHandlerBuilder MayTake<T>(this RouteHandlerBuilder builder) where T : class =>
        builder.WithMetadata(new AcceptsMetadata([], typeof(T), isOptional: true)).Declare(contract => contract with { Body = typeof(T), BodyOptional = true });

    /// <summary>Declares that a change tells the version it was made from.</summary>
    public static RouteHandlerBuilder NeedsIfMatch(this RouteHandlerBuilder builder) =>
        builder.Declare(contract => contract with { NeedsIfMatch = true });

    /// <summary>Declares that a public operation shows more to a caller with a key.</summary>
    public static RouteHandlerBuilder ShowsMoreWithKey(this RouteHandlerBuilder builder) =>
        builder.Declare(contract => contract with { SeesMoreWithKey = true });

    private static RouteHandlerBuilder Declare(this RouteHandlerBuilder builder, Func<Contract, Contract> change)
    {
        builder.Add(endpoint =>
        {
            var current = endpoint.Metadata.OfType<Contract>().LastOrDefault() ?? new Contract();
            endpoint.Metadata.Add(change(current));
        });
        return builder;
    }
}
