using System.Text;
using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>A value as a place in the document's bytes.</summary>
/// <param name="Kind">Its first token; of an array or object the opening one.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte behind its last.</param>
internal readonly record struct JsonPlace(JsonTokenType Kind, int Start, int End);

/// <summary>
/// The members of one JSON object after another, as places in the document's bytes: nothing is copied, and one table serves them all.
/// </summary>
internal sealed class JsonMembers(ReadOnlyMemory<byte> utf8)
{
    private Member[] _members = new Member[32];
    private int _count;
    private int _next;

    /// <summary>Takes the object at which the reader stands; afterwards the reader stands at its end.</summary>
    /// <param name="json">The reader.</param>
    /// <param name="offset">Where in the document the reader began.</param>
    public void Load(ref Utf8JsonReader json, int offset)
    {
        (_count, _next) = (0, 0);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (_count == _members.Length)
                Array.Resize(ref _members, 2 * _count);
            ref var member = ref _members[_count++];
            member.NameStart = offset + (int)json.TokenStartIndex;
            member.NameLength = json.ValueSpan.Length;
            // An escaped name is kept as its text; all others are compared where they stand.
            member.Spelling = json.ValueIsEscaped ? Spell(member) : null;
            member.IsKnown = false;
            json.Read();
            member.Value = PlaceOf(ref json, offset);
        }
    }

    public void Clear() => _count = 0;

    /// <summary>The value at which a reader stands; afterwards the reader stands at its end.</summary>
    public static JsonPlace PlaceOf(ref Utf8JsonReader json, int offset)
    {
        var (kind, start) = (json.TokenType, offset + (int)json.TokenStartIndex);
        json.Skip();
        return new JsonPlace(kind, start, offset + (int)json.BytesConsumed);
    }

    /// <summary>Finds a member and makes it a known one. Members mostly stand in the order in which they are asked for.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out JsonPlace value)
    {
        var bytes = utf8.Span;
        for (var tried = 0; tried < _count; tried++)
        {
            var at = _next + tried < _count ? _next + tried : _next + tried - _count;
            ref var member = ref _members[at];
            if (member.Spelling is { } spelling
                ? Ascii.Equals(name, spelling)
                : bytes.Slice(member.NameStart + 1, member.NameLength).SequenceEqual(name))
            {
                member.IsKnown = true;
                _next = at + 1 == _count ? 0 : at + 1;
                value = member.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>The members nobody asked for: name (null where it is not valid Unicode), and whether another has the same.</summary>
    public IEnumerable<(string? Name, bool IsTwice)> Others()
    {
        var names = new HashSet<string>();
        for (var at = 0; at < _count; at++)
        {
            if (_members[at].IsKnown)
                names.Add(Spell(_members[at])!);
        }
        for (var at = 0; at < _count; at++)
        {
            if (!_members[at].IsKnown)
                yield return Spell(_members[at]) is { } name ? (name, !names.Add(name)) : (null, false);
        }
    }

    /// <summary>Whether every member was asked for.</summary>
    public bool AreAllKnown()
    {
        for (var at = 0; at < _count; at++)
        {
            if (!_members[at].IsKnown)
                return false;
        }
        return true;
    }

    private string? Spell(Member member)
    {
        try
        {
            var json = new Utf8JsonReader(utf8.Span.Slice(member.NameStart, member.NameLength + 2));
            json.Read();
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private struct Member
    {
        public int NameStart;
        public int NameLength;
        public string? Spelling;
        public bool IsKnown;
        public JsonPlace Value;
    }
}
