using BenchmarkDotNet.Attributes;
using Matchmaking.Benchmarks.Markets;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Benchmarks.Suite;

/// <summary>Reading, hashing and writing the input document, warm, with what they allocate.</summary>
[MemoryDiagnoser]
public class DocumentBenchmarks
{
    private MatchingInput _input = null!;
    private byte[] _document = [];

    /// <summary>Name of the market.</summary>
    [Params("M", "L")]
    public string Market { get; set; } = "M";

    /// <summary>Makes the market and its document.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _input = MarketGenerator.Create(MarketCatalogue.Shapes[Market]);
        _document = InputDocument.Write(_input);
    }

    /// <summary>From the file's bytes to an input without faults.</summary>
    [Benchmark]
    public InputReading Read() => InputDocument.Read(_document);

    /// <summary>The canonical form's hash.</summary>
    [Benchmark]
    public string Hash() => InputDocument.Sha256(_input with { });

    /// <summary>The canonical form.</summary>
    [Benchmark]
    public byte[] Write() => InputDocument.Write(_input);
}
