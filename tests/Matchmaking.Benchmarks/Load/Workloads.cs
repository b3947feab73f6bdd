using System.Text;

namespace Matchmaking.Benchmarks.Load;

/// <summary>Posts templates over and over, each time with another number; a connection has its own share of them.</summary>
internal sealed class Postings : Workload
{
    private readonly RequestTemplate[][] _shares;
    private readonly int[] _next;
    private readonly int _mostRemembered;
    private long _number;

    /// <param name="templates">At least one for each connection, because a template carries one number at a time.</param>
    /// <param name="connections">How many connections share them.</param>
    /// <param name="mostRemembered">How many of the resources that are made to remember.</param>
    public Postings(IReadOnlyList<RequestTemplate> templates, int connections, int mostRemembered = 0)
    {
        _shares = [.. Enumerable.Range(0, connections).Select(connection => templates.Where((_, at) => at % connections == connection).ToArray())];
        _next = new int[connections];
        _mostRemembered = mostRemembered;
    }

    public override int Expected => 201;

    /// <summary>Requests that read what was made, as those who made it.</summary>
    public List<RequestTemplate> Made { get; } = [];

    public override ReadOnlySpan<byte> Next(int connection)
    {
        var share = _shares[connection];
        return share[_next[connection]++ % share.Length].With(++_number);
    }

    public override void Answered(int connection, Answer answer)
    {
        if (Made.Count == _mostRemembered)
            return;
        var share = _shares[connection];
        var path = Encoding.ASCII.GetString(Connection.Header(answer.Head, "\r\nLocation: "u8));
        Made.Add(RequestTemplate.Get(path, share[(_next[connection] - 1) % share.Length].Key));
    }
}

/// <summary>Reads resources over and over, each connection from another one on.</summary>
internal sealed class Readings(IReadOnlyList<RequestTemplate> templates, int connections) : Workload
{
    private readonly int[] _next = [.. Enumerable.Range(0, connections).Select(connection => connection * templates.Count / connections)];

    public override int Expected => 200;

    public override ReadOnlySpan<byte> Next(int connection) => templates[_next[connection]++ % templates.Count].With(0);
}
