using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Matchmaking.Benchmarks.Load;

/// <summary>A whole answer, as long as the connection's next one is not read.</summary>
internal readonly ref struct Answer(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
{
    public int Status { get; } = status;

    /// <summary>Status line and headers.</summary>
    public ReadOnlySpan<byte> Head { get; } = head;

    public ReadOnlySpan<byte> Body { get; } = body;
}

/// <summary>One kept-alive connection with at most one request under way, on a socket of its own: the client must cost little.</summary>
internal sealed class Connection : IDisposable
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    private Connection(IPEndPoint server)
    {
        Socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(server);
    }

    public Socket Socket { get; }

    /// <summary>When the last request was sent, in ticks of <see cref="Stopwatch"/>.</summary>
    public long SentAt { get; private set; }

    /// <summary>Opens one.</summary>
    /// <exception cref="ArgumentException">The server is not on this machine.</exception>
    public static Connection To(Uri server) => server.IsLoopback
        ? new Connection(new IPEndPoint(Dns.GetHostAddresses(server.Host, AddressFamily.InterNetwork)[0], server.Port))
        : throw new ArgumentException($"{server} is not on this machine; load is sent to loopback addresses only.");

    public void Send(ReadOnlySpan<byte> request)
    {
        _filled = 0;
        SentAt = Stopwatch.GetTimestamp();
        while (request.Length > 0)
            request = request[Socket.Send(request)..];
    }

    /// <summary>Reads what has arrived; true once that is a whole answer.</summary>
    public bool Receive(out Answer answer)
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = Socket.Receive(_buffer.AsSpan(_filled));
        if (read == 0)
            throw new IOException("The server closed a connection.");
        _filled += read;
        return TryParse(_buffer.AsSpan(0, _filled), out answer);
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();

    private static bool TryParse(ReadOnlySpan<byte> received, out Answer answer)
    {
        answer = default;
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = received[..(end + 2)];
        var body = received[(end + 4)..];
        if (!Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _))
            throw new IOException("The server does not speak HTTP/1.1.");
        if (Header(head, "\r\nContent-Length: "u8) is { Length: > 0 } length)
        {
            if (!Utf8Parser.TryParse(length, out int bytes, out _) || body.Length < bytes)
                return false;
        }
        else if (status is not (204 or 304) && !body.EndsWith("\r\n0\r\n\r\n"u8))
        {
            return false;
        }

        answer = new Answer(status, head, body);
        return true;
    }

    /// <summary>A header's value; <paramref name="name"/> is the line before it with its separator.</summary>
    public static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        if (at < 0)
            return default;
        var rest = head[(at + name.Length)..];
        return rest[..rest.IndexOf((byte)'\r')];
    }
}
