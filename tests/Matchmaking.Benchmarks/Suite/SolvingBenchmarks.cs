using BenchmarkDotNet.Attributes;
using Matchmaking.Benchmarks.Markets;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Benchmarks.Suite;

/// <summary>Solving and verifying the plain sizes, warm, with what they allocate.</summary>
[MemoryDiagnoser]
public class SolvingBenchmarks
{
    private MatchingInput _input = null!;
    private MatchingResult _result = null!;

    /// <summary>Name of the market.</summary>
    [Params("S", "M", "L")]
    public string Market { get; set; } = "S";

    /// <summary>Makes the market and the result that verification checks.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _input = MarketGenerator.Create(MarketCatalogue.Shapes[Market]);
        _result = Matcher.Solve(_input, null, CancellationToken.None);
    }

    /// <summary>Everything from the input to the result.</summary>
    [Benchmark]
    public MatchingResult Solve() => Matcher.Solve(_input, null, CancellationToken.None);

    /// <summary>The independent check of the result.</summary>
    [Benchmark]
    public Verification Verify() => Verifier.Verify(_input, _result);
}
