using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>One way to write JSON: indented by two spaces, LF, a final LF, shortest numbers, arrays of codes sorted.</summary>
internal static class JsonText
{
    // The file is never part of a page, so letters beyond ASCII stay readable.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(write, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes in chunks.</summary>
    public static void Write(Action<Utf8JsonWriter> write, ChunkSink sink)
    {
        var chunks = new ChunkWriter(sink);
        Write(write, chunks);
        chunks.Flush();
    }

    public static void Number(this Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } value)
            json.WriteNumber(name, Units.Shortest(value));
        else
            json.WriteNull(name);
    }

    public static void Array<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T> entries, Action<Utf8JsonWriter, T> writeMembers)
    {
        json.WriteStartArray(name);
        for (var at = 0; at < entries.Count; at++)
        {
            json.WriteStartObject();
            writeMembers(json, entries[at]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter json, string name, IReadOnlyList<string>? texts)
    {
        if (texts is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        foreach (var text in Ordered.By(texts, static text => text))
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Action<Utf8JsonWriter> write, IBufferWriter<byte> buffer)
    {
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        buffer.Write("\n"u8);
    }
}
