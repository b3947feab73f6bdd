using System.Buffers.Text;
using System.Text;

namespace Matchmaking.Benchmarks.Load;

/// <summary>A request's bytes, made once; before each sending a number is written into the places that have to differ.</summary>
internal sealed class RequestTemplate
{
    /// <summary>Stands where the number goes, as 16 hexadecimal digits.</summary>
    public const string Number = "################";

    private readonly byte[] _bytes;
    private readonly List<int> _places = [];

    private RequestTemplate(string text, string? key)
    {
        Key = key;
        _bytes = Encoding.UTF8.GetBytes(text);
        var marker = Encoding.ASCII.GetBytes(Number);
        for (var at = 0; _bytes.AsSpan(at).IndexOf(marker) is >= 0 and var next; at += next + marker.Length)
            _places.Add(at + next);
    }

    /// <summary>The access key that it is sent with.</summary>
    public string? Key { get; }

    /// <summary>A reading request.</summary>
    public static RequestTemplate Get(string path, string? key = null) => new($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{Authorization(key)}\r\n", key);

    /// <summary>A writing request; a retry key is sent with it where there is an access key.</summary>
    public static RequestTemplate Post(string path, string body, string? key = null) => new($"POST {path} HTTP/1.1\r\nHost: localhost\r\n{Authorization(key)}"
        + (key is null ? "" : $"Idempotency-Key: {Number}\r\n")
        + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}", key);

    /// <summary>The request with a number of its own.</summary>
    public ReadOnlySpan<byte> With(long number)
    {
        foreach (var place in _places)
            Utf8Formatter.TryFormat(number, _bytes.AsSpan(place, Number.Length), out _, new('x', (byte)Number.Length));
        return _bytes;
    }

    private static string Authorization(string? key) => key is null ? "" : $"Authorization: Bearer {key}\r\n";
}
