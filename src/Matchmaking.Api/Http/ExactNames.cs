using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking.Api.Http;

/// <summary>Reads an enumeration's values by the names they are written with, where the serializer's own converter takes other spellings too.</summary>
internal sealed class ExactNames : JsonConverterFactory
{
    /// <summary>The names of a type's values.</summary>
    public static IEnumerable<string> Of(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T> where T : struct, Enum
    {
        private static readonly (JsonEncodedText Name, T Value)[] Names =
            [.. Of(typeof(T)).Zip(Enum.GetValues<T>(), (name, value) => (JsonEncodedText.Encode(name), value))];

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                foreach (var (name, value) in Names)
                    if (reader.ValueTextEquals(name.EncodedUtf8Bytes))
                        return value;
            throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Array.Find(Names, entry => entry.Value.Equals(value)).Name);
    }
}
