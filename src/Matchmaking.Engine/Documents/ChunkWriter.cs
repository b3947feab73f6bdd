using System.Buffers;

namespace Matchmaking.Engine.Documents;

/// <summary>Takes some bytes of a document; they are gone afterwards.</summary>
internal delegate void ChunkSink(ReadOnlySpan<byte> chunk);

/// <summary>Passes a document on in chunks, so that one of any size is written or hashed without ever being held in full.</summary>
internal sealed class ChunkWriter(ChunkSink sink) : IBufferWriter<byte>
{
    private const int ChunkSize = 1 << 16;

    private byte[] _chunk = new byte[ChunkSize];
    private int _length;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_chunk.Length - _length < Math.Max(sizeHint, 1))
            Flush();
        if (_chunk.Length < sizeHint)
            _chunk = new byte[sizeHint];
        return _chunk.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Passes on what is left.</summary>
    public void Flush()
    {
        sink(_chunk.AsSpan(0, _length));
        _length = 0;
    }
}
