using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Matchmaking.Api.Lines;

namespace Matchmaking.Api.Http;

/// <summary>The one way JSON is read and written: strictly, in camelCase, enumerations as kebab-case text, shortest numbers.</summary>
public static class Json
{
    /// <summary>The deepest nesting of a body.</summary>
    public const int MaxDepth = 16;

    /// <summary>Shared options.</summary>
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    });

    /// <summary>Applies the house's settings to the host's options too, which the OpenAPI document is made from.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MaxDepth;
        options.Converters.Add(new PriceBasisConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new ShortestDecimalConverter());
        options.Converters.Add(new UtcTimeConverter());
        return options;
    }

    /// <summary>Serialises with the shared options.</summary>
    public static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    /// <summary>An enumeration value as it is written in JSON.</summary>
    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private sealed class ShortestDecimalConverter : JsonConverter<decimal>
    {
        // Dividing by one at full scale drops trailing zeros, so that 1200.500 is written 1200.5.
        private const decimal One = 1.0000000000000000000000000000m;

        // A decimal holds every number of 28 digits; the reader would round further ones away, and tiny ones to zero, without a word.
        private const int Digits = 28;

        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetDecimal() is var value && IsExact(value, reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan)
                ? value
                : throw new JsonException("The number has too many digits.");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value / One);

        private static bool IsExact(decimal value, ReadOnlySpan<byte> number)
        {
            var mantissa = number.IndexOfAny("eE"u8) is >= 0 and var exponent ? number[..exponent] : number;
            var digits = mantissa.Length - mantissa.Count((byte)'.') - mantissa.Count((byte)'-');
            return digits <= Digits && (value != 0 || mantissa.IndexOfAnyInRange((byte)'1', (byte)'9') < 0);
        }
    }

    private sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TryGetDateTimeOffset(out var time) && time.Offset == TimeSpan.Zero && EndsInZone(reader.GetString()!)
                ? time
                : throw new JsonException("The value is not an RFC 3339 time in UTC.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'"));

        private static bool EndsInZone(string text) => text.EndsWith('Z') || text.EndsWith("+00:00", StringComparison.Ordinal);
    }
}
