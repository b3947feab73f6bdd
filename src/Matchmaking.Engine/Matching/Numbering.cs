namespace Matchmaking.Engine.Matching;

/// <summary>Numbers names in the order they are met, so that tests in the inner loops compare integers.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public List<string> Names { get; } = [];

    public int Of(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;
        _numbers.Add(name, Names.Count);
        Names.Add(name);
        return Names.Count - 1;
    }

    public bool TryFind(string name, out int number) => _numbers.TryGetValue(name, out number);
}
