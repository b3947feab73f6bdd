using System.Reflection;

namespace Matchmaking.Storage;

/// <summary>Brings the schema up to date: each numbered file of <c>db/</c> runs once, in the order of its name.</summary>
public static class Migrator
{
    private const string Applied = "SELECT name FROM schema_migrations";

    private const string Record = "INSERT INTO schema_migrations (name, applied_at) VALUES (@name, @now)";

    /// <summary>Applies what is missing, in one transaction, and tells the names applied.</summary>
    public static Task<IReadOnlyList<string>> MigrateAsync(Database database, TimeProvider time) =>
        database.WriteAsync(session =>
        {
            session.Exclude("migration");
            session.Execute(database.Dialect.CreateHistory);
            var applied = session.Query<string>(Applied).ToHashSet(StringComparer.Ordinal);
            var missing = Names(database.Dialect).Where(name => !applied.Contains(name)).ToList();
            foreach (var name in missing)
            {
                foreach (var batch in Batches(Text(database.Dialect, name)))
                    session.Execute(batch);
                session.Execute(Record, new { name, now = time.GetUtcNow() });
            }

            return (IReadOnlyList<string>)missing;
        });

    private static IEnumerable<string> Names(Dialect dialect)
    {
        var prefix = dialect.Name + "/";
        return Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name[prefix.Length..])
            .Order(StringComparer.Ordinal);
    }

    // A line with nothing but GO parts what has to reach the server separately, as in the server's own tools.
    private static IEnumerable<string> Batches(string text) =>
        text.ReplaceLineEndings("\n").Split("\nGO\n").Where(batch => !string.IsNullOrWhiteSpace(batch));

    private static string Text(Dialect dialect, string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{dialect.Name}/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
