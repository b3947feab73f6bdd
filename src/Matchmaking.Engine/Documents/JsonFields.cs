using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>
/// Reads the members of one JSON object strictly: unknown, duplicate, missing and wrongly typed members are collected as faults,
/// and a stand-in value keeps the reading going so that all faults are told at once.
/// </summary>
internal sealed class JsonFields
{
    private readonly List<(string Name, JsonElement Value)> _members = [];
    private readonly List<string> _known = [];
    private readonly List<InputFault> _faults;
    private readonly string _path;
    private readonly bool _isObject;

    public JsonFields(JsonElement element, string path, List<InputFault> faults)
    {
        (_path, _faults) = (path, faults);
        _isObject = element.ValueKind == JsonValueKind.Object;
        if (!_isObject)
        {
            Fault(path, "must be an object");
            return;
        }
        foreach (var member in element.EnumerateObject())
        {
            if (!TryName(member, out var name))
                Fault(path, "has a member whose name is not valid Unicode");
            else if (_members.Exists(known => known.Name == name))
                Fault($"{path}.{name}", "appears twice");
            else
                _members.Add((name, member.Value));
        }
    }

    /// <summary>Tells the members that nobody asked for; call it once all others are read.</summary>
    public void RefuseUnknown()
    {
        foreach (var (name, _) in _members)
        {
            if (!_known.Contains(name))
                Fault($"{_path}.{name}", "is not a known member");
        }
    }

    /// <summary>Whether the object has the member; asking makes it a known one.</summary>
    public bool Has(string name) => Present(name, out _);

    public string Text(string name) => Required(name, out var value) ? AsText(value, Path(name)) ?? "" : "";

    public string TextOr(string name, string fallback) => Present(name, out var value) ? AsText(value, Path(name)) ?? "" : fallback;

    public string? OptionalText(string name) => PresentNotNull(name, out var value) ? AsText(value, Path(name)) : null;

    public decimal Number(string name) => Required(name, out var value) ? AsNumber(value, Path(name)) : 0;

    public decimal NumberOr(string name, decimal fallback) => Present(name, out var value) ? AsNumber(value, Path(name)) : fallback;

    public decimal? OptionalNumber(string name, decimal? whenAbsent = null) =>
        !Present(name, out var value) ? whenAbsent : value.ValueKind == JsonValueKind.Null ? null : AsNumber(value, Path(name));

    public decimal? RequiredNumberOrNull(string name) =>
        !Required(name, out var value) || value.ValueKind == JsonValueKind.Null ? null : AsNumber(value, Path(name));

    public long Whole(string name) => Required(name, out var value) ? AsWhole(value, Path(name)) : 0;

    public long WholeOr(string name, long fallback) => Present(name, out var value) ? AsWhole(value, Path(name)) : fallback;

    public bool Flag(string name) => Required(name, out var value) && AsFlag(value, Path(name));

    public bool FlagOr(string name, bool fallback) => Present(name, out var value) ? AsFlag(value, Path(name)) : fallback;

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices) where T : struct =>
        Required(name, out var value) ? AsChoice(value, Path(name), choices) : default;

    public T ChoiceOr<T>(string name, IReadOnlyDictionary<string, T> choices, T fallback) where T : struct =>
        Present(name, out var value) ? AsChoice(value, Path(name), choices) : fallback;

    public T Object<T>(string name, Func<JsonFields, T> read, Func<T> whenAbsent) =>
        Present(name, out var value) ? Read(value, Path(name), _faults, read) : whenAbsent();

    public T Object<T>(string name, Func<JsonFields, T> read, T standIn) =>
        Required(name, out var value) ? Read(value, Path(name), _faults, read) : standIn;

    public T? OptionalObject<T>(string name, Func<JsonFields, T> read) where T : class =>
        Required(name, out var value) && value.ValueKind != JsonValueKind.Null ? Read(value, Path(name), _faults, read) : null;

    public IReadOnlyList<T> List<T>(string name, Func<JsonFields, T> read) =>
        Required(name, out var value) ? AsList(value, Path(name), read) : [];

    public IReadOnlyList<T> ListOr<T>(string name, Func<JsonFields, T> read, IReadOnlyList<T> fallback) =>
        Present(name, out var value) ? AsList(value, Path(name), read) : fallback;

    public IReadOnlyList<string> Texts(string name) => Present(name, out var value) ? AsTexts(value, Path(name)) : [];

    public IReadOnlyList<string>? OptionalTexts(string name) => PresentNotNull(name, out var value) ? AsTexts(value, Path(name)) : null;

    /// <summary>A member that is taken as it stands, provided it is an object.</summary>
    public JsonElement? Raw(string name)
    {
        if (!Required(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return value;
        Fault(Path(name), "must be an object");
        return null;
    }

    public static T Read<T>(JsonElement element, string path, List<InputFault> faults, Func<JsonFields, T> read)
    {
        var fields = new JsonFields(element, path, faults);
        var value = read(fields);
        fields.RefuseUnknown();
        return value;
    }

    private IReadOnlyList<T> AsList<T>(JsonElement value, string path, Func<JsonFields, T> read) =>
        Elements(value, path, (element, at) => Read(element, at, _faults, read));

    private IReadOnlyList<string> AsTexts(JsonElement value, string path) =>
        Elements(value, path, (element, at) => AsText(element, at) ?? "");

    private List<T> Elements<T>(JsonElement value, string path, Func<JsonElement, string, T> read)
    {
        var list = new List<T>();
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(path, "must be an array");
            return list;
        }
        foreach (var element in value.EnumerateArray())
            list.Add(read(element, $"{path}[{list.Count}]"));
        return list;
    }

    private string? AsText(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(path, "must be a string");
            return null;
        }
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            Fault(path, "is not valid Unicode");
            return null;
        }
    }

    private decimal AsNumber(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Number)
            Fault(path, "must be a number");
        else if (JsonNumber.TryRead(value.GetRawText(), out var number))
            return number;
        else
            Fault(path, "is out of range or has too many digits");
        return 0;
    }

    private long AsWhole(JsonElement value, string path)
    {
        var faultsBefore = _faults.Count;
        var number = AsNumber(value, path);
        if (_faults.Count > faultsBefore)
            return 0;
        if (decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue)
            return (long)number;
        Fault(path, "must be a whole number");
        return 0;
    }

    private bool AsFlag(JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fault(path, "must be true or false");
        return false;
    }

    private T AsChoice<T>(JsonElement value, string path, IReadOnlyDictionary<string, T> choices) where T : struct
    {
        if (AsText(value, path) is not { } text)
            return default;
        if (choices.TryGetValue(text, out var choice))
            return choice;
        Fault(path, $"must be one of {string.Join(", ", choices.Keys)}");
        return default;
    }

    private bool Required(string name, out JsonElement value)
    {
        if (Present(name, out value))
            return true;
        if (_isObject)
            Fault(Path(name), "is missing");
        return false;
    }

    private bool PresentNotNull(string name, out JsonElement value) => Present(name, out value) && value.ValueKind != JsonValueKind.Null;

    private bool Present(string name, out JsonElement value)
    {
        _known.Add(name);
        foreach (var member in _members)
        {
            if (member.Name == name)
            {
                value = member.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    private static bool TryName(JsonProperty member, [NotNullWhen(true)] out string? name)
    {
        try
        {
            name = member.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = null;
            return false;
        }
    }

    private string Path(string name) => $"{_path}.{name}";

    private void Fault(string path, string detail) => _faults.Add(new InputFault(path, InputFault.Invalid, detail));
}
