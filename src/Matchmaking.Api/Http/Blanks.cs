namespace Matchmaking.Api.Http;

/// <summary>Where a text that is compared may have blanks.</summary>
/// <remarks>SQL Server compares texts without their trailing blanks, SQLite with them; so none has any at its ends.</remarks>
internal static class Blanks
{
    /// <summary>Whether no white space is at either end.</summary>
    public static bool Inside(string text) => text.Length == 0 || !(char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]));
}
