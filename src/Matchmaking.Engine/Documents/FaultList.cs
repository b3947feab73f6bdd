namespace Matchmaking.Engine.Documents;

/// <summary>Collects the faults of an input; one method per kind of rule.</summary>
internal sealed class FaultList(long lotKilograms)
{
    private const string NoCountry = "must be a country code of two capital letters (ISO 3166 alpha-2)";

    private readonly List<InputFault> _faults = [];

    public IReadOnlyList<InputFault> Faults => _faults;

    public void Add(string path, string detail) => _faults.Add(new InputFault(path, InputFault.Invalid, detail));

    /// <summary>A number of at least 0, at most <paramref name="most"/>, with at most so many decimals.</summary>
    public bool Number(JsonPath path, string member, decimal? number, int decimals, decimal most)
    {
        if (number is not { } value)
            return true;
        if (value < 0)
            Add(path.Member(member), "must not be negative");
        else if (value.Scale > decimals && Units.Decimals(value) > decimals)
            Add(path.Member(member), decimals == 0 ? "must be a whole number" : $"must have at most {decimals} decimals");
        else if (value > most)
            Add(path.Member(member), $"must be at most {Units.Shortest(most)}");
        else
            return true;
        return false;
    }

    public bool Money(JsonPath path, string member, decimal? euro) => Number(path, member, euro, 2, InputLimits.EuroPerTonne);

    public bool Tonnes(JsonPath path, string member, decimal? tonnes) => Number(path, member, tonnes, 3, InputLimits.Tonnes);

    /// <summary>Tonnes that are a whole number of lots.</summary>
    public bool Lots(JsonPath path, string member, decimal? tonnes)
    {
        if (!Tonnes(path, member, tonnes))
            return false;
        if (tonnes is not { } value || lotKilograms <= 1 || Units.Kilograms(value) % lotKilograms == 0)
            return true;
        Add(path.Member(member), $"must be a whole number of lots of {Units.Tonnes(lotKilograms)} t");
        return false;
    }

    public void Text(JsonPath path, string member, string? text)
    {
        if (string.IsNullOrEmpty(text))
            Add(path.Member(member), "must not be empty");
        else if (!IsUnicode(text))
            Add(path.Member(member), "is not valid Unicode");
    }

    public void OptionalText(JsonPath path, string member, string? text)
    {
        if (text is not null)
            Text(path, member, text);
    }

    public void Country(JsonPath path, string member, string? code)
    {
        if (!IsCountry(code))
            Add(path.Member(member), NoCountry);
    }

    public void Countries(JsonPath path, string member, IReadOnlyList<string>? codes)
    {
        if (codes is { Count: > 0 })
            Unique(path.Member(member), codes, static code => code, (code, at) =>
            {
                if (!IsCountry(code))
                    Add(at.ToString(), NoCountry);
            });
    }

    /// <summary>Checks every entry of a list and refuses a second one for the same key, at the later one's path.</summary>
    public void Unique<T, TKey>(string list, IReadOnlyList<T> entries, Func<T, TKey> key, Action<T, JsonPath> check)
    {
        if (entries.Count == 0)
            return;
        var seen = new HashSet<TKey>(entries.Count);
        for (var at = 0; at < entries.Count; at++)
        {
            var path = new JsonPath(list, at);
            if (entries[at] is not { } entry)
            {
                Add(path.ToString(), "must not be null");
                continue;
            }
            check(entry, path);
            if (!seen.Add(key(entry)))
                Add(path.ToString(), "is a second entry for the same key");
        }
    }

    /// <summary>Refuses quantities that each fit but together do not; the fault points at the list.</summary>
    public void Total<T>(string list, IReadOnlyList<T> entries, Func<T, decimal> tonnes)
    {
        var total = 0m;
        for (var at = 0; at < entries.Count; at++)
        {
            // Quantities out of range have their own fault; skipping them keeps the sum finite.
            if (entries[at] is { } entry && tonnes(entry) is >= 0 and <= InputLimits.Tonnes and var quantity)
                total += quantity;
        }
        if (total > InputLimits.Tonnes)
            Add(list, $"must come to at most {Units.Shortest(InputLimits.Tonnes)} t in total");
    }

    private static bool IsCountry(string? code) =>
        code is { Length: 2 } && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]);

    private static bool IsUnicode(string text)
    {
        for (var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < text.Length; at++)
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
