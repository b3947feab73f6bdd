using System.IO.Compression;

namespace Matchmaking.Storage.Runs;

/// <summary>The documents of runs, kept compressed and in pieces, so that no transaction and no buffer grows with the round.</summary>
public static class DocumentStore
{
    // Small enough that a transaction with one piece holds up nobody else's.
    private const int PieceBytes = 256 * 1024;

    private const string Insert = "INSERT INTO run_chunks (run_id, document, number, content) VALUES (@run, @document, @number, @content)";

    private const string Select = "SELECT content FROM run_chunks WHERE run_id = @run AND document = @document ORDER BY number";

    private const string Delete = "DELETE FROM run_chunks WHERE run_id = @run AND document = @document";

    private const string DeleteUnfinished = """
        DELETE FROM run_chunks
        WHERE run_id = @run
          AND NOT (document = 'input' AND EXISTS (SELECT 1 FROM runs WHERE id = @run AND input_sha256 IS NOT NULL))
          AND NOT (document = 'result' AND EXISTS (SELECT 1 FROM runs WHERE id = @run AND status = 'succeeded'))
        """;

    /// <summary>Compresses a document of UTF-8 into pieces.</summary>
    public static IReadOnlyList<byte[]> Pieces(ReadOnlySpan<byte> utf8)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(utf8);
        return [.. compressed.ToArray().Chunk(PieceBytes)];
    }

    /// <summary>Adds one piece of a document.</summary>
    public static void Add(WriteSession session, string run, string document, long number, byte[] content) =>
        session.Execute(Insert, new { run, document, number, content });

    /// <summary>A document's UTF-8, or null while there is none.</summary>
    public static byte[]? Find(Session session, string run, string document)
    {
        var pieces = session.Query<byte[]>(Select, new { run, document });
        if (pieces.Count == 0)
            return null;
        using Stream stored = new MemoryStream();
        foreach (var piece in pieces)
            stored.Write(piece);
        stored.Position = 0;
        // Documents stored before they were compressed start with the brace of a JSON object.
        using var source = pieces[0][0] == '{' ? stored : new GZipStream(stored, CompressionMode.Decompress);
        using var utf8 = new MemoryStream();
        source.CopyTo(utf8);
        return utf8.ToArray();
    }

    /// <summary>Removes a document, whole or not.</summary>
    public static void Remove(WriteSession session, string run, string document) => session.Execute(Delete, new { run, document });

    /// <summary>Removes, of a run that has ended, all but the input and the result, and those too where they are not whole.</summary>
    public static void RemoveUnfinished(WriteSession session, string run) => session.Execute(DeleteUnfinished, new { run });
}
