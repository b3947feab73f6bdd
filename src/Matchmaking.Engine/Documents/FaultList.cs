namespace Matchmaking.Engine.Documents;

/// <summary>Collects the faults of an input; one method per kind of rule.</summary>
internal sealed class FaultList(long lotKilograms)
{
    private readonly List<InputFault> _faults = [];

    public IReadOnlyList<InputFault> Faults => _faults;

    public void Add(string path, string detail) => _faults.Add(new InputFault(path, InputFault.Invalid, detail));

    public void AddUnsupported(string path, string detail) => _faults.Add(new InputFault(path, InputFault.Unsupported, detail));

    /// <summary>A number of at least 0, at most <paramref name="most"/>, with at most so many decimals.</summary>
    public bool Number(string path, decimal? number, int decimals, decimal most)
    {
        if (number is not { } value)
            return true;
        if (value < 0)
            Add(path, "must not be negative");
        else if (Units.Decimals(value) > decimals)
            Add(path, decimals == 0 ? "must be a whole number" : $"must have at most {decimals} decimals");
        else if (value > most)
            Add(path, $"must be at most {Units.Shortest(most)}");
        else
            return true;
        return false;
    }

    public bool Money(string path, decimal? euro) => Number(path, euro, 2, InputLimits.EuroPerTonne);

    public bool Tonnes(string path, decimal? tonnes) => Number(path, tonnes, 3, InputLimits.Tonnes);

    /// <summary>Tonnes that are a whole number of lots.</summary>
    public bool Lots(string path, decimal? tonnes)
    {
        if (!Tonnes(path, tonnes))
            return false;
        if (tonnes is not { } value || lotKilograms <= 0 || Units.Kilograms(value) % lotKilograms == 0)
            return true;
        Add(path, $"must be a whole number of lots of {Units.Tonnes(lotKilograms)} t");
        return false;
    }

    public void Text(string path, string? text)
    {
        if (string.IsNullOrEmpty(text))
            Add(path, "must not be empty");
        else if (!IsUnicode(text))
            Add(path, "is not valid Unicode");
    }

    public void OptionalText(string path, string? text)
    {
        if (text is not null)
            Text(path, text);
    }

    public bool Country(string path, string? code)
    {
        if (code is { Length: 2 } && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]))
            return true;
        Add(path, "must be a country code of two capital letters (ISO 3166 alpha-2)");
        return false;
    }

    public void Countries(string path, IReadOnlyList<string>? codes) =>
        Unique(codes ?? [], at => $"{path}[{at}]", (code, at) => Country(at, code), code => code);

    /// <summary>Checks every entry and refuses a second one for the same key, at the later one's path.</summary>
    public void Unique<T, TKey>(IReadOnlyList<T> entries, Func<int, string> path, Action<T, string> check, Func<T, TKey> key)
    {
        var seen = new HashSet<TKey>();
        for (var at = 0; at < entries.Count; at++)
        {
            var here = path(at);
            if (entries[at] is null)
            {
                Add(here, "must not be null");
                continue;
            }
            check(entries[at], here);
            if (!seen.Add(key(entries[at])))
                Add(here, "is a second entry for the same key");
        }
    }

    /// <summary>Refuses quantities that each fit but together do not; the fault points at the list.</summary>
    public void Total(string path, IEnumerable<decimal> tonnes)
    {
        var total = 0m;
        foreach (var quantity in tonnes)
        {
            // Quantities out of range have their own fault; skipping them keeps the sum finite.
            if (quantity is >= 0 and <= InputLimits.Tonnes)
                total += quantity;
        }
        if (total > InputLimits.Tonnes)
            Add(path, $"must come to at most {Units.Shortest(InputLimits.Tonnes)} t in total");
    }

    private static bool IsUnicode(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return false;
            at++;
        }
        return true;
    }
}
