using System.Globalization;

namespace Matchmaking.Engine.Documents;

/// <summary>Where a fault is. The text is made only when there is one, since good entries are many.</summary>
/// <param name="Start">Path of an object, or of the list that holds it.</param>
/// <param name="At">The object's place in the list; negative: <paramref name="Start"/> is the object itself.</param>
internal readonly record struct JsonPath(string Start, int At = -1)
{
    public override string ToString() => At < 0 ? Start : string.Create(CultureInfo.InvariantCulture, $"{Start}[{At}]");

    /// <summary>Path of a member.</summary>
    public string Member(string name) => $"{this}.{name}";
}
