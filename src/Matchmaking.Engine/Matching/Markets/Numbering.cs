namespace Matchmaking.Engine.Matching.Markets;

/// <summary>Numbers names in the order given, so that inner loops compare integers.</summary>
internal sealed class Numbering
{
    public const int Unknown = -1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public Numbering(IEnumerable<string> names)
    {
        foreach (var name in names)
            _numbers.TryAdd(name, _numbers.Count);
        Names = [.. _numbers.Keys];
    }

    /// <summary>Numbers names in their ordinal order, where the numbers decide something.</summary>
    public static Numbering Ordered(IEnumerable<string> names) => new(names.Distinct().Order(StringComparer.Ordinal));

    public string[] Names { get; }

    public int Count => Names.Length;

    /// <summary>The number of a name; <see cref="Unknown"/> for null and for names that were not given.</summary>
    public int Of(string? name) => name is not null && _numbers.TryGetValue(name, out var number) ? number : Unknown;
}
