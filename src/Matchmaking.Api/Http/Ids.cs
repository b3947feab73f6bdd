namespace Matchmaking.Api.Http;

/// <summary>Ids are version-7 UUIDs in lower-case text, so that their order is the order of creation.</summary>
public static class Ids
{
    /// <summary>A new id.</summary>
    public static string New() => Guid.CreateVersion7().ToString();
}
