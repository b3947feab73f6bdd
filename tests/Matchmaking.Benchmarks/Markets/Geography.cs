namespace Matchmaking.Benchmarks.Markets;

/// <summary>Where material comes from and goes to in a generated market.</summary>
internal static class Geography
{
    /// <summary>The country that most of the supply comes from.</summary>
    public const string Dominant = "CN";

    /// <summary>Twenty origins: the dominant one, fifteen further third countries and four that the rule exempts.</summary>
    public static readonly string[] Origins =
    [
        Dominant, "AR", "AU", "BR", "CA", "CD", "CL", "IN", "JP", "KZ", "NA", "RW", "TR", "UA", "US", "ZA", "FI", "NO", "PT", "SE",
    ];

    /// <summary>The Member States.</summary>
    public static readonly string[] Destinations =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL",
        "PT", "RO", "SE", "SI", "SK",
    ];

    /// <summary>The Union and the European Economic Area.</summary>
    public static readonly string[] Exempt = [.. Destinations, "IS", "LI", "NO"];
}
