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
            session.Execute(database.Dialect.CreateHistory);
            var applied = session.Query<string>(Applied).ToHashSet(StringComparer.Ordinal);
            var missing = Names(database.Dialect).Where(name => !applied.Contains(name)).ToList();
            foreach (var name in missing)
            {
                session.Execute(Text(database.Dialect, name));
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

    private static string Text(Dialect dialect, string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{dialect.Name}/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
