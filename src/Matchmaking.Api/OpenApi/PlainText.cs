using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matchmaking.Api.OpenApi;

/// <summary>Lays the lines of descriptions together, which break where the source code does; paragraphs and lists stay.</summary>
internal sealed partial class PlainText : IOpenApiDocumentTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Description = Flow(document.Info.Description);
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
            (operation.Summary, operation.Description) = (Flow(operation.Summary)?.TrimEnd('.'), Flow(operation.Description));
        foreach (var schema in document.Components!.Schemas!.Values)
        {
            schema.Description = Flow(schema.Description);
            foreach (var property in schema.Properties?.Values ?? [])
                property.Description = Flow(property.Description);
        }

        return Task.CompletedTask;
    }

    private static string? Flow(string? text) => text is null ? null : LineBreak().Replace(text, " ").Trim();

    [GeneratedRegex(@"(?<!\n)[ \t]*\r?\n[ \t]*(?![-\r\n])")]
    private static partial Regex LineBreak();
}
