using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Runs;

/// <summary>What this instance has had in hands of the run that it worked on last, so that it need not read it back.</summary>
/// <remarks>
/// Nothing depends on it: what is remembered is used only where the database names the same, an input by its hash and a part by its fence.
/// </remarks>
public sealed class RunMemory
{
    private readonly Dictionary<(long Number, long Fence), MatchingResult> _parts = [];
    private MatchingInput? _input;
    private string? _run;

    /// <summary>Remembers a run's input, and forgets every other run.</summary>
    public void Keep(string run, MatchingInput input)
    {
        if (_run != run)
            Clear();
        (_run, _input) = (run, input);
    }

    /// <summary>Remembers the result of a part of the run.</summary>
    public void Keep(string run, long number, long fence, MatchingResult part)
    {
        if (_run == run)
            _parts[(number, fence)] = part;
    }

    /// <summary>The run's input, if it is the one remembered.</summary>
    public MatchingInput? Input(string run, string sha256) => _run == run && _input is { } input && InputDocument.Sha256(input) == sha256 ? input : null;

    /// <summary>The result of a part, if it is remembered.</summary>
    public MatchingResult? Part(string run, long number, long fence) => _run == run ? _parts.GetValueOrDefault((number, fence)) : null;

    /// <summary>Forgets.</summary>
    public void Clear()
    {
        (_run, _input) = (null, null);
        _parts.Clear();
    }
}
