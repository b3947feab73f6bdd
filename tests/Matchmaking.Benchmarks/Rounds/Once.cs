using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>Sends every template once, whichever connection is free.</summary>
internal sealed class Once(IReadOnlyList<RequestTemplate> templates) : Workload
{
    private int _next;

    public override int Expected => 201;

    public override ReadOnlySpan<byte> Next(int connection) => _next == templates.Count ? default : templates[_next].With(++_next);
}
