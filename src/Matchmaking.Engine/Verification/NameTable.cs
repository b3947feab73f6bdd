namespace Matchmaking.Engine.Verification;

/// <summary>Numbers for names, in the order in which they turn up; every name is looked up once and is a number from then on.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int Count => _numbers.Count;

    public int Of(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
            _numbers.Add(name, number = _numbers.Count);
        return number;
    }

    /// <summary>The number of a name, or -1.</summary>
    public int Find(string? name) => name is not null && _numbers.TryGetValue(name, out var number) ? number : -1;
}
