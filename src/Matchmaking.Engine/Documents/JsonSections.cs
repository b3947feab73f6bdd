using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>
/// The outermost object of a document, read in one pass over its bytes: a list of a million entries is taken entry by entry. Sections may
/// stand in any order; their faults are told in the order in which the sections were declared.
/// </summary>
internal sealed class JsonSections(ReadOnlyMemory<byte> utf8, int maxDepth)
{
    private readonly List<JsonSection> _sections = [];
    private readonly TermCache _terms = new();

    /// <summary>A section that is an object.</summary>
    public JsonSection<T> Object<T>(string name, Func<JsonFields, T> read, T standIn) =>
        Declare(new JsonSection<T>(name, isRequired: true, standIn, (ref json, faults, path) =>
            new JsonFields(utf8, _terms, faults).Read(ref json, 0, new JsonPath(path), read)));

    /// <summary>A section that is a list of objects.</summary>
    public JsonSection<IReadOnlyList<T>> List<T>(string name, Func<JsonFields, T> read, bool isRequired = true) =>
        Declare(new JsonSection<IReadOnlyList<T>>(name, isRequired, [], (ref json, faults, path) =>
            ReadList(ref json, faults, path, read)));

    /// <summary>A section that is a text.</summary>
    public JsonSection<string> Text(string name) => Declare(new JsonSection<string>(name, isRequired: true, "", ReadText));

    /// <summary>Reads the document.</summary>
    /// <param name="faults">Gains every fault; where the bytes are no JSON, that alone.</param>
    /// <returns>Whether there was JSON to read.</returns>
    public bool TryRead(List<InputFault> faults)
    {
        var found = new List<InputFault>();
        try
        {
            var json = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = maxDepth });
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject)
                ReadSections(ref json, found);
            else
            {
                found.Add(Invalid("$", "must be an object"));
                json.Skip();
            }
            // Whatever comes behind the object is refused here.
            json.Read();
        }
        catch (JsonException exception)
        {
            faults.Add(Invalid(exception.Path ?? "$", $"is not valid JSON (line {exception.LineNumber + 1})"));
            return false;
        }
        faults.AddRange(found);
        return true;
    }

    private void ReadSections(ref Utf8JsonReader json, List<InputFault> faults)
    {
        var names = new HashSet<string>();
        var unknown = new List<InputFault>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref json);
            json.Read();
            var section = _sections.Find(one => one.Name == name);
            if (name is null)
                faults.Add(Invalid("$", "has a member whose name is not valid Unicode"));
            else if (!names.Add(name))
                faults.Add(Invalid($"$.{name}", "appears twice"));
            else if (section is null)
                unknown.Add(Invalid($"$.{name}", "is not a known member"));
            else
            {
                section.Read(ref json);
                continue;
            }
            json.Skip();
        }
        foreach (var section in _sections)
            faults.AddRange(section.Faults);
        faults.AddRange(unknown);
    }

    private IReadOnlyList<T> ReadList<T>(ref Utf8JsonReader json, List<InputFault> faults, string path, Func<JsonFields, T> read)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            faults.Add(Invalid(path, "must be an array"));
            json.Skip();
            return [];
        }
        var list = new List<T>();
        var fields = new JsonFields(utf8, _terms, faults);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            list.Add(fields.Read(ref json, 0, new JsonPath(path, list.Count), read));
        return list;
    }

    private static string ReadText(ref Utf8JsonReader json, List<InputFault> faults, string path)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            faults.Add(Invalid(path, "must be a string"));
            json.Skip();
            return "";
        }
        if (TextOf(ref json) is { } text)
            return text;
        faults.Add(Invalid(path, "is not valid Unicode"));
        return "";
    }

    private static string? TextOf(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static InputFault Invalid(string path, string detail) => new(path, InputFault.Invalid, detail);

    private JsonSection<T> Declare<T>(JsonSection<T> section)
    {
        _sections.Add(section);
        return section;
    }
}
