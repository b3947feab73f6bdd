using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Api.Reference;

/// <summary>The reference data that forms, rounds and origins are stated in; public.</summary>
public static class ReferenceEndpoints
{
    /// <summary>Maps materials and countries.</summary>
    public static IEndpointRouteBuilder MapReference(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/materials", ListMaterials).WithName(nameof(ListMaterials)).WithTags("Reference");
        routes.MapGet("/v1/materials/{code}", GetMaterial).WithName(nameof(GetMaterial)).WithTags("Reference");
        routes.MapGet("/v1/countries", ListCountries).WithName(nameof(ListCountries)).WithTags("Reference");
        return routes;
    }

    /// <summary>The strategic and critical raw materials, leaves and collective entries, by code.</summary>
    public static Ok<ReferenceList<Material>> ListMaterials() => TypedResults.Ok(new ReferenceList<Material>(Materials.Current.All, null));

    /// <summary>One material with its forms, known dependencies and consumption.</summary>
    /// <param name="code">Code of the material, such as <c>lithium</c>.</param>
    public static Results<Ok<Material>, NotFound> GetMaterial(string code) =>
        Materials.Current.Find(code) is { } material ? TypedResults.Ok(material) : TypedResults.NotFound();

    /// <summary>The countries with what they are to the Union, by code.</summary>
    public static Ok<ReferenceList<Country>> ListCountries() => TypedResults.Ok(new ReferenceList<Country>(Countries.Current.All, null));
}

/// <summary>A page of a list.</summary>
public sealed record ReferenceList<T>(IReadOnlyList<T> Items, string? NextCursor);
