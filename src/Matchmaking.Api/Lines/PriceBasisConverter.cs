using System.Text.Json;
using System.Text.Json.Serialization;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Lines;

/// <summary>Writes <c>ex-works</c>, as enumerations are written here, and also reads <c>exWorks</c>, a run's input's spelling.</summary>
internal sealed class PriceBasisConverter : JsonConverter<PriceBasis>
{
    private const string ExWorks = "ex-works", ExWorksOfInput = "exWorks", Delivered = "delivered";

    /// <inheritdoc/>
    public override PriceBasis Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() switch
        {
            ExWorks or ExWorksOfInput => PriceBasis.ExWorks,
            Delivered => PriceBasis.Delivered,
            _ => throw new JsonException("The value is not a price basis."),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PriceBasis value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == PriceBasis.ExWorks ? ExWorks : Delivered);
}
