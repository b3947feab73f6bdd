using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The countries and suppliers of a group's offers, numbered in the order in which a result lists them.</summary>
internal sealed class Hubs
{
    private readonly Dictionary<string, int> _countries;
    private readonly Dictionary<(string Supplier, int Country), int> _suppliers;

    public Hubs(MatchingRules rules, List<SupplyOffer> offers)
    {
        var exempt = rules.ExemptCountries.ToHashSet(StringComparer.Ordinal);
        Countries = [.. offers.Select(offer => offer.Origin).Distinct().Order(StringComparer.Ordinal)];
        _countries = Countries.Select((country, number) => (country, number)).ToDictionary();
        IsThird = [.. Countries.Select(country => !exempt.Contains(country))];
        CountryOfOffer = [.. offers.Select(offer => _countries[offer.Origin])];
        var keys = offers.Select((offer, number) => (Name: offer.SupplierGroup ?? offer.Supplier, CountryOfOffer[number])).ToArray();
        Suppliers = [.. keys.Distinct().OrderBy(key => key.Name, StringComparer.Ordinal).ThenBy(key => key.Item2)];
        _suppliers = Suppliers.Select((supplier, number) => (supplier, number)).ToDictionary();
        SupplierOfOffer = [.. keys.Select(key => _suppliers[key])];
    }

    /// <summary>Countries of origin by code.</summary>
    public string[] Countries { get; }

    /// <summary>Whether a country is a third country, which the rule applies to.</summary>
    public bool[] IsThird { get; }

    /// <summary>What counts as one supplier: its company group, where stated, in one country.</summary>
    public (string Name, int Country)[] Suppliers { get; }

    public int[] CountryOfOffer { get; }

    public int[] SupplierOfOffer { get; }

    /// <summary>The number of a country, or -1 where no offer comes from it.</summary>
    public int FindCountry(string code) => _countries.GetValueOrDefault(code, -1);

    /// <summary>The number of a supplier in a country, or -1 where it has no offer.</summary>
    public int FindSupplier(string name, string country) => _suppliers.GetValueOrDefault((name, FindCountry(country)), -1);
}
