namespace Matchmaking.Storage.Tests.Schemas;

/// <summary>The migrations of an engine as the storage assembly carries them.</summary>
internal static class Migrations
{
    /// <summary>The names, in the order in which they run.</summary>
    public static IReadOnlyList<string> Names(string engine) => [.. typeof(Database).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(engine + "/", StringComparison.Ordinal))
        .Select(name => name[(engine.Length + 1)..])
        .Order(StringComparer.Ordinal)];

    public static string Text(string engine, string name)
    {
        using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream($"{engine}/{name}")!);
        return reader.ReadToEnd();
    }

    /// <summary>Everything that makes the schema of a new database.</summary>
    public static IEnumerable<string> Scripts(Dialect dialect) =>
        Names(dialect.Name).Select(name => Text(dialect.Name, name)).Prepend(dialect.CreateHistory);
}
