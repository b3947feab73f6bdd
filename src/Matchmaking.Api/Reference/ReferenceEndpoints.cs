using Matchmaking.Api.Access;
using Matchmaking.Api.Http;

namespace Matchmaking.Api.Reference;

/// <summary>The tables that rounds, lines and offers are stated in. They change only with a new version of the service.</summary>
public static class ReferenceEndpoints
{
    private static readonly ReferenceList<Material> MaterialList = new(Materials.Current.All, material => material.Code, new()
    {
        ["leaf"] = material => [Json.Write(material.Leaf)],
        ["strategic"] = material => [Json.Write(material.Strategic)],
        ["critical"] = material => [Json.Write(material.Critical)],
        ["parent"] = material => material.Parents,
        ["stage"] = material => material.Stages.Select(Json.Name),
    });

    private static readonly ReferenceList<Country> CountryList = new(Countries.Current.All, country => country.Code, new()
    {
        ["status"] = country => [Json.Name(country.Status)],
        ["strategicPartner"] = country => [Json.Write(country.StrategicPartner)],
        ["defaultOrigin"] = country => [Json.Write(country.DefaultOrigin)],
    });

    /// <summary>Maps the operations.</summary>
    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Reference");
        group.MapGet("materials", ListMaterials).WithName("ListMaterials").AnswersPage<Material>(Roles.Public, MaterialList.Filters);
        group.MapGet("materials/{code}", GetMaterial).WithName("GetMaterial").Answers<Material>(200, Roles.Public, "not-found");
        group.MapGet("countries", ListCountries).WithName("ListCountries").AnswersPage<Country>(Roles.Public, CountryList.Filters);
    }

    /// <summary>Lists the strategic and critical raw materials</summary>
    /// <remarks>
    /// Leaves, which are traded, and the collective entries of the annexes they belong to, by code; each with its forms, their stage and
    /// content per tonne, the Union's known dependencies and, where published, its consumption. All with their sources.
    /// </remarks>
    public static IResult ListMaterials(Call call) => MaterialList.Answer(call);

    /// <summary>Shows a material</summary>
    /// <remarks>By its code, which is lower-case; a collective entry is shown too.</remarks>
    public static IResult GetMaterial(string code) =>
        Materials.Current.Find(code) is { } material ? Reply.Ok(material) : (Reply)Problem.NotFound;

    /// <summary>Lists the countries</summary>
    /// <remarks>By code, with what they are to the Union: whether every round admits their suppliers, and whether the diversification
    /// rule exempts them by default.</remarks>
    public static IResult ListCountries(Call call) => CountryList.Answer(call);
}
