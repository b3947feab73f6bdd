using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Documents;

/// <summary>
/// Reads one JSON object after another strictly: unknown, duplicate, missing and wrongly typed members are collected as faults, and a
/// stand-in value keeps the reading going so that all faults are told at once.
/// </summary>
internal sealed class JsonFields(ReadOnlyMemory<byte> utf8, TermCache terms, List<InputFault> faults)
{
    private readonly JsonMembers _members = new(utf8);
    private JsonFields? _inner;
    private JsonPath _path;
    private bool _isObject;

    /// <summary>Reads the object at which the reader stands; afterwards the reader stands at its end.</summary>
    /// <param name="json">The reader.</param>
    /// <param name="offset">Where in the document the reader began.</param>
    /// <param name="path">Path of the object.</param>
    /// <param name="read">Asks for the members.</param>
    public T Read<T>(ref Utf8JsonReader json, int offset, JsonPath path, Func<JsonFields, T> read)
    {
        _path = path;
        _isObject = json.TokenType == JsonTokenType.StartObject;
        var faultsBefore = faults.Count;
        if (_isObject)
            _members.Load(ref json, offset);
        else
        {
            _members.Clear();
            faults.Add(Invalid(path.ToString(), "must be an object"));
            json.Skip();
        }
        var value = read(this);
        if (!_members.AreAllKnown())
            RefuseOthers(faultsBefore);
        return value;
    }

    /// <summary>Whether the object has the member; asking makes it a known one.</summary>
    public bool Has(ReadOnlySpan<byte> name) => _members.TryFind(name, out _);

    public string Text(ReadOnlySpan<byte> name) => Required(name, out var value) ? AsText(value, name, null) ?? "" : "";

    public string TextOr(ReadOnlySpan<byte> name, string fallback) =>
        Present(name, out var value) ? AsText(value, name, null) ?? "" : fallback;

    /// <summary>A text that many entries share.</summary>
    public string Term(ReadOnlySpan<byte> name) => Required(name, out var value) ? AsText(value, name, terms) ?? "" : "";

    public string? OptionalTerm(ReadOnlySpan<byte> name) => PresentNotNull(name, out var value) ? AsText(value, name, terms) : null;

    public decimal Number(ReadOnlySpan<byte> name) => Required(name, out var value) ? AsNumber(value, name) : 0;

    public decimal NumberOr(ReadOnlySpan<byte> name, decimal fallback) => Present(name, out var value) ? AsNumber(value, name) : fallback;

    public decimal? OptionalNumber(ReadOnlySpan<byte> name, decimal? whenAbsent = null) =>
        !Present(name, out var value) ? whenAbsent : value.Kind == JsonTokenType.Null ? null : AsNumber(value, name);

    public decimal? RequiredNumberOrNull(ReadOnlySpan<byte> name) =>
        !Required(name, out var value) || value.Kind == JsonTokenType.Null ? null : AsNumber(value, name);

    public long Whole(ReadOnlySpan<byte> name) => Required(name, out var value) ? AsWhole(value, name) : 0;

    public long WholeOr(ReadOnlySpan<byte> name, long fallback) => Present(name, out var value) ? AsWhole(value, name) : fallback;

    public bool Flag(ReadOnlySpan<byte> name) => Required(name, out var value) && AsFlag(value, name);

    public bool FlagOr(ReadOnlySpan<byte> name, bool fallback) => Present(name, out var value) ? AsFlag(value, name) : fallback;

    public T Choice<T>(ReadOnlySpan<byte> name, IReadOnlyDictionary<string, T> choices) where T : struct =>
        Required(name, out var value) ? AsChoice(value, name, choices) : default;

    public T ChoiceOr<T>(ReadOnlySpan<byte> name, IReadOnlyDictionary<string, T> choices, T fallback) where T : struct =>
        Present(name, out var value) ? AsChoice(value, name, choices) : fallback;

    public T Object<T>(ReadOnlySpan<byte> name, Func<JsonFields, T> read, T standIn) =>
        Required(name, out var value) ? AsObject(value, name, read) : standIn;

    public T ObjectOr<T>(ReadOnlySpan<byte> name, Func<JsonFields, T> read, T fallback) =>
        Present(name, out var value) ? AsObject(value, name, read) : fallback;

    public T? OptionalObject<T>(ReadOnlySpan<byte> name, Func<JsonFields, T> read) where T : class =>
        Required(name, out var value) && value.Kind != JsonTokenType.Null ? AsObject(value, name, read) : null;

    public IReadOnlyList<T> List<T>(ReadOnlySpan<byte> name, Func<JsonFields, T> read) =>
        Required(name, out var value) ? AsList(value, name, read) : [];

    public IReadOnlyList<T> ListOr<T>(ReadOnlySpan<byte> name, Func<JsonFields, T> read, IReadOnlyList<T> fallback) =>
        Present(name, out var value) ? AsList(value, name, read) : fallback;

    public IReadOnlyList<string> Terms(ReadOnlySpan<byte> name) => Present(name, out var value) ? AsTerms(value, name) : [];

    public IReadOnlyList<string>? OptionalTerms(ReadOnlySpan<byte> name) =>
        PresentNotNull(name, out var value) ? AsTerms(value, name) : null;

    /// <summary>A member that is taken as it stands, provided it is an object.</summary>
    public JsonObject Free(ReadOnlySpan<byte> name)
    {
        if (!Required(name, out var value))
            return [];
        if (value.Kind == JsonTokenType.StartObject)
            return JsonNode.Parse(Bytes(value)) as JsonObject ?? [];
        Fault(name, "must be an object");
        return [];
    }

    private T AsObject<T>(JsonPlace value, ReadOnlySpan<byte> name, Func<JsonFields, T> read)
    {
        var json = ReaderOf(value);
        json.Read();
        return Inner().Read(ref json, value.Start, new JsonPath(PathOf(name)), read);
    }

    private IReadOnlyList<T> AsList<T>(JsonPlace value, ReadOnlySpan<byte> name, Func<JsonFields, T> read)
    {
        if (!IsArray(value, name, out var json))
            return [];
        var list = new List<T>();
        var path = PathOf(name);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            list.Add(Inner().Read(ref json, value.Start, new JsonPath(path, list.Count), read));
        return list;
    }

    private IReadOnlyList<string> AsTerms(JsonPlace value, ReadOnlySpan<byte> name)
    {
        if (!IsArray(value, name, out var json))
            return [];
        var list = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            list.Add(AsText(JsonMembers.PlaceOf(ref json, value.Start), name, terms, list.Count) ?? "");
        return list;
    }

    private bool IsArray(JsonPlace value, ReadOnlySpan<byte> name, out Utf8JsonReader json)
    {
        json = ReaderOf(value);
        json.Read();
        if (value.Kind == JsonTokenType.StartArray)
            return true;
        Fault(name, "must be an array");
        return false;
    }

    private string? AsText(JsonPlace value, ReadOnlySpan<byte> name, TermCache? cache, int at = -1)
    {
        if (value.Kind != JsonTokenType.String)
        {
            Fault(name, "must be a string", at);
            return null;
        }
        var bytes = Bytes(value)[1..^1];
        if (Ascii.IsValid(bytes) && !bytes.Contains((byte)'\\'))
            return cache is null ? Encoding.ASCII.GetString(bytes) : cache.Get(bytes);
        try
        {
            var json = ReaderOf(value);
            json.Read();
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            Fault(name, "is not valid Unicode", at);
            return null;
        }
    }

    private decimal AsNumber(JsonPlace value, ReadOnlySpan<byte> name)
    {
        if (value.Kind != JsonTokenType.Number)
            Fault(name, "must be a number");
        else if (JsonNumber.TryRead(Bytes(value), out var number))
            return number;
        else
            Fault(name, "is out of range or has too many digits");
        return 0;
    }

    private long AsWhole(JsonPlace value, ReadOnlySpan<byte> name)
    {
        var faultsBefore = faults.Count;
        var number = AsNumber(value, name);
        if (faults.Count > faultsBefore)
            return 0;
        if (decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue)
            return (long)number;
        Fault(name, "must be a whole number");
        return 0;
    }

    private bool AsFlag(JsonPlace value, ReadOnlySpan<byte> name)
    {
        if (value.Kind is JsonTokenType.True or JsonTokenType.False)
            return value.Kind == JsonTokenType.True;
        Fault(name, "must be true or false");
        return false;
    }

    private T AsChoice<T>(JsonPlace value, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, T> choices) where T : struct
    {
        if (AsText(value, name, terms) is not { } text)
            return default;
        if (choices.TryGetValue(text, out var choice))
            return choice;
        Fault(name, $"must be one of {string.Join(", ", choices.Keys)}");
        return default;
    }

    private bool Required(ReadOnlySpan<byte> name, out JsonPlace value)
    {
        if (Present(name, out value))
            return true;
        if (_isObject)
            Fault(name, "is missing");
        return false;
    }

    private bool Present(ReadOnlySpan<byte> name, out JsonPlace value) => _members.TryFind(name, out value);

    private bool PresentNotNull(ReadOnlySpan<byte> name, out JsonPlace value) =>
        Present(name, out value) && value.Kind != JsonTokenType.Null;

    // Told before the faults of the members themselves where a name is no name or appears twice, after them where it is not known.
    private void RefuseOthers(int faultsBefore)
    {
        foreach (var (name, isTwice) in _members.Others())
        {
            if (name is null)
                faults.Insert(faultsBefore++, Invalid(_path.ToString(), "has a member whose name is not valid Unicode"));
            else if (isTwice)
                faults.Insert(faultsBefore++, Invalid(_path.Member(name), "appears twice"));
            else
                faults.Add(Invalid(_path.Member(name), "is not a known member"));
        }
    }

    private JsonFields Inner() => _inner ??= new JsonFields(utf8, terms, faults);

    private ReadOnlySpan<byte> Bytes(JsonPlace value) => utf8.Span[value.Start..value.End];

    private Utf8JsonReader ReaderOf(JsonPlace value) => new(Bytes(value));

    private string PathOf(ReadOnlySpan<byte> name) => _path.Member(Encoding.ASCII.GetString(name));

    private void Fault(ReadOnlySpan<byte> name, string detail, int at = -1) =>
        faults.Add(Invalid(new JsonPath(PathOf(name), at).ToString(), detail));

    private static InputFault Invalid(string path, string detail) => new(path, InputFault.Invalid, detail);
}
