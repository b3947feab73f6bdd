using System.Globalization;

namespace Matchmaking.Engine.Reference;

/// <summary>Whole kilometres between capitals, from the committed table <c>Reference/distances.csv</c>.</summary>
public static class Distances
{
    private const string Table = "distances.csv";

    private static readonly Lazy<IReadOnlyDictionary<(string From, string To), int>> Known = new(Load);

    /// <summary>
    /// Kilometres between two countries' capitals, the same in both directions; 0 inside a country; null where not known.
    /// </summary>
    /// <param name="from">ISO 3166 alpha-2.</param>
    /// <param name="to">ISO 3166 alpha-2.</param>
    public static int? Kilometres(string from, string to)
    {
        if (from == to)
            return 0;
        var key = string.CompareOrdinal(from, to) < 0 ? (from, to) : (to, from);
        return Known.Value.TryGetValue(key, out var kilometres) ? kilometres : null;
    }

    private static Dictionary<(string, string), int> Load()
    {
        var distances = new Dictionary<(string, string), int>();
        using var stream = typeof(Distances).Assembly.GetManifestResourceStream(Table);
        if (stream is null)
            return distances;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } row)
        {
            if (row.Length == 0)
                continue;
            var fields = row.Split(',');
            distances.Add((fields[0], fields[1]), int.Parse(fields[2], CultureInfo.InvariantCulture));
        }
        return distances;
    }
}
