using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Matchmaking.Benchmarks.Load;

/// <summary>Makes companies that may take part, as companies and an operator do.</summary>
internal static class Companies
{
    private const int AtOnce = 16;

    private static int _last;

    /// <summary>Registers and verifies companies, in their order.</summary>
    /// <param name="service">Where.</param>
    /// <param name="capacity"><c>buyer</c> or <c>supplier</c>.</param>
    /// <param name="countries">One company for each.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<IReadOnlyList<Caller>> AddAsync(
        ServiceUnderTest service, string capacity, IReadOnlyList<string> countries, CancellationToken stop = default)
    {
        var companies = new Caller[countries.Count];
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, countries.Count, bounds, async (number, over) =>
            companies[number] = await AddAsync(service, capacity, countries[number], over));
        return companies;
    }

    private static async Task<Caller> AddAsync(ServiceUnderTest service, string capacity, string country, CancellationToken stop)
    {
        var number = Interlocked.Increment(ref _last);
        var registered = await service.Public.PostAsync("/v1/participants", new JsonObject
        {
            ["name"] = $"Company {number} ({country})",
            ["capacities"] = new JsonArray(capacity),
            ["country"] = country,
            ["registration"] = new JsonObject { ["scheme"] = "lei", ["number"] = Lei(number) },
            ["size"] = number % 3 == 0 ? "sme" : "large",
            ["contact"] = new JsonObject { ["name"] = "Trading desk", ["email"] = $"desk{number}@example.com" },
            ["notUnderRestrictiveMeasures"] = true,
        }, stop);
        var id = (string)registered["id"]!;
        await service.Operator.PostAsync($"/v1/participants/{id}/verify", new JsonObject
        {
            ["reason"] = "Documents checked",
            ["screeningSource"] = "Consolidated list of Union financial sanctions",
            ["screeningDate"] = "2026-11-02",
            ["confirmed"] = new JsonArray("size"),
        }, stop);
        return service.Public with { Id = id, Key = (string)registered["key"]! };
    }

    // A Legal Entity Identifier with its checksum.
    private static string Lei(int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"5299{number:00000000000000}");
        return string.Create(CultureInfo.InvariantCulture, $"{body}{98 - (int)(BigInteger.Parse(body + "00", CultureInfo.InvariantCulture) % 97):00}");
    }
}
