namespace Matchmaking.Api.OpenApi;

/// <summary>The OpenAPI document and Swagger UI.</summary>
public static class ContractDocument
{
    /// <summary>Where the document is served.</summary>
    public const string Path = "/openapi/v1.json";

    /// <summary>Adds the document's generator.</summary>
    public static IServiceCollection AddContractDocument(this IServiceCollection services)
    {
        var types = new SchemaTypes();
        services.AddSingleton(types);
        services.AddSingleton<BodyLimits>();
        return services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = types.Name;
            options.AddOperationTransformer<OperationContract>();
            options.AddDocumentTransformer<DocumentHead>();
            options.AddDocumentTransformer<SchemaShapes>();
            options.AddDocumentTransformer<SchemaDirections>();
            options.AddDocumentTransformer<PlainText>();
        });
    }

    /// <summary>Maps the document and the page.</summary>
    public static void MapContractDocument(this WebApplication app)
    {
        app.MapOpenApi();
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint(Path, "Matchmaking v1");
            options.DocumentTitle = "Matchmaking";
            options.EnableDeepLinking();
            options.DefaultModelsExpandDepth(0);
        });
    }
}
