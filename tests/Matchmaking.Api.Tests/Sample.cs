using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests;

/// <summary>Bodies that the service accepts, for tests to change.</summary>
public static partial class Sample
{
    private static int _last;

    /// <summary>A company with a registration number of its own.</summary>
    public static JsonObject Company(string country = "DE", params string[] capacities)
    {
        var number = Interlocked.Increment(ref _last);
        return new JsonObject
        {
            ["name"] = $"Company {number} ({country})",
            ["capacities"] = new JsonArray([.. (capacities.Length > 0 ? capacities : ["buyer"]).Select(capacity => JsonValue.Create(capacity))]),
            ["country"] = country,
            ["registration"] = new JsonObject { ["scheme"] = "lei", ["number"] = Lei(number) },
            ["size"] = "large",
            ["contact"] = new JsonObject { ["name"] = "Trading desk", ["email"] = $"desk{number}@example.com" },
            ["notUnderRestrictiveMeasures"] = true,
        };
    }

    /// <summary>An operator's decision to let a company take part.</summary>
    public static JsonObject Verification(params string[] confirmed) => new()
    {
        ["reason"] = "Documents checked",
        ["screeningSource"] = "Consolidated list of Union financial sanctions",
        ["screeningDate"] = "2027-01-04",
        ["confirmed"] = new JsonArray([.. confirmed.Select(fact => JsonValue.Create(fact))]),
    };

    /// <summary>A round on lithium chemicals that waits for the operator at every step.</summary>
    public static JsonObject Round() => new()
    {
        ["title"] = "Battery materials",
        ["type"] = "diversification",
        ["coverage"] = new JsonArray(new JsonObject
        {
            ["material"] = "lithium",
            ["stage"] = "processing",
            ["periods"] = new JsonArray(new JsonObject { ["firstYear"] = 2028, ["years"] = 5 }),
            ["minimumLineQuantity"] = 1,
        }),
        ["ruleReason"] = "The benchmark of Article 5",
    };

    /// <summary>A Legal Entity Identifier with its checksum.</summary>
    public static string Lei(int number)
    {
        var body = $"5299{number:00000000000000}";
        var digits = System.Numerics.BigInteger.Parse(body + "00");
        return $"{body}{98 - (int)(digits % 97):00}";
    }
}
