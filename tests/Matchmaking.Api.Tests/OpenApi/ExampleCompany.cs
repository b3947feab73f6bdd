using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.OpenApi;

/// <summary>Companies of the examples, the same in every run, whatever other tests have registered.</summary>
internal static class ExampleCompany
{
    /// <summary>A company by its number.</summary>
    public static JsonObject Of(int number, string country, string capacity)
    {
        var company = Sample.Company(country, capacity);
        company["name"] = $"{(capacity == "buyer" ? "Magnet maker" : "Refinery")} {number} ({country})";
        company["registration"]!["number"] = Sample.Lei(700_000 + number);
        company["contact"]!["email"] = $"desk{number}@example.com";
        return company;
    }
}
