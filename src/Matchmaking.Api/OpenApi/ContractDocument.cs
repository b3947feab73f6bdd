namespace Matchmaking.Api.OpenApi;

/// <summary>The OpenAPI document and Swagger UI.</summary>
public static class ContractDocument
{
    /// <summary>Where the document is served.</summary>
    public const string Path = "/openapi/v1.json";

    /// <summary>Adds the document's generator.</summary>
    public static IServiceCollection AddContractDocument(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        });

    /// <summary>Maps the document and the page.</summary>
    public static void MapContractDocument(this WebApplication app)
    {
        app.MapOpenApi();
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint(Path, "Matchmaking v1");
            options.DocumentTitle = "Matchmaking";
        });
    }
}
