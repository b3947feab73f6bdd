using System.Collections.Frozen;

namespace Matchmaking.Api.Reference;

/// <summary>
/// The countries, as built into this version. <c>ZZ</c>, the rest of the world in supply statistics, is none of them.
/// </summary>
public sealed class Countries
{
    private readonly FrozenDictionary<string, Country> _byCode;

    private Countries()
    {
        All = [.. EmbeddedCsv.Read<Country>("Reference/countries.csv").OrderBy(country => country.Code, StringComparer.Ordinal)];
        DefaultOrigins = Codes(country => country.DefaultOrigin);
        Exempt = Codes(country => country.ExemptByDefault);
        _byCode = All.ToFrozenDictionary(country => country.Code, StringComparer.Ordinal);
    }

    /// <summary>The table, read once.</summary>
    public static Countries Current { get; } = new();

    /// <summary>Every country, by code.</summary>
    public IReadOnlyList<Country> All { get; }

    /// <summary>
    /// Codes of the countries whose suppliers every round admits: the Union, the European Economic Area, overseas countries and
    /// territories, strategic partners.
    /// </summary>
    public IReadOnlyList<string> DefaultOrigins { get; }

    /// <summary>Codes of the countries that are not third countries for the diversification rule, unless a round says otherwise.</summary>
    public IReadOnlyList<string> Exempt { get; }

    /// <summary>The country of that code (upper case); null where there is none.</summary>
    public Country? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Whether a company of that country is established in the Union, as a buyer must be.</summary>
    public bool IsUnion(string code) => Find(code) is { Union: true };

    private IReadOnlyList<string> Codes(Func<Country, bool> filter) => [.. All.Where(filter).Select(country => country.Code)];
}
