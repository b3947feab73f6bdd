using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>One member of a document's outermost object.</summary>
internal abstract class JsonSection(string name, bool isRequired)
{
    private readonly List<InputFault> _faults = [];
    private bool _isRead;

    public string Name => name;

    /// <summary>Its own faults, or that it is missing; once the document is read.</summary>
    public IReadOnlyList<InputFault> Faults => isRequired && !_isRead ? [new InputFault(Path, InputFault.Invalid, "is missing")] : _faults;

    private string Path => $"$.{name}";

    /// <summary>Reads the value at which the reader stands; afterwards the reader stands at its end.</summary>
    public void Read(ref Utf8JsonReader json)
    {
        _isRead = true;
        Read(ref json, _faults, Path);
    }

    protected abstract void Read(ref Utf8JsonReader json, List<InputFault> faults, string path);
}

/// <summary>Reads a section's value and adds what is wrong with it.</summary>
internal delegate T JsonSectionReader<out T>(ref Utf8JsonReader json, List<InputFault> faults, string path);

/// <summary>A section with the type of its value.</summary>
internal sealed class JsonSection<T>(string name, bool isRequired, T standIn, JsonSectionReader<T> read) : JsonSection(name, isRequired)
{
    /// <summary>The value, or what stands in for it.</summary>
    public T Value { get; private set; } = standIn;

    protected override void Read(ref Utf8JsonReader json, List<InputFault> faults, string path) => Value = read(ref json, faults, path);
}
